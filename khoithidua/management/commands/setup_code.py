"""manage.py setup_code: a new code for an installation in which nobody can log in yet; the one before is void."""

from typing import Any

from django.core.management.base import CommandError

from khoithidua.embedded_server import StartsDatabase
from records.transitions import NotAllowedNow
from units import workflow


class Command(StartsDatabase):
    help = "Tạo mã thiết lập mới cho hệ thống chưa có người quản trị; mã cũ không còn dùng được."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = workflow.make_setup_code()
        except NotAllowedNow as refused:
            raise CommandError(refused.message) from None
        self.stdout.write(f"Mã thiết lập: {code}")
