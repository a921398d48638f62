"""Issued papers that people signed are made to outlast their certificates: data to check them, a time stamp over all.

Found by rows: an issued file with people's signatures whose newest revision is not such a time stamp, or is one of more
than a year ago. What an authority that was away could not stamp is stamped here (docs/security.md: Proof that lasts).
"""

import datetime
import logging

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from libraries.pades import SigningRefused
from libraries.pades.archive import archive
from libraries.pades.timestamp import NoTimestamp, installed_authority, trusted_authorities
from libraries.pades.verification import ExpectedSignature, Rejected, check_signatures
from libraries.pades.verification.facts import ARCHIVE_LEVEL
from libraries.web import clock
from records.connection_locks import On, alone_with
from records.documents import add_revision
from records.models import Document, DocumentFile
from signatures.models import Signature, SigningRequest

logger = logging.getLogger(__name__)

RENEWED_AFTER = datetime.timedelta(days=365)
ARCHIVED = Q(signatures__contains=[{"level": ARCHIVE_LEVEL}])


def due(now: datetime.datetime) -> QuerySet[DocumentFile]:
    """The newest files of issued papers that people signed and nobody signs any more."""
    signed = Q()
    for level in Signature.Level:
        signed |= Q(signatures__contains=[{"level": level.value}])
    newer = DocumentFile.objects.filter(document=OuterRef("document"), revision__gt=OuterRef("revision"))
    still_open = SigningRequest.objects.filter(document=OuterRef("document"), state=SigningRequest.State.OPEN)
    old = ~ARCHIVED | Q(created_at__lt=now - RENEWED_AFTER)
    rows = DocumentFile.objects.filter(signed, old, ~Exists(newer), ~Exists(still_open), document__code__isnull=False)
    return rows.select_related("document").order_by("created_at")


def archive_waiting() -> int:
    """Archive what is due; returns how many. Without an authority, or while it is away, nothing happens."""
    done = 0
    if installed_authority(clock.now()) is None:
        return done
    for head in due(clock.now()):
        with alone_with(On.ARCHIVE, head.document_id) as free:
            try:
                done += bool(free and archive_file(head))
            except NoTimestamp as problem:
                logger.warning("the authority of time stamps gave none: %s", problem)
                return done
            except (Rejected, SigningRefused) as problem:
                logger.error("file %s of document %s was not archived: %s", head.sha256, head.document_id, problem)
    return done


def archive_file(head: DocumentFile) -> bool:
    """One revision more; False when somebody else made the file grow meanwhile. Raises NoTimestamp, Rejected."""
    now, content = clock.now(), head.read()
    authority = installed_authority(now)
    if authority is None:
        return False
    done = archive(content, at=now, authority=authority, trusted=trusted_authorities())
    stamp = ExpectedSignature(done.field, done.certificate_sha256, done.authority, "", ARCHIVE_LEVEL, done.at)
    expected = [*(ExpectedSignature.from_json(row) for row in head.signatures), stamp]
    check_signatures(done.pdf, expected, previous=content, passed=True)
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=head.document_id)
        if document.head.pk != head.pk:
            return False
        add_revision(document, done.pdf, by=None, signatures=[row.as_json() for row in expected])
    return True
