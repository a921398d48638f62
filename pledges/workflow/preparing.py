"""Until it is opened: the pledge of a year and the targets of its units."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from drafting import workflow as drafting
from drafting.models import Text
from law.queries import suggested_basis
from libraries.web import clock
from pledges.actions import CREATE_PLEDGE, SAVE_TARGETS
from pledges.models import Pledge, Target, UnitPledge
from pledges.queries import TargetRow
from pledges.starting_data import PLEDGE_SKELETON
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import EmulationYear, Unit, User

MOST_TARGETS = 30


@transaction.atomic
def create_pledge(
    year: EmulationYear,
    *,
    by: User,
    title: str = "",
    text: Text | None = None,
    legal_basis: str = "",
    tree: Iterable[tuple[Any, ...]] = PLEDGE_SKELETON,
) -> Pledge:
    """Begin the pledge of a year (lập giao ước) from a text of kind pledge, or from a new one drafted from `tree`."""
    EmulationYear.objects.select_for_update().get(pk=year.pk)
    if Pledge.objects.filter(emulation_year=year).exists():
        raise NotAllowedNow(f"Năm {year.year} đã có giao ước thi đua. Tiếp tục với giao ước đó.")
    title = title or f"Giao ước thi đua năm {year.year} của {year.bloc.name}"
    if text is None:
        legal_basis = legal_basis or suggested_basis(clock.today())
        text = drafting.create_text(year, by=by, kind=Text.Kind.PLEDGE, title=title, legal_basis=legal_basis, tree=tree)
    elif text.kind != Text.Kind.PLEDGE or text.emulation_year_id != year.pk:
        raise NotAllowedNow("Văn bản được chọn không phải dự thảo giao ước của năm này. Chọn lại.")
    pledge = Pledge.objects.create(
        emulation_year=year, text=text, title=title, created_at=clock.now(), created_by=by, is_sample=year.is_sample
    )
    return finish(CREATE_PLEDGE, pledge, by=by, data={"text": text.pk})


@transaction.atomic
def save_targets(
    pledge: Pledge, unit: Unit, *, by: User, rows: Sequence[TargetRow], revision: int | None = None
) -> list[Target]:
    """Write the targets of one unit (đăng ký chỉ tiêu thi đua): what is not in `rows` goes.

    `revision` is what the editor had read of the unit's part; EditConflict when it is no longer the newest.
    """
    pledge = begin(SAVE_TARGETS, pledge, by=by)
    if not pledge.emulation_year.has_seat(unit):
        raise NotAllowedNow(f"{unit} không có tên trong danh sách đơn vị của năm thi đua.")
    if len(rows) > MOST_TARGETS:
        raise NotAllowedNow(f"Mỗi đơn vị đăng ký tối đa {MOST_TARGETS} chỉ tiêu.")
    # Under the lock of the pledge: two who write the first targets of a unit meet there.
    part, _ = UnitPledge.objects.get_or_create(pledge=pledge, unit=unit, defaults={"is_sample": pledge.is_sample})
    UnitPledge.objects.filter(pk=part.pk).update(revision=next_revision(part, revision))
    before = list(pledge.targets.filter(unit=unit))
    data = {"unit": unit.slug, "targets": [f"{row.name}: {row.value} {row.measure}" for row in rows]}
    finish(SAVE_TARGETS, pledge, by=by, data=data)
    known, kept, now = {row.pk: row for row in before}, set(), clock.now()
    for position, row in enumerate(rows, start=1):
        values = {"name": row.name, "measure": row.measure, "value": row.value, "note": row.note, "position": position}
        old = known.get(row.pk) if row.pk else None
        if old is None:
            Target.objects.create(
                pledge=pledge, unit=unit, written_at=now, written_by=by, is_sample=pledge.is_sample, **values
            )
            continue
        kept.add(old.pk)
        if any(getattr(old, name) != value for name, value in values.items()):
            Target.objects.filter(pk=old.pk).update(written_at=now, written_by=by, **values)
    Target.objects.filter(pk__in=known.keys() - kept).delete()
    return list(pledge.targets.filter(unit=unit))
