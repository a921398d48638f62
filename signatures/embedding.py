"""The workers' half of a signature: what was accepted is put into the file, examined, and told.

The row is the truth and a task only a nudge (records/waiting_work.py): an accepted signature that is not in the file is
work still to be done; what a killed worker left half done was never committed. One worker at a time makes a request's
file grow; everything slow (stamps, keys, signatures, the gate) happens before the rows are locked.
"""

import contextlib
import datetime
import logging
import time
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min, Q

from law.queries import wording_on
from libraries.pades import SignedResult, Signer, stamp_html, stamp_lines
from libraries.pades import sign as sign_file
from libraries.pades.timestamp import installed_authority
from libraries.pades.verification import ExpectedSignature, Rejected, check_signatures
from libraries.printing.pdf import render_html
from libraries.web import clock
from libraries.web.formats import local_date
from records.audit import chain_of
from records.connection_locks import On, alone_with
from records.documents import add_revision
from records.files import keep_content
from records.models import DocumentFile
from records.printed_heads import with_head
from records.transitions import finish
from signatures.actions import COMPLETE, SIGN
from signatures.documents.evidence import evidence_record, sha256_of_evidence
from signatures.kinds import kind_of
from signatures.models import AcceptedSignature, Signature, SigningRequest
from signatures.notifying import ask_whose_turn_it_is, end_all_asking, end_asking, tell_signed
from signatures.queries import locked_request
from units.models import User

logger = logging.getLogger(__name__)

# Signatures of one request that are made and examined together.
MOST_AT_ONCE = 10
# Of a request that was returned or withdrawn meanwhile nothing is made any more.
NOT_IN_FILE = Q(intent__signature=None, request__state=SigningRequest.State.OPEN)


class HeadMoved(Exception):
    """Somebody else made the file grow meanwhile; nothing was written."""


def embed_waiting() -> int:
    """Put every accepted signature into its file; returns how many. Safe to run twice, and by several at once."""
    waiting = AcceptedSignature.objects.filter(NOT_IN_FILE).order_by()
    rows = waiting.values("request").annotate(first=Min("accepted_at")).order_by("first")
    return sum(_embed_all(request_pk) for request_pk in rows.values_list("request", flat=True))


def _embed_all(request_pk: int) -> int:
    """Those of one request, while nobody else works on it; one that cannot be made does not hold up other requests."""
    done = 0
    with alone_with(On.SIGNING_REQUEST, request_pk) as free:
        while free:
            try:
                made = embed(request_pk)
            except Exception:
                logger.exception("signatures of request %s were not put into its file", request_pk)
                return done
            if not made:
                return done
            done += made
    return done


def embed(request_pk: int, most: int = MOST_AT_ONCE) -> int:
    """Put the longest waiting signatures into the file, one after the other; returns how many. 0: none waits.

    Raises HeadMoved where somebody else was at it, whatever the gate rejects as RuntimeError.
    """
    request = SigningRequest.objects.select_related("emulation_year__bloc", "document").get(pk=request_pk)
    waiting = list(_waiting_of(request)[:most])
    if not waiting:
        return 0
    head = request.document.head
    try:
        made = _make(waiting, head)
    except Rejected as problem:
        if len(waiting) > 1:
            return embed(request_pk, most=1)  # one of them is the trouble: it must not take the others with it
        raise RuntimeError(f"the signed file does not pass the gate: {problem}") from problem
    for one in made:
        # Each in a transaction of its own: whoever signs meanwhile waits for one, not for all.
        with transaction.atomic():
            kind_of(request).lock(request)
            request = locked_request(request_pk)
            if not _is_still_head(request, head):
                raise HeadMoved
            _write(request, one)
        head = request.document.head
    return len(made)


def _waiting_of(request: SigningRequest) -> "list[AcceptedSignature]":
    rows = AcceptedSignature.objects.filter(NOT_IN_FILE, request=request)
    rows = rows.select_related("intent__user", "intent__party", "intent__link", "party", "user")
    return list(rows.order_by("accepted_at", "pk"))


def _is_still_head(request: SigningRequest, head: DocumentFile) -> bool:
    return request.document.head.pk == head.pk


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
    content, authority = base, installed_authority(clock.now())
    for accepted in waiting:
        signer, at = signer_of(accepted), accepted.accepted_at
        party = accepted.party
        called = wording_on(local_date(at)).signature_kind
        lines = stamp_lines(signer, at, called=called, identified=accepted.proved_by)
        stamp = render_html(stamp_html(lines, party.box_width, party.box_height))
        statement = with_head(accepted.intent.statement_text, chain_of(accepted.request))
        result = sign_file(
            content, field=party.field, signer=signer, reason=statement, at=at, stamp_pdf=stamp, authority=authority
        )
        if result.timestamp is None:
            authority = (
                None  # away, and not asked again for each of them: signatures/archiving.py stamps the file later
            )
        level = Signature.Level.L1.value
        identified = f"Xác thực bằng {accepted.proved_by}; {accepted.standing_words}"
        expected.append(
            ExpectedSignature(
                party.field,
                result.certificate_sha256,
                signer.full_name,
                signer.unit,
                level,
                at,
                identified,
                called,
                capacity=signer.post,
                authority=result.timestamp.called if result.timestamp else "",
                authority_sha256=result.timestamp.certificate_sha256 if result.timestamp else "",
            )
        )
        made.append(Made(accepted, signer, result, tuple(expected)))
        keep_content(result.pdf)  # forced to disk before any lock; the row that names it follows
        content = result.pdf
    # A kept file with people's signatures came here through the gate, and is found by its SHA-256.
    check_signatures(content, expected, previous=base, passed=bool(head.signatures))
    return made


def signer_of(accepted: AcceptedSignature) -> Signer:
    """Who signs, as of the moment in which they began to."""
    intent = accepted.intent
    unit = intent.party.unit
    signs_for = unit.name_on(local_date(intent.created_at)) if unit and not intent.party.person_id else ""
    return Signer(intent.user_id, intent.user.full_name, intent.capacity, signs_for or intent.party.signs_for)


# --- The rows, under the locks of paper and request ------------------------------------------------------------------


def _write(request: SigningRequest, made: Made) -> Signature:
    """File, signature, evidence hash, notices; the last one makes the request complete, and the room above goes on."""
    accepted, intent, by, at = made.accepted, made.accepted.intent, made.accepted.user, made.accepted.accepted_at
    intent.request = request
    head = request.document.head
    file = add_revision(request.document, made.result.pdf, by=by, signatures=[row.as_json() for row in made.expected])
    evidence = evidence_record(
        intent,
        accepted=accepted,
        certificate=(made.result.certificate_sha256, made.result.certificate_serial),
        base=(head.revision, head.sha256),
        result=(file.revision, file.sha256),
        unit_name=made.signer.unit,
        timestamp=made.result.timestamp,
    )
    evidence_sha256 = sha256_of_evidence(evidence)
    signature = Signature.objects.create(
        request=request,
        party=intent.party,
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
        evidence_sha256=evidence_sha256,
        reference=f"{kind_of(request).reference}-{request.emulation_year.year}-{evidence_sha256[:8].upper()}",
        ip=accepted.circumstances["ip"],
        is_sample=request.is_sample,
    )
    data = {
        "party": intent.party_id,
        "signs_for": made.signer.unit,
        "evidence_sha256": evidence_sha256,
        "read_sha256": intent.base_sha256,
        "base_sha256": head.sha256,
        "result_sha256": file.sha256,
    }
    signed, required = request.signatures.count(), request.required
    is_last = signed >= required
    finish(SIGN, request, by=by, data=data, notice=None if is_last else lambda row: tell_signed(row, signature, signed))
    end_asking(request, signature.party)
    if is_last:
        complete(request, by=by, at=at)
    else:
        ask_whose_turn_it_is(request)
    return signature


def complete(request: SigningRequest, *, by: User, at: datetime.datetime) -> None:
    """Everybody has signed or was released: the request is over, and its room goes on.

    Under the locks of the paper and the request.
    """
    signed = request.signatures.count()
    finish(COMPLETE, request, by=by, data={"signatures": signed}, completed_at=at)
    end_all_asking(request)
    kind_of(request).completed(request, by, at)


def embedded(accepted: AcceptedSignature) -> Signature:
    """This one in the file, by this process or by the worker that is at it; TimeoutError after a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with alone_with(On.SIGNING_REQUEST, accepted.request_id) as free, contextlib.suppress(HeadMoved):
            while free and embed(accepted.request_id):
                pass
        signature = Signature.objects.filter(intent=accepted.intent_id).first()
        if signature is not None:
            return signature
        time.sleep(0.05)
    raise TimeoutError(f"signature {accepted.pk} was not put into its file")
