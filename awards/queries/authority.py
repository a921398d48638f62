"""Who decides an award, by the law of the day: one decision has one authority.

docs/law.md: Who decides.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from awards.models import AwardKind, AwardTerms, Nomination
from libraries.web import clock
from libraries.web.formats import short_date
from records.transitions import NotAllowedNow


def one_authority(kinds: Sequence[AwardKind], on: datetime.date) -> AwardTerms:
    """The terms that say who decides all of these on that day. NotAllowedNow when it is not the same authority."""
    found: dict[str, AwardTerms] = {}
    names: dict[str, list[str]] = {}
    for kind in dict.fromkeys(kinds):
        terms = kind.terms_on(on)
        if terms is None:
            raise NotAllowedNow(f"Hệ thống chưa có quy định về {kind.short_name} cho ngày {short_date(on)}.")
        found.setdefault(terms.decided_by, terms)
        names.setdefault(terms.decided_by, []).append(kind.short_name)
    if len(found) > 1:
        said = "; ".join(
            f"{', '.join(names[authority])}: {terms.get_decided_by_display()}" for authority, terms in found.items()
        )
        raise NotAllowedNow(f"Mỗi quyết định chỉ thuộc một thẩm quyền ({said}). Nhập từng quyết định riêng.")
    return next(iter(found.values()))


@dataclass(frozen=True)
class Decidable:
    """Dossiers that one authority decides by the law of today, in the order given."""

    authority: str
    label: str
    nominations: tuple[Nomination, ...]


def by_authority(nominations: Sequence[Nomination]) -> list[Decidable]:
    """Dossiers grouped by who decides them; those of a kind without terms today are left out."""
    kinds = {row.kind_id: row.kind for row in nominations}
    terms = {pk: kind.terms_on(clock.today()) for pk, kind in kinds.items()}
    found: dict[str, list[Nomination]] = {}
    labels: dict[str, str] = {}
    for row in nominations:
        if (said := terms[row.kind_id]) is not None:
            found.setdefault(said.decided_by, []).append(row)
            labels[said.decided_by] = said.get_decided_by_display()
    return [Decidable(authority, labels[authority], tuple(rows)) for authority, rows in found.items()]
