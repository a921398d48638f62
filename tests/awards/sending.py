"""Papers of a dossier that were signed already: for tests of what comes after, without the signing.

How they are signed is told by test_submission_signing.py and test_report_signing.py.
"""

import dataclasses

from django.db import transaction

from awards import workflow
from awards.actions import SUBMIT_REPORT
from awards.models import Nomination, Submission
from awards.signing import REPORT_PAPER, SUBMISSION_PAPER
from libraries.web import clock
from records import issuing
from records.numbers import next_number
from records.transitions import check_action, finish
from signatures.actions import ISSUE_PAPER
from signatures.kinds import Candidate
from tests.support.signing import chosen, signed_already


def send(nomination, *others, by):
    """As it is then; again under the paper it has, where it came back and reads the same."""
    if workflow.gather(nomination).again:
        return workflow.submit_again(nomination, by=by)
    hand_over(numbered(workflow.prepare_submission([nomination, *others], by=by), by=by), by=by)
    return Nomination.objects.get(pk=nomination.pk)


def numbered(submission, *, by):
    """Request and files of a prepared submission, with its number: what is left is to send it."""
    request = signed_already(submission, by=by, kind="submission", field="signing")
    submission, day = Submission.objects.get(pk=submission.pk), clock.today()
    issued = _issue(SUBMISSION_PAPER.document(submission, chosen(SUBMISSION_PAPER, submission), day), request, by)
    annex = SUBMISSION_PAPER.annex(submission, issued.number_text, day)
    prepared = issuing.prepare(annex)
    with transaction.atomic():
        return request, dataclasses.replace(issued, annex=issuing.issue(annex, prepared, by=by))


def _issue(new, request, by):
    """Printed before any lock, under the code of the request."""
    number = new.number or next_number(chain=new.chain, series=new.series, year=new.on.year)
    prepared = issuing.printed(new, issuing.Stamp(number, request.code))
    with transaction.atomic():
        return issuing.issue(new, prepared, by=by)


def hand_over(made, *, by):
    """By the half of the issue that this room has."""
    _hand_over(SUBMISSION_PAPER, made, by, {})


def finish_report(nomination, *, by, number="15/BC-ĐV"):
    """The saved report in the dossier; refused in words as when it is put before its signers."""
    nomination = Nomination.objects.get(pk=nomination.pk)
    check_action(SUBMIT_REPORT, nomination, by=by)
    request = signed_already(nomination.report, by=by, kind="achievement_report", field="signing")
    signers = dict.fromkeys(("leader", "confirmation"), Candidate(by, "Đơn vị", "Giám đốc", ("Giám đốc",)))
    new = dataclasses.replace(REPORT_PAPER.document(nomination, signers, clock.today()), number=number)
    _hand_over(REPORT_PAPER, (request, _issue(new, request, by)), by, {"number": number})
    return nomination.newest_parts()["report"]


@transaction.atomic
def _hand_over(kind, made, by, typed):
    request, issued = made
    kind.lock(request)
    kind.issued(kind.row(request), issued, request, by, typed)
    finish(ISSUE_PAPER, request, by=by, issued=issued.pdf, issued_at=clock.now(), issued_by=by)
