"""Minutes: issued once, under a number."""

from django.db import transaction

from conferences import letters
from conferences.actions import ISSUE_MINUTES
from conferences.documents.minutes import minutes_document
from conferences.models import Conference, Minutes
from conferences.worklist import page
from libraries.web import clock
from notices.outbox import notify
from records.issuing import Prepared, issue, prepare
from records.transitions import begin, check_action, finish
from units import audience
from units.models import User


def issue_minutes(conference: Conference, *, by: User) -> Minutes:
    """Issue the minutes (hoàn thành biên bản), once: number, sealed PDF with a code, Word, audit, notice to leaders.

    Printed before the lock. NotAllowedNow when something is missing (the sentence names it) or they are out already.
    """
    conference = Conference.objects.select_related("emulation_year__bloc").get(pk=conference.pk)
    check_action(ISSUE_MINUTES, conference, by=by)
    return _issue_minutes(conference, prepare(minutes_document(conference)), by=by)


@transaction.atomic
def _issue_minutes(conference: Conference, prepared: Prepared, *, by: User) -> Minutes:
    conference = begin(ISSUE_MINUTES, conference, by=by)
    files = issue(minutes_document(conference), prepared, by=by)
    issued = Minutes.objects.create(
        conference=conference,
        number=files.number_text,
        document=files.pdf,
        word=files.word_file,
        issued_at=clock.now(),
        issued_by=by,
        is_sample=conference.is_sample,
    )
    data = {"number": files.number_text, "code": files.code, "sha256": files.pdf.head.sha256}
    finish(ISSUE_MINUTES, conference, by=by, data=data, notice=lambda row: _tell_leaders(row, issued.number))
    return issued


def _tell_leaders(conference: Conference, number: str) -> None:
    notify(
        audience.leaders(conference.units()),
        letters.minutes(number=number, conference=conference.title),
        url=page("minutes_detail", conference),
        bloc=conference.bloc,
    )
