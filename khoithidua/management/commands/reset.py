"""make reset: throws the sample's data away; the next `make run` lives the years again."""

import os
import shutil
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from khoithidua.embedded_server import StartsDatabase, is_missing


class Command(StartsDatabase):
    help = "Xóa toàn bộ dữ liệu mẫu của thư mục này; lần `make run` sau nạp lại từ đầu."
    requires_system_checks = ()

    def execute(self, *args: Any, **options: Any) -> str | None:
        if os.environ.get("DATABASE_URL"):
            raise CommandError("DATABASE_URL chỉ một máy chủ khác: lệnh này chỉ xóa cơ sở dữ liệu kèm theo.")
        if not is_missing():
            raise CommandError("Cơ sở dữ liệu đang chạy: đề nghị dừng `make run` và các lệnh khác rồi chạy lại.")
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        if people := people_who_are_not_invented():
            raise CommandError(f"Có {people} tài khoản không phải tài khoản mẫu: dữ liệu này là thật nên không xóa.")
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        for name in ("files", "keys"):
            shutil.rmtree(settings.DATA_FOLDER / name, ignore_errors=True)
        self.stdout.write("Đã xóa dữ liệu mẫu. `make run` nạp lại từ đầu.")


def people_who_are_not_invented() -> int:
    """Asked in SQL, because the tables may be those of other migrations; without the table there is nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('units_user')")
        if cursor.fetchone()[0] is None:
            return 0
        cursor.execute("SELECT count(*) FROM units_user WHERE NOT is_sample")
        found: int = cursor.fetchone()[0]
        return found
