"""manage.py files_verify: each stored file is there and is what was stored; exit status 1 names those that are not."""

from typing import Any

from django.core.management.base import CommandError

from khoithidua.embedded_server import StartsDatabase
from records.files import damaged
from records.models import DocumentFile


class Command(StartsDatabase):
    help = "Kiểm tra kho tệp: mỗi văn bản đã lưu còn đủ tệp và đúng nội dung."

    def handle(self, *args: Any, **options: Any) -> None:
        named = DocumentFile.objects.order_by().values_list("sha256", flat=True).distinct()
        bad = list(damaged(named.iterator()))
        for sha256, problem in bad:
            self.stderr.write(f"{sha256}: {problem}")
        if bad:
            raise CommandError(f"{len(bad)} tệp mất hoặc bị sửa. Khôi phục các tệp này từ bản sao lưu.", returncode=1)
        self.stdout.write(f"Đủ và đúng: {named.count()} tệp.")
