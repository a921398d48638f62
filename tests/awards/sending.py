"""Dossiers that went to the city with a paper that was signed: for tests of what comes after, without the signing.

How it is signed is told by test_submission_signing.py.
"""

import dataclasses

from django.db import transaction

from awards import workflow
from awards.models import Nomination, Submission
from awards.signing import SUBMISSION_PAPER
from libraries.web import clock
from records import issuing
from records.transitions import finish
from signatures.actions import ISSUE_PAPER
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
    new = SUBMISSION_PAPER.document(submission, chosen(SUBMISSION_PAPER, submission), day)
    prepared = issuing.prepare(new)
    prepared = dataclasses.replace(prepared, stamp=dataclasses.replace(prepared.stamp, code=request.code))
    with transaction.atomic():
        issued = issuing.issue(new, prepared, by=by)
        annex = SUBMISSION_PAPER.annex(submission, issued.number_text, day)
        return request, dataclasses.replace(issued, annex=issuing.issue(annex, issuing.prepare(annex), by=by))


@transaction.atomic
def hand_over(made, *, by):
    """By the half of the issue that this room has."""
    request, issued = made
    SUBMISSION_PAPER.lock(request)
    SUBMISSION_PAPER.issued(SUBMISSION_PAPER.row(request), issued, request, by, {})
    finish(ISSUE_PAPER, request, by=by, issued=issued.pdf, issued_at=clock.now(), issued_by=by)
