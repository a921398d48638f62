"""manage.py audit_anchor: writes an anchor of the audit log now, without waiting for the day to end."""

from typing import Any

from django.core.management.base import CommandError

from khoithidua.embedded_server import StartsDatabase
from records.anchors import AnchorBroken, anchor_due


class Command(StartsDatabase):
    help = "Lưu mốc nhật ký ngay: dòng cuối của từng chuỗi, có ký, có dấu thời gian nếu đã đặt TSA_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = anchor_due(now=True)
        except AnchorBroken as broken:
            raise CommandError(str(broken)) from None
        self.stdout.write(f"Đã ghi {made.name}." if made else "Từ mốc trước chưa có dòng nhật ký nào mới.")
