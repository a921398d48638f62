"""make database: the embedded server in the foreground, for commands, psql and editors beside it."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection

from khoithidua.cluster_upgrade import upgrade_cluster
from khoithidua.database import data_folder
from khoithidua.embedded_server import StartsDatabase


class Command(StartsDatabase):
    help = "Chạy cơ sở dữ liệu kèm theo cho tới khi bấm Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--start-only", action="store_true", help="khởi động lại cho tiến trình đang dùng rồi thôi")

        parser.add_argument("--upgrade", action="store_true", help="nâng lên phiên bản PostgreSQL đi cùng phần mềm")

    def execute(self, *args: Any, **options: Any) -> str | None:
        if options["upgrade"]:
            was, now = upgrade_cluster(data_folder())
            self.stdout.write(f"PostgreSQL {was} → {now}. Bản cũ còn ở thư mục postgresql.old; xóa khi mọi việc đã ổn.")
        return super().execute(*args, **options)

    def handle(self, *args: Any, start_only: bool, upgrade: bool, **options: Any) -> None:
        if os.environ.get("DATABASE_URL"):
            raise CommandError("DATABASE_URL đã chỉ một máy chủ PostgreSQL: không cần chạy cơ sở dữ liệu kèm theo.")
        if start_only or upgrade:
            return
        asked = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: asked.set())
        where = connection.settings_dict
        self.stdout.write(
            f"Cơ sở dữ liệu đang chạy: postgresql://{where['USER']}@/{where['NAME']}?host={where['HOST']}"
            "   (Ctrl-C để dừng)\n"
        )
        self.stdout.flush()
        asked.wait()
