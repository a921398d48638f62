"""The one verb of evidence."""

import datetime

from django.db import transaction

from evidence.actions import ADD_EVIDENCE
from evidence.documents import UNIT_EVIDENCE
from evidence.models import Evidence
from libraries.web import clock
from records.documents import store_document
from records.files import sha256_of
from records.transitions import NotAllowedNow, finish
from units.models import Unit, User


@transaction.atomic
def add_evidence(
    unit: Unit,
    *,
    by: User,
    content: bytes,
    filename: str,
    mime: str,
    title: str,
    issued_on: datetime.date,
    issuer: str = "",
    number: str = "",
    pages: int = 1,
    is_hard_to_read: bool = False,
) -> Evidence:
    """Keep a file that the unit shows (thêm minh chứng). `content` has passed DocumentFileField.

    Locks the unit's row, so that the same file is not kept twice by two people at once.
    """
    unit = Unit.objects.select_related("bloc").select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    sha256 = sha256_of(content)
    if known := Evidence.objects.filter(unit=unit, sha256=sha256).first():
        raise NotAllowedNow(f"Đơn vị đã có tệp này: “{known.title}”. Chọn minh chứng đó trong danh sách.")
    # What an invented person hands in is invented, also for a unit that there is.
    is_sample = unit.is_sample or by.is_sample
    document = store_document(
        content,
        chain=unit.chain,
        kind=UNIT_EVIDENCE.slug,
        title=title,
        filename=filename,
        mime=mime,
        by=by,
        is_sample=is_sample,
    )
    evidence = Evidence.objects.create(
        unit=unit,
        title=title,
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        document=document,
        sha256=sha256,
        pages=pages,
        is_hard_to_read=is_hard_to_read,
        added_at=clock.now(),
        added_by=by,
        is_sample=is_sample,
    )
    return finish(ADD_EVIDENCE, evidence, by=by, data={"unit": unit.slug, "title": title, "sha256": sha256})
