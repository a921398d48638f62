"""The minutes of the selection: made of the votes, put into every dossier that leans on them."""

from django.db import transaction

from awards.actions import ISSUE_SELECTION
from awards.documents.selection_minutes import selection_document
from awards.models import Nomination, SelectionMinutes
from awards.models.kinds import Part
from awards.queries.dossiers import locked_nominations, read_nomination
from awards.queries.selection import voted_together
from awards.requirements import NOT_VOTED
from awards.signing.parts import add_part
from conferences.models import Conference
from libraries.web import clock
from records.issuing import Prepared, issue, prepare
from records.transitions import NotAllowedNow, check_action, finish
from units.models import User


def issue_selection_minutes(nomination: Nomination, *, by: User) -> SelectionMinutes:
    """Issue the minutes of the selection (lập biên bản bình xét) of the conference that voted on this dossier.

    They tell of all dossiers of the year that lean on its votes and are not submitted yet. Effects in order: prints;
    locks these dossiers; number; PDF, Word; part and audit of each. NotAllowedNow without a vote that carried it, or
    before the conference ended.
    """
    nomination = read_nomination(nomination.pk)
    check_action(ISSUE_SELECTION, nomination, by=by)
    conference = _conference_of(nomination)
    rows = voted_together(nomination)
    return _issue(nomination, conference, prepare(selection_document(conference, rows)), by=by)


def _conference_of(nomination: Nomination) -> Conference:
    if nomination.ballot is None:
        raise NotAllowedNow(NOT_VOTED)
    return Conference.objects.select_related("emulation_year__bloc").get(agenda__held__ballot=nomination.ballot)


@transaction.atomic
def _issue(nomination: Nomination, conference: Conference, prepared: Prepared, *, by: User) -> SelectionMinutes:
    locked = locked_nominations([row.pk for row in voted_together(nomination)])
    rows = [row for row in voted_together(nomination) if row.pk in locked]
    check_action(ISSUE_SELECTION, locked[nomination.pk], by=by)
    files = issue(selection_document(conference, rows), prepared, by=by)
    minutes = SelectionMinutes.objects.create(
        emulation_year=nomination.emulation_year,
        conference=conference,
        number=files.number_text,
        document=files.pdf,
        word=files.word_file,
        issued_at=clock.now(),
        issued_by=by,
        is_sample=conference.is_sample,
    )
    for row in rows:
        add_part(None, row, Part.MINUTES, files.pdf, by=by, word=files.word)
        finish(ISSUE_SELECTION, row, by=by, data={"number": minutes.number, "document": files.pdf.pk})
    return minutes
