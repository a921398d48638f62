"""How many awards of a kind the bloc may propose: recorded with its source, changed only on the record."""

from django.db import transaction

from awards.actions import SET_QUOTA
from awards.models import AwardKind, Nomination, Quota
from libraries.web import clock
from libraries.web.formats import vn_number
from records.transitions import NotAllowedNow, finish
from units.models import EmulationYear, User


@transaction.atomic
def set_quota(year: EmulationYear, *, by: User, kind: AwardKind, count: int, source: str) -> Quota:
    """Record a quota (số lượng được phân bổ) or a new number for it.

    NotAllowedNow without a source, or below what was submitted already.
    """
    source = source.strip()
    if not source:
        raise NotAllowedNow("Nhập căn cứ phân bổ: số, ngày văn bản hướng dẫn của thành phố.")
    before = Quota.objects.select_for_update().filter(emulation_year=year, kind=kind).first()
    submitted = Nomination.objects.filter(emulation_year=year, kind=kind).exclude(state=Nomination.State.DRAFT).count()
    if count < submitted:
        raise NotAllowedNow(
            f"Đã trình {vn_number(submitted)} hồ sơ {kind.short_name}. "
            "Số lượng được phân bổ không thể ít hơn số đã trình."
        )
    values = {"count": count, "source": source, "recorded_at": clock.now(), "recorded_by": by}
    quota, _ = Quota.objects.update_or_create(
        emulation_year=year, kind=kind, defaults=values | {"is_sample": year.is_sample}
    )
    data = {"kind": kind.slug, "count": count, "before": before.count if before else None, "source": source}
    return finish(SET_QUOTA, quota, by=by, data=data)
