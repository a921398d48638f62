"""What a page says of evidence: who else handed in the same file, whether it is of the year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.models import Evidence
from units.models import Unit


@dataclass(frozen=True)
class Shown:
    """Evidence with its warnings."""

    evidence: Evidence
    warnings: tuple[str, ...]

    @property
    def pages(self) -> range:
        """Their numbers; a picture is its own page."""
        return range(1, self.evidence.pages + 1)


def shared_by(rows: Iterable[Evidence]) -> Mapping[int, list[str]]:
    """evidence → names of the other units of its bloc that handed in the same file. Three queries at most."""
    rows = list(rows)
    if not rows:
        return {}
    alike = Evidence.objects.filter(sha256__in={row.sha256 for row in rows}).select_related("unit")
    others = {
        row.pk: [
            other.unit_id
            for other in alike
            if other.sha256 == row.sha256 and other.unit_id != row.unit_id and other.unit.bloc_id == row.unit.bloc_id
        ]
        for row in rows
    }
    units = Unit.objects.with_names().filter(pk__in={unit for found in others.values() for unit in found})
    named = {unit.pk: unit.name for unit in units}
    return {row: sorted(named[unit] for unit in found) for row, found in others.items()}


def warnings_of(row: Evidence, others: Iterable[str], year: int | None = None) -> tuple[str, ...]:
    """What a checker should look at. year: the emulation year that it is to show something of."""
    found = []
    if year is not None and row.issued_on.year != year:
        found.append(f"Văn bản của năm {row.issued_on.year}, không phải năm {year}.")
    if names := ", ".join(others):
        found.append(f"Trùng tệp với minh chứng của {names}.")
    if row.is_hard_to_read:
        found.append("Ảnh nhỏ, khó đọc.")
    return tuple(found)


def shown(rows: Iterable[Evidence], *, year: int | None = None) -> list[Shown]:
    """Each with its warnings."""
    rows = list(rows)
    others = shared_by(rows)
    return [Shown(row, warnings_of(row, others[row.pk], year)) for row in rows]
