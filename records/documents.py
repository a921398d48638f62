"""Documents: stored once, found by code or by content, ended by a row of their own."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse

from libraries.web import clock
from libraries.web.downloads import PDF, file_response
from records.actions import ADD_REVISION, REPLACED, REVOKED, STORE
from records.document_kinds import KINDS
from records.files import keep_content
from records.models import Document, DocumentEnd, DocumentFile
from records.transitions import Action, Finished, finish, finish_many


def new_code() -> str:
    """A verification code: 100 random bits as 20 base32 letters, independent of any number.

    docs/security.md: Verification codes.
    """
    return base64.b32encode(secrets.token_bytes(13)).decode()[:20]


def verification_url(code: str) -> str:
    """The address in the QR code."""
    return f"{settings.PUBLIC_ADDRESS}/xac-minh/{code}/"


@transaction.atomic
def store_document(
    content: bytes,
    *,
    chain: str,
    kind: str,
    title: str,
    filename: str,
    by: Any,
    mime: str = PDF,
    public: dict[str, Any] | None = None,
    number: str = "",
    code: str | None = None,
    signatures: Sequence[dict[str, Any]] = (),
    is_sample: bool = False,
) -> Document:
    """Keep a document of a registered kind. `code` makes it verifiable by the public, who then see `public`."""
    if kind not in KINDS:
        raise ValueError(f"no room registered the kind of document {kind!r}")
    document = Document.objects.create(
        chain=chain,
        kind=kind,
        title=title,
        number=number,
        code=code,
        public=public or {},
        created_at=clock.now(),
        created_by=by,
        is_sample=is_sample,
    )
    file = _add_file(document, 1, content, mime, filename, signatures)
    finish(STORE, document, by=by, data={"kind": kind, "sha256": file.sha256, "code": code or ""})
    return document


@dataclass(frozen=True)
class Stored:
    """A document of a batch: its row, not written yet, and the bytes and name of its file."""

    document: Document
    content: bytes = field(repr=False)
    filename: str


@transaction.atomic
def store_documents(new: Sequence[Stored]) -> None:
    """`store_document` for many PDFs at once; the rows are written and know their keys afterwards."""
    now = clock.now()
    for one in new:
        if one.document.kind not in KINDS:
            raise ValueError(f"no room registered the kind of document {one.document.kind!r}")
        one.document.created_at = now
    Document.objects.bulk_create([one.document for one in new])
    files = [
        DocumentFile(
            document=one.document,
            revision=1,
            sha256=keep_content(one.content),
            size=len(one.content),
            mime=PDF,
            filename=one.filename,
            created_at=now,
        )
        for one in new
    ]
    DocumentFile.objects.bulk_create(files)
    finish_many(
        STORE,
        [
            Finished(
                one.document,
                one.document.created_by,
                {"kind": one.document.kind, "sha256": file.sha256, "code": one.document.code or ""},
            )
            for one, file in zip(new, files, strict=True)
        ],
    )


@transaction.atomic
def add_revision(
    document: Document, content: bytes, *, by: Any, signatures: Sequence[dict[str, Any]] = ()
) -> DocumentFile:
    """A newer file of the same document (one more signature). Call it under the lock of the row that owns it."""
    last = document.files.aggregate(last=Max("revision"))["last"]
    head = document.files.get(revision=last)
    file = _add_file(document, last + 1, content, head.mime, head.filename, signatures)
    finish(ADD_REVISION, document, by=by, data={"revision": file.revision, "sha256": file.sha256})
    return file


def _add_file(
    document: Document, revision: int, content: bytes, mime: str, filename: str, signatures: Sequence[dict[str, Any]]
) -> DocumentFile:
    return DocumentFile.objects.create(
        document=document,
        revision=revision,
        sha256=keep_content(content),
        size=len(content),
        mime=mime,
        filename=filename,
        signatures=list(signatures),
        created_at=clock.now(),
    )


@transaction.atomic
def revoke_document(document: Document, *, by: Any, reason: str) -> DocumentEnd:
    """Thu hồi: the page of its code says so for ever, with date and reason."""
    return _end(REVOKED, document, DocumentEnd.Kind.REVOKED, by, reason, None)


@transaction.atomic
def replace_document(old: Document, new: Document, *, by: Any, reason: str) -> DocumentEnd:
    """Thay thế: the page of the old code leads to the new one."""
    return _end(REPLACED, old, DocumentEnd.Kind.REPLACED, by, reason, new)


def _end(
    action: Action, document: Document, kind: DocumentEnd.Kind, by: Any, reason: str, replaced_by: Document | None
) -> DocumentEnd:
    end = DocumentEnd.objects.create(
        document=document, kind=kind, reason=reason.strip(), replaced_by=replaced_by, ended_at=clock.now(), ended_by=by
    )
    finish(action, document, by=by, reason=reason, data={"code": document.code or ""})
    return end


def document_response(document: Document) -> HttpResponse:
    """The newest file of the document, under the name it was given."""
    head = document.head
    return file_response(head.read(), head.filename, head.mime)
