"""manage.py seal_to_token COPY: the key of the platform's seal moves into the device; its file leaves the server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from libraries.pades.keys import installed_keys
from libraries.pades.token import TokenAway


class Command(BaseCommand):
    help = "Chuyển khóa xác nhận điện tử vào thiết bị PKCS#11 (HSM, token); tệp khóa được chuyển ra nơi lưu riêng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("copy", type=Path, help="nơi lưu riêng tệp khóa, ngoài thư mục dữ liệu (USB cất trong két)")

    def handle(self, *args: Any, copy: Path, **options: Any) -> None:
        if copy.exists() or copy.resolve().is_relative_to(Path(settings.DATA_FOLDER).resolve()):
            raise CommandError("Chọn một tệp chưa có, ngoài thư mục dữ liệu.")
        try:
            installed_keys().seal_to_token(copy)
        except (TokenAway, OSError, ValueError) as problem:
            raise CommandError(f"Chưa chuyển được khóa: {problem}") from problem
        self.stdout.write(f"Khóa đã ở trong thiết bị, chứng thư giữ nguyên. Cất tệp {copy} ở nơi an toàn.")
