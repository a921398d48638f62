"""How many awards of a kind the bloc may propose: recorded with its source, changed only on the record."""

import datetime

from django.db import transaction

from awards.actions import SET_QUOTA
from awards.models import AwardKind, Nomination, Quota
from libraries.web import clock
from libraries.web.formats import vn_number
from records.transitions import NotAllowedNow, finish
from units.models import EmulationYear, User


@transaction.atomic
def set_quota(
    year: EmulationYear,
    *,
    by: User,
    kind: AwardKind,
    count: int,
    guidance_number: str,
    guidance_on: datetime.date,
    source: str,
) -> Quota:
    """Record a quota (số lượng được phân bổ) or a new number for it.

    guidance_number, guidance_on, source: the city's text that says so. NotAllowedNow without it, for a text of a day
    to come, or below what was submitted already.
    """
    source, guidance_number = source.strip(), guidance_number.strip()
    if not (source and guidance_number):
        raise NotAllowedNow("Nhập số, ngày và cơ quan ban hành văn bản phân bổ của thành phố.")
    if guidance_on > clock.today():
        raise NotAllowedNow("Ngày văn bản phân bổ không thể sau hôm nay. Kiểm tra lại ngày.")
    before = Quota.objects.select_for_update().filter(emulation_year=year, kind=kind).first()
    submitted = Nomination.objects.filter(emulation_year=year, kind=kind).exclude(state=Nomination.State.DRAFT).count()
    if count < submitted:
        raise NotAllowedNow(
            f"Đã trình {vn_number(submitted)} hồ sơ {kind.short_name}. "
            "Số lượng được phân bổ không thể ít hơn số đã trình."
        )
    values = {
        "count": count,
        "guidance_number": guidance_number,
        "guidance_on": guidance_on,
        "source": source,
        "recorded_at": clock.now(),
        "recorded_by": by,
    }
    quota, _ = Quota.objects.update_or_create(
        emulation_year=year, kind=kind, defaults=values | {"is_sample": year.is_sample}
    )
    data = {"kind": kind.slug, "count": count, "before": before.count if before else None, "source": quota.guidance}
    return finish(SET_QUOTA, quota, by=by, data=data)
