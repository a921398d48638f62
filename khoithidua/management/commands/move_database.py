"""manage.py move_database --to URL: from the embedded server to a named one; files and keys stay where they are."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from khoithidua.backup import BackupError, move_database
from khoithidua.embedded_server import StartsDatabase
from khoithidua.postgresql_programs import ProgramMissing


class Command(StartsDatabase):
    help = "Sao chép cơ sở dữ liệu sang một máy chủ PostgreSQL có tên (còn trống). Dừng web và việc nền trước khi chạy."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, metavar="URL", help="postgresql://tài_khoản:mật_khẩu@máy/tên")

    def handle(self, *args: Any, to: str, **options: Any) -> None:
        try:
            version = move_database(to)
        except (BackupError, ProgramMissing) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"Đã sao chép sang PostgreSQL {version}. Đặt DATABASE_URL trong tệp cài đặt rồi khởi động lại."
        )
