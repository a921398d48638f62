"""The content settled, or opened again."""

from django.db import transaction

from drafting.actions import REOPEN, SETTLE
from drafting.models import PassedCheck, Text
from drafting.queries import running_round
from drafting.queries.text_check import findings_of
from drafting.workflow.checking import pass_check
from drafting.workflow.consultations import end_round
from drafting.workflow.versions import newest_version
from libraries.web import clock
from records.transitions import begin, finish
from units.models import User


@transaction.atomic
def settle(text: Text, *, by: User, reason: str = "") -> Text:
    """Chốt nội dung: no round open, every comment answered; the working text becomes the last version.

    reason: why what the check found may stand; NotAllowedNow where that is due and empty.
    """
    text = begin(SETTLE, text, by=by)
    pass_check(text, PassedCheck.Gate.SETTLING, findings_of(text), by=by, reason=reason)
    if (running := running_round(text)) is not None:
        end_round(running, by=by, at=running.closes_at)
    version = newest_version(text, by=by)
    return finish(
        SETTLE,
        text,
        by=by,
        reason=reason,
        data={"version": version.no},
        settled_at=clock.now(),
        settled_by=by,
        settled_version=version,
    )


@transaction.atomic
def reopen(text: Text, *, by: User, reason: str) -> Text:
    """Mở lại dự thảo, with a reason; versions, comments and answers stay."""
    text = begin(REOPEN, text, by=by)
    return finish(REOPEN, text, by=by, reason=reason, settled_at=None, settled_by=None, settled_version=None)
