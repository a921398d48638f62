"""manage.py backup FOLDER: the whole installation as one encrypted archive, and its keys apart; prints their paths."""

import json
import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from khoithidua.backup import BackupError, forget_old, make_backup, write_record
from khoithidua.embedded_server import StartsDatabase
from khoithidua.postgresql_programs import ProgramMissing
from libraries.web import clock


class Command(StartsDatabase):
    help = "Sao lưu cơ sở dữ liệu và tệp thành một tệp mã hóa; khóa ghi ra tệp riêng, cất ở nơi khác."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Thư mục cất bản sao lưu")
        parser.add_argument("--keys-folder", type=Path, help="Thư mục cất tệp khóa (nên ở máy hoặc ổ khác)")
        parser.add_argument("--keep", type=int, default=0, help="Chỉ giữ chừng này bản mới nhất")

    def handle(self, *args: Any, folder: Path, keys_folder: Path | None, keep: int, **options: Any) -> None:
        began, at = time.monotonic(), timezone.localtime(clock.now())
        keys_folder = keys_folder or folder
        try:
            archive, keys = make_backup(folder.absolute(), keys_folder.absolute(), at)
            if keep > 0:
                forget_old(folder.absolute(), keys_folder.absolute(), keep)
        except (BackupError, ProgramMissing) as problem:
            raise CommandError(str(problem)) from None
        except OSError as problem:
            free = shutil.disk_usage(settings.DATA_FOLDER).free // 2**20
            raise CommandError(f"Không ghi được bản sao lưu: {problem} (ổ đĩa còn {free} MB).") from None
        write_record(archive, at=at, seconds=time.monotonic() - began)
        self.stdout.write(json.dumps({"archive": str(archive), "keys": str(keys)}))
