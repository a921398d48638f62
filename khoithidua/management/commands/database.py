"""make database: the embedded server in the foreground, for commands, psql and editors beside it."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection

from khoithidua.embedded_server import StartsDatabase


class Command(StartsDatabase):
    help = "Chạy cơ sở dữ liệu kèm theo cho tới khi bấm Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--start-only", action="store_true", help="khởi động lại cho tiến trình đang dùng rồi thôi")

    def handle(self, *args: Any, start_only: bool, **options: Any) -> None:
        if os.environ.get("DATABASE_URL"):
            raise CommandError("DATABASE_URL đã chỉ một máy chủ PostgreSQL: không cần chạy cơ sở dữ liệu kèm theo.")
        if start_only:
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
