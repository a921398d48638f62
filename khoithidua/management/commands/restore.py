"""manage.py restore ARCHIVE --keys KEYS: fills an empty installation from a backup, then checks all of it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from khoithidua.backup import BackupError, restore_backup
from khoithidua.database import PROJECT_FOLDER
from khoithidua.embedded_server import StartsDatabase
from khoithidua.postgresql_programs import ProgramMissing

# Each in a process of its own: this one was started with the secrets of the empty installation.
AFTERWARDS = ("migrate", "audit_verify", "files_verify")


class Command(StartsDatabase):
    help = "Khôi phục bản sao lưu vào một hệ thống còn trống (KHOITHIDUA_DATA hoặc DATABASE_URL chỉ tới), rồi kiểm tra."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="Tệp .tar.age do lệnh backup ghi ra")
        parser.add_argument("--keys", type=Path, required=True, help="Tệp .keys.tar của cùng hệ thống")

    def handle(self, *args: Any, archive: Path, keys: Path, **options: Any) -> None:
        try:
            about = restore_backup(archive, keys)
        except (BackupError, ProgramMissing) as problem:
            raise CommandError(str(problem)) from None
        except OSError as problem:
            raise CommandError(f"Không ghi được vào thư mục dữ liệu: {problem}.") from None
        self.stdout.write(f"Đã khôi phục bản sao lưu lúc {about['made_at']}. Đang kiểm tra …")
        self.stdout.flush()
        for name in AFTERWARDS:
            command = [sys.executable, str(PROJECT_FOLDER / "manage.py"), name, "-v", "0"]
            if subprocess.run(command).returncode:  # noqa: S603 - our own command
                raise CommandError(f"Đã khôi phục nhưng bước {name} không đạt: xem dòng trên.")
