"""How a change of the organisation is written down: day, reason, paper; and how far back it may reach."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from libraries.web import clock
from libraries.web.formats import short_date
from libraries.web.forms import CheckedFile
from records.documents import store_document
from records.files import sha256_of
from records.transitions import NotAllowedNow
from units.documents import ORGANISATION_PAPER
from units.list_uses import last_use, unfinished_of
from units.models import Bloc, ChangedUnit, EmulationYear, OrganisationChange, Unit

Kind = OrganisationChange.Kind


@dataclass(frozen=True)
class Ground:
    """Why, and by which paper (căn cứ): number and date stand together, a file may be kept with them."""

    reason: str = ""
    number: str = ""
    date: datetime.date | None = None
    file: CheckedFile | None = None

    @property
    def words(self) -> str:
        """ "Quyết định số 12/QĐ-UBND ngày 01/07/2026"; empty without a paper."""
        return f"{self.number} ngày {short_date(self.date)}" if self.number and self.date else ""


def write_down(
    bloc: Bloc,
    kind: Kind,
    *,
    on: datetime.date,
    summary: str,
    ground: Ground,
    by: Any,
    before: Iterable[Unit] = (),
    after: Iterable[Unit] = (),
    year: EmulationYear | None = None,
) -> OrganisationChange:
    """The row of a change. A year that is over is corrected: with a reason, and it shows it."""
    corrects = year is not None and year.is_over
    if corrects and not ground.reason.strip():
        raise NotAllowedNow(f"Năm {year.year if year else ''} đã kết thúc. Nhập lý do điều chỉnh.")
    change = OrganisationChange.objects.create(
        bloc=bloc,
        kind=kind,
        effective_on=on,
        summary=summary[:1000],
        reason=ground.reason.strip(),
        document_number=ground.number,
        document_date=ground.date,
        file_sha256=_kept(bloc, ground, by),
        emulation_year=year,
        is_correction=corrects,
        recorded_at=clock.now(),
        recorded_by=by,
        is_sample=bloc.is_sample,
    )
    for side, units in ((ChangedUnit.Side.BEFORE, before), (ChangedUnit.Side.AFTER, after)):
        for unit in units:
            ChangedUnit.objects.create(change=change, unit=unit, side=side)
    return change


def _kept(bloc: Bloc, ground: Ground, by: Any) -> str:
    """SHA-256 of the stored file; empty without one."""
    if ground.file is None:
        return ""
    ground.file.seek(0)
    content = ground.file.read()
    store_document(
        content,
        chain=bloc.chain,
        kind=ORGANISATION_PAPER.slug,
        title=ground.words or ground.file.name or "",
        filename=ground.file.name or "van-ban.pdf",
        mime=ground.file.content_type or "application/pdf",
        by=by,
        is_sample=bloc.is_sample,
    )
    return sha256_of(content)


def refuse_behind_uses(year: EmulationYear, on: datetime.date) -> None:
    """The list of a year changes only after the last day on which it was used."""
    use = last_use(year)
    if use is not None and year.day_within(on) <= use.day:
        raise NotAllowedNow(
            f"Ngày {short_date(use.day)} {use.what} theo danh sách đơn vị của ngày đó. "
            f"Chọn ngày có hiệu lực sau ngày {short_date(use.day)}."
        )


def refuse_unfinished(unit: Unit) -> None:
    """What only the unit can finish is named, with the act that ends it."""
    if waiting := [one for one in unfinished_of(unit) if one.stops]:
        listed = " ".join(f"{one.what}: {one.advice}" for one in waiting)
        raise NotAllowedNow(f"{unit.name} còn việc chưa xong. {listed}")
