"""The minutes of the selection: made of the votes, then signed and put into every dossier that leans on them."""

from django.db import transaction

from awards.actions import PREPARE_SELECTION
from awards.models import Nomination, SelectionLine, SelectionMinutes
from awards.queries.dossiers import locked_nominations, read_nomination
from awards.queries.selection import told_of, unissued_minutes, voted_together
from awards.requirements import NOT_VOTED
from conferences.queries import conference_of
from libraries.web import clock
from records.transitions import NotAllowedNow, check_action, finish
from units.models import User


@transaction.atomic
def prepare_selection_minutes(nomination: Nomination, *, by: User) -> SelectionMinutes:
    """Prepare the minutes of the selection (lập biên bản bình xét) of the conference that voted on this dossier.

    They tell of all dossiers of the year that lean on its votes and are not submitted yet; these are locked. Minutes
    that tell of the same ones already and have no number are given instead of new ones. Signing puts them into the
    dossiers (awards.signing.selection). NotAllowedNow without a vote that carried it, or before the conference ended.
    """
    nomination = read_nomination(nomination.pk)
    locked = locked_nominations([row.pk for row in voted_together(nomination)] or [nomination.pk])
    check_action(PREPARE_SELECTION, locked[nomination.pk], by=by)
    rows, conference = voted_together(nomination), conference_of(nomination.ballot) if nomination.ballot else None
    if conference is None:
        raise NotAllowedNow(NOT_VOTED)
    known = unissued_minutes(nomination)
    if known is not None and [row.pk for row in told_of(known)] == [row.pk for row in rows]:
        return known
    minutes = SelectionMinutes.objects.create(
        emulation_year=nomination.emulation_year,
        conference=conference,
        prepared_at=clock.now(),
        prepared_by=by,
        is_sample=conference.is_sample,
    )
    for position, row in enumerate(rows, 1):
        SelectionLine.objects.create(minutes=minutes, position=position, nomination=row)
    finish(PREPARE_SELECTION, locked[nomination.pk], by=by, data={"nominations": [row.pk for row in rows]})
    return minutes
