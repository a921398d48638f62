"""What everybody has signed gets its number and is issued (cấp số và phát hành); or what was signed by hand."""

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from libraries.web import clock
from libraries.web.formats import short_date
from records.issuing import Issued, NewDocument, Prepared, Stamp, issue, prepare, store_issued, to_word
from records.numbering import issue_signed, prepare_number
from records.numbers import next_number, official_number, take_number
from records.transitions import NotAllowedNow, begin, check_action, finish
from signatures.actions import COMPLETE, ISSUE_PAPER, RECEIVE_ORIGINAL
from signatures.kinds import NumberedPaper
from signatures.models import PaperOriginal, SigningRequest
from signatures.notifying import end_all_asking
from signatures.papers import described, numbered_kind, refuse_changed
from signatures.queries import unsigned
from units.models import User


def issue_paper(request: SigningRequest, *, by: User, **typed: Any) -> SigningRequest:
    """Take the number, fill the row that waits for it, seal, and write the row above (cấp số và phát hành).

    `typed`: what the kind asks for besides. Printed before the lock; all or nothing after it.
    """
    check_action(ISSUE_PAPER, request, by=by)
    refuse_changed(request)
    kind, day = numbered_kind(request), clock.today()
    prepared = prepare_number(_given(request, day, typed), request.document.head, code=request.code or "")
    annex = _prepared_annex(kind, request, prepared.stamp.number, day)
    with transaction.atomic():
        kind.lock(request)
        request = begin(ISSUE_PAPER, request, by=by)
        refuse_changed(request)
        new = _told(_given(request, day, typed), kind.issue_form.public(typed))
        issued = issue_signed(new, prepared, request.document.head, by=by)
        return _issued(kind, request, _with_annex(kind, request, issued, annex, day, by), by, typed)


def _prepared_annex(kind: NumberedPaper, request: SigningRequest, number: str, day: datetime.date) -> Prepared | None:
    """What goes with the paper as a file of its own, printed before any lock."""
    return prepare(kind.annex(kind.row(request), number, day)) if kind.annex else None


def _with_annex(
    kind: NumberedPaper, request: SigningRequest, issued: Issued, annex: Prepared | None, day: datetime.date, by: User
) -> Issued:
    """Sealed under the number that was taken."""
    if kind.annex is None or annex is None:
        return issued
    new = kind.annex(kind.row(request), issued.number_text, day)
    return dataclasses.replace(issued, annex=issue(new, annex, by=by))


def _given(request: SigningRequest, day: datetime.date, typed: dict[str, Any]) -> NewDocument:
    """The document of a day, with the number of the office that keeps a register of its own."""
    new = described(request, day)
    if new.series:
        return new
    number = numbered_kind(request).issue_form.given_number(typed)
    if not number:
        raise NotAllowedNow("Nhập số, ký hiệu theo sổ văn bản của đơn vị.")
    return dataclasses.replace(new, number=number)


def _told(new: NewDocument, facts: dict[str, str]) -> NewDocument:
    """With more for the page of its code."""
    return dataclasses.replace(new, public=new.public | facts)


def _issued(
    kind: NumberedPaper, request: SigningRequest, issued: Issued, by: User, typed: dict[str, Any]
) -> SigningRequest:
    """The row above, then the request, which names the document from now on."""
    kind.issued(kind.row(request), issued, request, by, typed)
    data = {"number": issued.number_text, "code": issued.code, "sha256": issued.pdf.head.sha256}
    request = finish(ISSUE_PAPER, request, by=by, data=data, issued=issued.pdf, issued_at=clock.now(), issued_by=by)
    end_all_asking(request)
    return request


# --- Signed by hand --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Received:
    """What came in. `content` has passed the gate for files; number: as the clerk wrote it on the paper."""

    content: bytes
    form: str
    number: str
    signed_on: datetime.date
    kept_at: str


def number_next_in_line(request: SigningRequest) -> str:
    """What the clerk writes on a paper copy before it is scanned: a guess, compared when the file comes in.

    "" where the number comes from a register of the unit's own.
    """
    new = described(request, clock.today())
    if not new.series:
        return ""
    return next_number(chain=new.chain, series=new.series, year=clock.today().year)


def receive_original(request: SigningRequest, received: Received, *, by: User, **typed: Any) -> SigningRequest:
    """Keep what was signed by hand, or outside with a token, as THE document (ký trên giấy), under its number.

    `by` compared it with what was put before the signers. The number on it must be the one that is taken now.
    """
    check_action(RECEIVE_ORIGINAL, request, by=by)
    new = described(request, clock.today())
    word = to_word(new.paper(Stamp(received.number, request.code or ""))) if new.word else None
    annex = _prepared_annex(numbered_kind(request), request, received.number, clock.today())
    return _receive(request, received, word, annex, by, typed)


@transaction.atomic
def _receive(
    request: SigningRequest,
    received: Received,
    word: bytes | None,
    annex: Prepared | None,
    by: User,
    typed: dict[str, Any],
) -> SigningRequest:
    kind = numbered_kind(request)
    kind.lock(request)
    request = begin(RECEIVE_ORIGINAL, request, by=by)
    refuse_changed(request)
    day = clock.today()
    if received.signed_on > day:
        raise NotAllowedNow(f"Ngày ký không được sau ngày hôm nay ({short_date(day)}).")
    new = described(request, day)
    number, text = 0, received.number
    if new.series:
        number = take_number(chain=new.chain, series=new.series, year=day.year)
        text = official_number(number, new.series)
    if text != received.number:
        raise NotAllowedNow(
            f"Số tiếp theo trong sổ là {text}. Viết đúng số này lên bản giấy, quét lại rồi tải tệp lên."
        )
    waiting = [f"{party.who}, {party.capacity}" for party in unsigned(request)]
    how = {
        "Hình thức ký": "Ký trên giấy, lưu bản quét"
        if received.form == PaperOriginal.Form.SCAN
        else "Ký số bằng thiết bị của người ký",
        "Ngày ký": short_date(received.signed_on),
        "Người nhận, đối chiếu": by.full_name,
        "Nơi lưu bản giấy": received.kept_at,
    }
    told = _told(new, kind.issue_form.public(typed) | how)
    issued = store_issued(told, Stamp(text, request.code or ""), received.content, word, number=number, by=by)
    PaperOriginal.objects.create(
        request=request,
        form=received.form,
        document=issued.pdf,
        signed_on=received.signed_on,
        signers=waiting,
        kept_at=received.kept_at,
        received_at=clock.now(),
        received_by=by,
        is_sample=request.is_sample,
    )
    data = {"form": received.form, "signers": waiting, "sha256": issued.pdf.head.sha256, "kept_at": received.kept_at}
    finish(RECEIVE_ORIGINAL, request, by=by, data=data)
    finish(COMPLETE, request, by=by, data={"signatures": request.signatures.count()}, completed_at=clock.now())
    return _issued(kind, request, _with_annex(kind, request, issued, annex, day, by), by, typed)
