"""manage.py revoke_certificate SERIAL: from now on the list of revoked certificates names it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from libraries.pades.keys import installed_keys
from libraries.web import clock


class Command(BaseCommand):
    help = "Thu hồi chứng thư theo số sê-ri (số thập lục phân, ghi ở phụ lục thông tin ký)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("serial", help="số sê-ri của chứng thư")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            installed_keys().revoke(options["serial"].lower(), clock.now())
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Đã thu hồi chứng thư {options['serial']}. Tệp lưu trữ từ lúc này kèm danh sách mới.")
