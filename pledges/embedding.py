"""The workers' half of a signature: what was accepted is put into the file, examined, and told.

The row is the truth and a task only a nudge (records/waiting_work.py): an accepted signature that is not in the file is
work still to be done; what a killed worker left half done was never committed. Of one pledge one worker at a time makes
the file grow; everything slow (stamps, keys, signatures, the gate) happens before the pledge's row is locked.
"""

import contextlib
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Min, Q

from law.queries import wording_on
from libraries.pades import SignedResult, Signer, stamp_html, stamp_lines
from libraries.pades import sign as sign_file
from libraries.pades.verification import ExpectedSignature, Rejected, check_signatures
from libraries.printing.pdf import render_html
from libraries.web.formats import local_date
from notices.outbox import end_requests, notify
from pledges import letters
from pledges.actions import ENTER_FORCE, SIGN
from pledges.documents import agreement
from pledges.documents.evidence import evidence_record, sha256_of_evidence
from pledges.models import AcceptedSignature, Pledge, Signature
from pledges.queries import locked_pledge, party_units, unsigned_units
from pledges.worklist import about_collecting, about_declines, about_signing, page
from records.audit import chain_of
from records.documents import add_revision
from records.files import keep_content
from records.models import DocumentFile
from records.printed_heads import with_head
from records.transitions import finish
from units import audience

logger = logging.getLogger(__name__)

# Signatures of one pledge that are made and examined together.
MOST_AT_ONCE = 10
# Number of our locks among those of the database: pledges whose file grows.
LOCK_OF_PLEDGES = 7304
NOT_IN_FILE = Q(intent__signature=None)


class HeadMoved(Exception):
    """Somebody else made the file grow meanwhile; nothing was written."""


def embed_waiting() -> int:
    """Put every accepted signature into its file; returns how many. Safe to run twice, and by several at once."""
    waiting = AcceptedSignature.objects.filter(NOT_IN_FILE).order_by()
    rows = waiting.values("pledge").annotate(first=Min("accepted_at")).order_by("first")
    return sum(_embed_all(pledge_pk) for pledge_pk in rows.values_list("pledge", flat=True))


def _embed_all(pledge_pk: int) -> int:
    """Those of one pledge, while nobody else works on it; one that cannot be made does not hold up other pledges."""
    done = 0
    with alone_with(pledge_pk) as free:
        while free:
            try:
                made = embed(pledge_pk)
            except Exception:
                logger.exception("signatures of pledge %s were not put into its file", pledge_pk)
                return done
            if not made:
                return done
            done += made
    return done


@contextlib.contextmanager
def alone_with(pledge_pk: int) -> Iterator[bool]:
    """Whether no other worker makes this pledge's file grow; the lock goes with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_OF_PLEDGES, pledge_pk])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free and not connection.needs_rollback and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_OF_PLEDGES, pledge_pk])


def embed(pledge_pk: int, most: int = MOST_AT_ONCE) -> int:
    """Put the longest waiting signatures into the file, one after the other; returns how many. 0: none waits.

    Raises HeadMoved where somebody else was at it, whatever the gate rejects as RuntimeError.
    """
    pledge = Pledge.objects.select_related("emulation_year__bloc", "document").get(pk=pledge_pk)
    waiting = list(_waiting_of(pledge)[:most])
    if not waiting:
        return 0
    head = pledge.sealed_document.head
    try:
        made = _make(waiting, head)
    except Rejected as problem:
        if len(waiting) > 1:
            return embed(pledge_pk, most=1)  # one of them is the trouble: it must not take the others with it
        raise RuntimeError(f"the signed file does not pass the gate: {problem}") from problem
    for one in made:
        # Each in a transaction of its own: whoever signs meanwhile waits for one, not for all.
        with transaction.atomic():
            pledge = locked_pledge(pledge_pk)
            if not _is_still_head(pledge, head):
                raise HeadMoved
            _write(pledge, one)
        head = pledge.sealed_document.head
    return len(made)


def _waiting_of(pledge: Pledge) -> "list[AcceptedSignature]":
    rows = AcceptedSignature.objects.filter(NOT_IN_FILE, pledge=pledge)
    rows = rows.select_related("intent__user", "intent__unit", "intent__link", "unit", "user")
    return list(rows.order_by("accepted_at", "pk"))


def _is_still_head(pledge: Pledge, head: DocumentFile) -> bool:
    return pledge.sealed_document.head.pk == head.pk


# --- The file, without any lock --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Made:
    """One signature as it will be kept: the file that carries it, and what verification expects of that file."""

    accepted: AcceptedSignature
    signer: Signer
    result: SignedResult
    expected: tuple[ExpectedSignature, ...]


def _make(waiting: list[AcceptedSignature], head: DocumentFile) -> list[Made]:
    """The signatures one upon the other; the gate examines the last file, in which all of them stand."""
    base = head.read()
    expected = [ExpectedSignature.from_json(row) for row in head.signatures]
    made: list[Made] = []
    content = base
    for accepted in waiting:
        signer, at = signer_of(accepted), accepted.accepted_at
        field = agreement.field_name(accepted.unit_id)
        called = wording_on(local_date(at)).signature_kind
        lines = stamp_lines(signer, at, called=called, identified=accepted.proved_by)
        stamp = render_html(stamp_html(lines, agreement.BOX_WIDTH, agreement.BOX_HEIGHT))
        statement = with_head(accepted.intent.statement_text, chain_of(accepted.pledge))
        result = sign_file(content, field=field, signer=signer, reason=statement, at=at, stamp_pdf=stamp)
        level = Signature.Level.L1.value
        identified = f"Xác thực bằng {accepted.proved_by}; {accepted.standing_words}"
        expected.append(
            ExpectedSignature(
                field, result.certificate_sha256, signer.full_name, signer.unit, level, at, identified, called
            )
        )
        made.append(Made(accepted, signer, result, tuple(expected)))
        keep_content(result.pdf)  # forced to disk before any lock; the row that names it follows
        content = result.pdf
    check_signatures(content, expected, previous=base)
    return made


def signer_of(accepted: AcceptedSignature) -> Signer:
    """Who signs, as of the moment in which they began to."""
    intent = accepted.intent
    unit_name = intent.unit.name_on(local_date(intent.created_at))
    return Signer(intent.user_id, intent.user.full_name, intent.capacity, unit_name)


# --- The rows, under the pledge's lock -------------------------------------------------------------------------------


def _write(pledge: Pledge, made: Made) -> Signature:
    """File, signature, evidence hash, notices; the last unit puts the pledge into force."""
    accepted, intent, by, at = made.accepted, made.accepted.intent, made.accepted.user, made.accepted.accepted_at
    intent.pledge = pledge
    document = pledge.sealed_document
    head = document.head
    file = add_revision(document, made.result.pdf, by=by, signatures=[row.as_json() for row in made.expected])
    evidence = evidence_record(
        intent,
        accepted=accepted,
        certificate=(made.result.certificate_sha256, made.result.certificate_serial),
        base=(head.revision, head.sha256),
        result=(file.revision, file.sha256),
        unit_name=made.signer.unit,
    )
    signature = Signature.objects.create(
        pledge=pledge,
        unit=intent.unit,
        user=by,
        intent=intent,
        signer_name=made.signer.full_name,
        unit_name=made.signer.unit,
        capacity=intent.capacity,
        signed_at=at,
        revision=file.revision,
        certificate_sha256=made.result.certificate_sha256,
        certificate_serial=made.result.certificate_serial,
        base_sha256=head.sha256,
        result_sha256=file.sha256,
        evidence=evidence,
        evidence_sha256=sha256_of_evidence(evidence),
        ip=accepted.circumstances["ip"],
        is_sample=pledge.is_sample,
    )
    data = {
        "unit": intent.unit.slug,
        "evidence_sha256": signature.evidence_sha256,
        "read_sha256": intent.base_sha256,
        "base_sha256": head.sha256,
        "result_sha256": file.sha256,
    }
    signed = pledge.signatures.count()
    end_requests(about_signing(pledge), still_asked=audience.speakers(unsigned_units(pledge)))
    end_requests(about_declines(pledge, signature.unit))
    is_last = signed >= pledge.sealed.required_units
    finish(SIGN, pledge, by=by, data=data, notice=None if is_last else lambda row: _tell_signed(row, signature, signed))
    if is_last:
        end_requests(about_collecting(pledge))
        finish(ENTER_FORCE, pledge, by=by, data={"signatures": signed}, notice=_tell_in_force, in_force_at=at)
    return signature


def _tell_signed(pledge: Pledge, signature: Signature, signed: int) -> None:
    notify(
        audience.secretariat(pledge.bloc),
        letters.signed(
            agreement=pledge.title,
            unit=signature.unit.short_name,
            signed=signed,
            units=pledge.sealed.required_units,
            sign_by=pledge.sign_by,
        ),
        url=page("pledge_detail", pledge),
        bloc=pledge.bloc,
        key=f"pledges-signed-{signature.pk}",
        about=about_collecting(pledge),
    )


def _tell_in_force(pledge: Pledge) -> None:
    notify(
        audience.everybody(pledge.bloc, party_units(pledge)),
        letters.in_force(agreement=pledge.title, units=pledge.sealed.required_units, at=pledge.in_force_at),
        url=page("pledge_detail", pledge),
        bloc=pledge.bloc,
        key=f"pledges-in-force-{pledge.document_id}",
    )


def embedded(accepted: AcceptedSignature) -> Signature:
    """This one in the file, by this process or by the worker that is at it; TimeoutError after a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with alone_with(accepted.pledge_id) as free, contextlib.suppress(HeadMoved):
            while free and embed(accepted.pledge_id):
                pass
        signature = Signature.objects.filter(intent=accepted.intent_id).first()
        if signature is not None:
            return signature
        time.sleep(0.05)
    raise TimeoutError(f"signature {accepted.pk} was not put into its file")
