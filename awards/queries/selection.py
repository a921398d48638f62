"""Dossiers on which one conference voted together, and the minutes that tell of them.

Lock order: the dossiers (by key), the minutes, the request to sign.
"""

from awards.models import Nomination, SelectionMinutes
from awards.queries.dossiers import locked_nominations
from conferences.queries import conference_of


def voted_together(nomination: Nomination) -> list[Nomination]:
    """Those of its year that lean on votes of the same conference and are not submitted, in the order of the list."""
    rows = Nomination.objects.filter(
        emulation_year=nomination.emulation_year_id,
        ballot__held_at__agenda_item__conference=conference_of(nomination.ballot) if nomination.ballot else None,
        state=Nomination.State.DRAFT,
    )
    return list(rows.select_related("emulation_year__bloc", "kind", "unit", "ballot").order_by("listed_kind", "pk"))


def told_of(minutes: SelectionMinutes) -> list[Nomination]:
    """The dossiers of which the minutes tell, in their order."""
    rows = Nomination.objects.filter(selection_lines__minutes=minutes).order_by("selection_lines__position")
    return list(rows.select_related("emulation_year__bloc", "kind", "unit", "ballot"))


def unissued_minutes(nomination: Nomination) -> SelectionMinutes | None:
    """The newest minutes that tell of this dossier, while they have no number."""
    rows = SelectionMinutes.objects.filter(lines__nomination=nomination).order_by("-pk")
    newest = rows.select_related("emulation_year__bloc", "conference", "signing").first()
    return newest if newest and not newest.number else None


def locked_selection(pk: int) -> SelectionMinutes:
    locked_nominations(Nomination.objects.filter(selection_lines__minutes=pk).values_list("pk", flat=True))
    rows = SelectionMinutes.objects.select_related("emulation_year__bloc", "conference", "signing")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
