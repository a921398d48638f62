"""Dossiers on which one conference voted together."""

from awards.models import Nomination
from conferences.queries import conference_of


def voted_together(nomination: Nomination) -> list[Nomination]:
    """Those of its year that lean on votes of the same conference and are not submitted, in the order of the list."""
    rows = Nomination.objects.filter(
        emulation_year=nomination.emulation_year_id,
        ballot__held_at__agenda_item__conference=conference_of(nomination.ballot) if nomination.ballot else None,
        state=Nomination.State.DRAFT,
    )
    return list(rows.select_related("emulation_year__bloc", "kind", "unit", "ballot").order_by("listed_kind", "pk"))
