"""The background worker: runs tasks as they come, and every minute puts back what a killed worker left."""

import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Chạy các việc nền: gửi thư, tạo hàng loạt bằng khen."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("deliver", once=True)
        stop = threading.Event()
        maintenance = threading.Thread(target=maintain_every_minute, args=(stop,), daemon=True)
        maintenance.start()
        try:
            call_command("db_worker", interval=0.1, startup_delay=False, reload=False, verbosity=0)
        finally:
            stop.set()


def maintain_every_minute(stop: threading.Event) -> None:
    while not stop.wait(60):
        try:
            call_command("deliver", once=True)
        finally:
            connection.close()
