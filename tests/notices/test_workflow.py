"""Every state × step pair, and what each step leaves behind."""

import pytest
from django.utils import timezone

from notices import workflow
from notices.models import Notice, OutgoingMail
from records.models import AuditEvent
from records.transitions import NotAllowedNow

STATES = {
    "queued": {"attempts": 1},
    "sent": {"sent_at": timezone.now(), "next_attempt_at": None},
    "failed": {"next_attempt_at": None, "attempts": 7, "last_error": "Máy chủ thư báo lỗi"},
}
VERBS = {
    "send": lambda mail, by: workflow.send(mail),
    "give_up": lambda mail, by: workflow.give_up(mail, "Máy chủ thư báo lỗi"),
    "retry": lambda mail, by: workflow.retry(mail, by=by),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", workflow.STEPS.steps, ids=lambda step: step.name)
def test_every_state_and_step(mail, lan, state, step):
    OutgoingMail.objects.filter(pk=mail.pk).update(state=state, **STATES[state])
    mail.refresh_from_db()
    if state in step.sources:
        VERBS[step.name](mail, lan)
        mail.refresh_from_db()
        event = AuditEvent.objects.get(verb=f"notices.{step.name}")
        assert (mail.state, event.from_state, event.to_state) == (step.target, state, step.target)
    else:
        with pytest.raises(NotAllowedNow):
            VERBS[step.name](mail, lan)
        assert OutgoingMail.objects.get().state == state


def test_retry_begins_anew_with_todays_address(failed_mail, hoa, lan, django_capture_on_commit_callbacks):
    hoa.email = "do.hoa@example.vn"
    hoa.save()
    with django_capture_on_commit_callbacks() as callbacks:
        workflow.retry(failed_mail, by=lan)
    failed_mail.refresh_from_db()
    assert (failed_mail.attempts, failed_mail.last_error, failed_mail.address) == (0, "", "do.hoa@example.vn")
    assert len(callbacks) == 1


def test_retry_all_takes_the_failed_only(failed_mail, bloc, nam, lan):
    from notices.outbox import notify

    notify([nam], title="Góp ý dự thảo", bloc=bloc)
    assert workflow.retry_all(OutgoingMail.objects.all(), by=lan) == 1
    assert workflow.retry_all(OutgoingMail.objects.all(), by=lan) == 0


def test_mark_read_once(told, hoa, at):
    workflow.mark_read(told, by=hoa)
    first = Notice.objects.get().read_at
    workflow.mark_read(told, by=hoa)
    assert Notice.objects.get().read_at == first
    assert AuditEvent.objects.filter(verb="notices.mark_read").count() == 1


def test_mark_all_read_is_ones_own_inbox(told, hoa, nam):
    assert workflow.mark_all_read(by=nam) == 0
    assert workflow.mark_all_read(by=hoa) == 1
    assert AuditEvent.objects.filter(verb="notices.mark_all_read").count() == 1
