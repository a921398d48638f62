"""The ledger that verification asks: stored documents as they stand now (libraries.pades.verification.facts.Ledger)."""

from libraries.pades.verification.facts import ExpectedSignature, StoredFact
from records.document_kinds import is_handed_in
from records.models import Document, DocumentFile


class StoredDocuments:
    """Every stored file by its SHA-256, every issued document by its code."""

    def by_sha256(self, sha256: str) -> StoredFact | None:
        # The same bytes may be kept twice (an upload of an issued file): the issued one answers.
        files = DocumentFile.objects.filter(sha256=sha256).select_related("document__end__replaced_by")
        file = files.order_by("document__code", "-revision").first()
        return _fact(file.document, file) if file else None

    def by_code(self, code: str) -> StoredFact | None:
        document = Document.objects.filter(code=code).select_related("end__replaced_by").first()
        return _fact(document, None) if document else None


def _fact(document: Document, file: DocumentFile | None) -> StoredFact:
    head = document.head
    file = file or head
    end = getattr(document, "end", None)
    return StoredFact(
        code=document.code or "",
        kind=document.kind,
        handed_in=is_handed_in(document.kind),
        title=document.title,
        number=document.number,
        status=end.kind if end else "valid",
        head_sha256=head.sha256,
        is_head=file.pk == head.pk,
        read_head=head.read,
        status_at=end.ended_at if end else None,
        status_reason=end.reason if end else "",
        replaced_by_code=(end.replaced_by.code or "") if end and end.replaced_by else "",
        expected_signatures=[ExpectedSignature.from_json(row) for row in file.signatures],
    )
