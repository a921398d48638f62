"""Slips of an issued regulation named for correction, until the letter is put before its signer."""

from django.db import transaction

from libraries.web import clock
from records.transitions import NotAllowedNow, begin, finish
from regulations.actions import CORRECT, REMOVE_ERRATUM, START_ERRATUM
from regulations.models import Correction, Erratum, Regulation
from regulations.queries.errata import objection_to
from units.models import User

MOST_CORRECTIONS = 30


@transaction.atomic
def add_correction(regulation: Regulation, *, by: User, correction: Correction) -> Erratum:
    """Thêm nội dung đính chính to the letter that is being written; the first one begins it.

    Locks the regulation, then the letter; audit. NotAllowedNow for what is no plain slip, and while it is being signed.
    """
    regulation = begin(START_ERRATUM, regulation, by=by)
    erratum = Erratum.objects.filter(regulation=regulation, state=Erratum.State.DRAFT).first()
    if erratum is not None:
        erratum = begin(CORRECT, erratum, by=by)
    lines = erratum.lines if erratum else []
    if len(lines) >= MOST_CORRECTIONS:
        raise NotAllowedNow("Văn bản đính chính đã có 30 nội dung. Ban hành văn bản này, sau đó lập văn bản tiếp theo.")
    if objection := objection_to(regulation, lines, correction):
        raise NotAllowedNow(objection)
    corrections = [line.as_json() for line in (*lines, correction)]
    if erratum is not None:
        return finish(CORRECT, erratum, by=by, data=correction.place_only, corrections=corrections)
    erratum = Erratum.objects.create(
        regulation=regulation,
        corrections=corrections,
        started_at=clock.now(),
        started_by=by,
        is_sample=regulation.is_sample,
    )
    finish(START_ERRATUM, regulation, by=by, data={"erratum": erratum.pk, **correction.place_only})
    return erratum


@transaction.atomic
def remove_correction(erratum: Erratum, *, by: User, place: int) -> Erratum | None:
    """Bỏ một nội dung đính chính; with the last one the letter goes too, which was never issued. None then."""
    erratum = begin(CORRECT, erratum, by=by)
    lines = erratum.lines
    if not 0 <= place < len(lines):
        raise NotAllowedNow("Nội dung này vừa được bỏ ở nơi khác. Đề nghị tải lại trang.")
    gone = lines.pop(place)
    if lines:
        corrections = [line.as_json() for line in lines]
        return finish(CORRECT, erratum, by=by, data={"removed": gone.place_only}, corrections=corrections)
    regulation = erratum.regulation
    finish(REMOVE_ERRATUM, erratum, by=by, about=regulation, data={"removed": gone.place_only})
    erratum.delete()
    return None
