"""Every state × step pair, and what each step leaves behind."""

import pytest
from django.utils import timezone

from notices import delivery, workflow
from notices.models import Notice, OutgoingMail
from records.models import AuditEvent
from records.transitions import NotAllowedNow

STATES = {
    "queued": {"attempts": 1},
    "sent": {"sent_at": timezone.now(), "next_attempt_at": None},
    "failed": {"next_attempt_at": None, "attempts": 7, "last_error": "Dịch vụ thư điện tử báo lỗi"},
}
VERBS = {
    "send": lambda mail, by: delivery.record_sent(mail),
    "give_up": lambda mail, by: delivery.give_up(mail, "Dịch vụ thư điện tử báo lỗi"),
    "retry": lambda mail, by: workflow.retry(mail, by=by),
}
# Written by hand: where each leads from, and to.
BY_HAND = {"send": ("queued", "sent"), "give_up": ("queued", "failed"), "retry": ("failed", "queued")}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_in_every_state(mail, lan, state, verb):
    OutgoingMail.objects.filter(pk=mail.pk).update(state=state, **STATES[state])
    mail.refresh_from_db()
    source, target = BY_HAND[verb]
    if state == source:
        VERBS[verb](mail, lan)
        mail.refresh_from_db()
        event = AuditEvent.objects.get(verb=f"notices.{verb}")
        assert (mail.state, event.from_state, event.to_state) == (target, state, target)
    else:
        with pytest.raises(NotAllowedNow):
            VERBS[verb](mail, lan)
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
    from tests.letters import tell

    tell([nam], title="Góp ý dự thảo", bloc=bloc)
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
