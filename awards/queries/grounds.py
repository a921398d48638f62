"""What a submission rests on besides the law: the bloc's regulation, the city's guidance, the minutes of the selection.

Each reaches the paper by key from the room that decided it (NĐ 30/2020, Phụ lục I, II.6).
"""

import datetime
from collections.abc import Iterator, Sequence

from awards.models import Nomination, Quota, SelectionMinutes
from awards.models.kinds import Part
from conferences.models import Minutes
from libraries.web.formats import document_date, local_date
from regulations.queries import basis_of


def grounds_of(nominations: Sequence[Nomination], on: datetime.date) -> tuple[str, ...]:
    """Lines "Căn cứ …" in the order of a paper, each once."""
    return tuple(dict.fromkeys((*_regulation(nominations, on), *_guidance(nominations), *_selection(nominations))))


def _regulation(nominations: Sequence[Nomination], on: datetime.date) -> Iterator[str]:
    if basis := basis_of(nominations[0].bloc, on):
        yield basis


def _guidance(nominations: Sequence[Nomination]) -> Iterator[str]:
    year, kinds = nominations[0].emulation_year_id, {row.kind_id for row in nominations}
    for quota in Quota.objects.filter(emulation_year=year, kind__in=kinds).order_by("kind__display_order"):
        yield f"Căn cứ Văn bản số {quota.guidance_number} {document_date(quota.guidance_on)} của {quota.source}"


def _selection(nominations: Sequence[Nomination]) -> Iterator[str]:
    """The minutes in the dossiers; where a scan was handed in, the vote they tell of."""
    for row in nominations:
        if selection := _selection_minutes(row):
            day = local_date(selection.conference.starts_at)
            held, name = document_date(day), row.bloc.name_on(day)
            yield f"Căn cứ Biên bản số {selection.number} {held} của {name} về bình xét thi đua"
            continue
        minutes = _issued_minutes(row) or (row.ballot.held_at.conference.issued_minutes if row.ballot else None)
        if minutes is not None:
            held = document_date(minutes.conference.starts_at)
            yield f"Căn cứ Biên bản số {minutes.number} {held} của {minutes.conference.title}"
        elif row.ballot is not None:
            held = document_date(row.ballot.held_at.conference.starts_at)
            yield f"Căn cứ kết quả bình xét tại {row.ballot.held_at.conference.title}, {held}"
        else:
            yield "Căn cứ biên bản bình xét thi đua, khen thưởng của Khối"


def _selection_minutes(nomination: Nomination) -> SelectionMinutes | None:
    """The minutes of the selection in the dossier, where they were made here."""
    part = nomination.newest_parts().get(Part.MINUTES)
    made = SelectionMinutes.objects.select_related("conference")
    return made.filter(document=part.document_id).first() if part else None


def _issued_minutes(nomination: Nomination) -> Minutes | None:
    """The minutes in the dossier, where they were issued here."""
    part = nomination.newest_parts().get(Part.MINUTES)
    issued = Minutes.objects.select_related("conference")
    return issued.filter(document=part.document_id).first() if part else None
