"""manage.py documents_verify: every issued document and each of its signatures; exit status 1 names what fails."""

from typing import Any

from django.core.management.base import CommandError

from khoithidua.embedded_server import StartsDatabase
from libraries.pades.verification import examine
from records.ledger import StoredDocuments
from records.models import Document

# What an untouched document may be by now.
SOUND = {"valid", "revoked", "replaced"}


class Command(StartsDatabase):
    help = "Kiểm tra từng văn bản đã phát hành và từng chữ ký trên đó. Lâu: khoảng một giây mỗi văn bản nhiều chữ ký."

    def handle(self, *args: Any, **options: Any) -> None:
        documents = signatures = 0
        bad = []
        for document in Document.objects.exclude(code=None).order_by("pk").iterator(chunk_size=100):
            if document.head.mime != "application/pdf":
                continue
            try:
                verdict = examine(document.read(), StoredDocuments())
            except OSError as problem:
                bad.append(f"{document}: {problem.strerror}")
                continue
            documents += 1
            signatures += len(verdict.signatures)
            if verdict.status not in SOUND:
                bad.append(f"{document} ({document.code}): {verdict.sentence}")
        if bad:
            raise CommandError("\n".join(bad), returncode=1)
        self.stdout.write(f"Đạt: {documents} văn bản, {signatures} chữ ký.")
