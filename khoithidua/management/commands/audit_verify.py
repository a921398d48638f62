"""manage.py audit_verify: walks every audit chain; exit status 1 at the first broken link, naming it."""

from typing import Any

from django.core.management.base import CommandError

from khoithidua.embedded_server import StartsDatabase
from records import audit
from records.models import AuditEvent


class Command(StartsDatabase):
    help = "Kiểm tra các chuỗi nhật ký: mỗi sự kiện có đúng là sự kiện đã ghi, có thiếu hay không."

    def handle(self, *args: Any, **options: Any) -> None:
        for broken in audit.broken_links():
            raise CommandError(f"Chuỗi {broken.chain} đứt tại sự kiện số {broken.seq}: {broken.sentence}", returncode=1)
        chains = AuditEvent.objects.values("chain").distinct().count()
        self.stdout.write(f"Nguyên vẹn: {AuditEvent.objects.count()} sự kiện trong {chains} chuỗi.")
