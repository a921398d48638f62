"""Steps: taken from the states of their table only, once, and written down in the same transaction."""

import pytest
from django.db import transaction

from records.models import AuditEvent, Job
from records.transitions import NotAllowedNow, SomeoneWasFaster, Step, Workflow, take

START = Step("start", "Bắt đầu", ("queued",), "running")
STOP = Step("stop", "Dừng", ("queued", "running"), "stopped", needs_reason=True)


class Row(Job):
    """A job, which has a state, seen as a row of a room."""

    class Meta:
        proxy = True
        app_label = "thu"  # no app: makemigrations must not meet it


@pytest.fixture
def row(bloc, lan):
    job = Job.objects.create(chain=bloc.slug, title="Việc thử", total=3, created_by=lan, created_at="2020-07-02T01:00Z")
    return Row.objects.get(pk=job.pk)


def test_a_step_changes_the_state_and_writes_it_down(row, lan):
    event = take(START, row, by=lan, data={"why": "now"}, done=1)
    assert (row.state, row.done) == ("running", 1)
    assert (event.verb, event.from_state, event.to_state) == ("thu.start", "queued", "running")
    assert event.data == {"why": "now"} and event.actor == lan


def test_a_step_from_another_state_is_refused_in_words(row, lan):
    take(START, row, by=lan)
    with pytest.raises(NotAllowedNow, match=r"“Bắt đầu”.*“Đang xử lý”"):
        take(START, row, by=lan)


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_due_reason_is_asked_for(row, lan, reason):
    with pytest.raises(NotAllowedNow, match="Ghi lý do"):
        take(STOP, row, by=lan, reason=reason)
    row.refresh_from_db()
    assert row.state == "queued"


def test_whoever_saw_an_older_state_is_told(row, lan):
    stale = Row.objects.get(pk=row.pk)
    take(START, row, by=lan)
    with pytest.raises(SomeoneWasFaster):
        take(START, stale, by=lan)
    assert AuditEvent.objects.filter(verb="thu.start").count() == 1


def test_a_step_that_is_rolled_back_leaves_no_trace(row, lan):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take(START, row, by=lan)
        _ = 1 / 0
    assert Row.objects.get(pk=row.pk).state == "queued"
    assert not AuditEvent.objects.filter(verb="thu.start").exists()


def test_a_table_names_each_step_once():
    table = Workflow(START, STOP)
    assert table["stop"] is STOP and [step.name for step in table] == ["start", "stop"]
    with pytest.raises(ValueError, match="same name"):
        Workflow(START, START)
