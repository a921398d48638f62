"""`manage.py deliver`: the maintenance of every minute; runs beside the task worker."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from notices.maintenance import run_maintenance

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Gửi thư đang chờ, xếp lại việc nền bị dở; mỗi phút một lượt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="một lượt rồi thôi")
        parser.add_argument("--every", type=float, default=60, help="số giây giữa hai lượt (mặc định 60)")
        parser.add_argument(
            "--no-worker-runs",
            action="store_true",
            help="lúc khởi động, khi chưa có tiến trình nền nào chạy: mọi việc ghi là đang chạy đều xếp lại",
        )

    def handle(self, *, once: bool, every: float, no_worker_runs: bool, verbosity: int, **options: Any) -> None:
        first = True
        while True:
            try:
                result = run_maintenance(no_worker_runs=no_worker_runs and first)
                if verbosity > 1 or (once and verbosity):
                    self.stdout.write(
                        f"Đã gửi {result['sent']} thư, lập {result['digests']} bản tin, "
                        f"xếp lại {result['put_back']} việc nền."
                    )
            except DatabaseError:
                if once:
                    raise
                # The database restarts: the next minute tries again.
                logger.exception("maintenance failed")
            if once:
                return
            first = False
            close_old_connections()
            try:
                time.sleep(every)
            except KeyboardInterrupt:
                return
