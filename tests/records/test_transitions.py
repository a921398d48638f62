"""The mechanism of acts: begun under a lock, refused in words, finished once, written down in the same transaction."""

import pytest
import rules
from django.db import transaction

from records import audit
from records.models import AuditEvent, Job
from records.transitions import (
    ACTIONS,
    COLLECTION_OF,
    Action,
    Actions,
    Creation,
    NotAllowedNow,
    SomeoneWasFaster,
    Transition,
    Unmet,
    begin,
    check_action,
    execution,
    finish,
    requirements,
)
from tests.racing import at_once, failures, meet_at


class Row(Job):
    """A job, which has a state, seen as a row of a room."""

    class Meta:
        proxy = True
        app_label = "thu"  # no app: makemigrations must not meet it


def gaps(row, known):
    if (known or row.total) > 5:
        yield Unmet("Nhiều quá năm dòng.")
    if row.title == "Thiếu":
        yield Unmet("Chưa ghi tên việc.", page="records:verify_start")


LEND = Creation("thu.lend", "Lập việc")
START = Transition("thu.start", "Bắt đầu", allowed_in=("queued",), target="running", requires=gaps)
STOP = Transition("thu.stop", "Dừng", allowed_in=("queued", "running"), target="stopped", needs_reason=True)
COUNT = Action("thu.count", "Đếm", allowed_in=("running",), words="Đếm số dòng")
LOOK = Action(
    "thu.look", "Xem lại", bars=lambda user, row: "Không tự xem việc của mình." if user.pk == row.created_by_id else ""
)
EVERY = (LEND, START, STOP, COUNT, LOOK)


@pytest.fixture
def acts():
    """Declared for the time of a test."""
    yield Actions(Row, *EVERY)
    forget(*EVERY)


def forget(*actions):
    for action in actions:
        del ACTIONS[action.name], COLLECTION_OF[action.name], audit.WORDS[action.name]
        if action.who is not None:
            rules.remove_perm(action.name)


@pytest.fixture
def row(bloc, lan, acts):
    job = Job.objects.create(chain=bloc.slug, title="Việc thử", total=3, created_by=lan, created_at="2020-07-02T01:00Z")
    return Row.objects.get(pk=job.pk)


def events(verb):
    return AuditEvent.objects.filter(verb=verb).count()


# --- Finishing -------------------------------------------------------------------------------------------------------


def test_a_transition_writes_state_stamps_and_event(row, lan):
    told = []
    done = finish(START, row, by=lan, data={"why": "now"}, notice=told.append, done=1)
    assert done is row and (row.state, row.done) == ("running", 1)
    assert Row.objects.values_list("state", "done").get(pk=row.pk) == ("running", 1)
    event = AuditEvent.objects.get(verb="thu.start")
    assert (event.from_state, event.to_state, event.data, event.actor) == ("queued", "running", {"why": "now"}, lan)
    assert told == [row] and told[0].state == "running"


def test_an_action_leaves_the_state(row, lan):
    finish(START, row, by=lan)
    finish(COUNT, row, by=lan, done=2)
    assert (row.state, row.done) == ("running", 2)
    event = AuditEvent.objects.get(verb="thu.count")
    assert (event.from_state, event.to_state) == ("running", "running")


def test_a_creation_tells_the_first_state(row, lan):
    finish(LEND, row, by=lan, chain="noi-khac")
    event = AuditEvent.objects.get(verb="thu.lend")
    assert (event.from_state, event.to_state, event.chain) == ("", "queued", "noi-khac")


def test_an_act_about_no_row_is_written_down(acts, lan):
    assert finish(LOOK, None, by=lan, data={"n": 2}) is None
    assert AuditEvent.objects.get(verb="thu.look").data == {"n": 2}


def test_from_another_state_it_is_refused_in_words(row, lan):
    finish(START, row, by=lan)
    with pytest.raises(NotAllowedNow, match=r"“Bắt đầu”.*“Đang xử lý”"):
        finish(START, row, by=lan)
    assert events("thu.start") == 1


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_due_reason_is_asked_for(row, lan, reason):
    with pytest.raises(NotAllowedNow, match="Nhập lý do trước khi thực hiện “Dừng”"):
        finish(STOP, row, by=lan, reason=reason)
    assert Row.objects.get(pk=row.pk).state == "queued"


def test_what_is_rolled_back_leaves_no_trace(row, lan):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        finish(START, row, by=lan)
        _ = 1 / 0
    assert Row.objects.get(pk=row.pk).state == "queued"
    assert events("thu.start") == 0


def test_a_notice_that_fails_takes_everything_back(row, lan):
    with pytest.raises(ZeroDivisionError):
        finish(START, row, by=lan, notice=lambda row: 1 / 0)
    assert Row.objects.get(pk=row.pk).state == "queued"
    assert events("thu.start") == 0


@pytest.mark.parametrize("action", [START, COUNT])
def test_whoever_saw_an_older_state_is_told(row, lan, action):
    """Also of an act that writes nothing into the row."""
    if action is COUNT:
        finish(START, row, by=lan)
    stale = Row.objects.get(pk=row.pk)
    finish(STOP, row, by=lan, reason="Thử")
    with pytest.raises(SomeoneWasFaster, match="vừa được xử lý ở nơi khác"):
        finish(action, stale, by=lan)
    assert Row.objects.get(pk=row.pk).state == "stopped"


# --- Beginning -------------------------------------------------------------------------------------------------------


def test_beginning_gives_the_row_as_it_is_now(row, lan):
    stale = Row.objects.get(pk=row.pk)
    Row.objects.filter(pk=row.pk).update(title="Tên mới")
    with transaction.atomic():
        assert begin(START, stale, by=lan).title == "Tên mới"


def test_beginning_refuses_a_state_that_came_meanwhile(row, lan):
    stale = Row.objects.get(pk=row.pk)
    finish(START, row, by=lan)
    with transaction.atomic(), pytest.raises(NotAllowedNow, match="“Đang xử lý”"):
        begin(START, stale, by=lan)


@pytest.mark.django_db(transaction=True)
def test_beginning_outside_a_transaction_is_an_error(row, lan):
    with pytest.raises(transaction.TransactionManagementError):
        begin(START, row, by=lan)


def test_beginning_refuses_what_is_missing_each_once(row, lan):
    Row.objects.filter(pk=row.pk).update(total=9, title="Thiếu")
    with transaction.atomic(), pytest.raises(NotAllowedNow) as refused:
        begin(START, row, by=lan)
    assert refused.value.message == ("Chưa thể thực hiện “Bắt đầu”. Nhiều quá năm dòng. Chưa ghi tên việc.")


def test_page_verb_and_worklist_ask_one_list(row):
    assert requirements(START, row) == [] == requirements(STOP, row)
    row.title = "Thiếu"
    (unmet,) = requirements(START, row)
    assert (unmet.sentence, unmet.address) == ("Chưa ghi tên việc.", "/xac-minh/")
    # A list has counted already.
    assert [one.sentence for one in requirements(START, row, known=6)] == ["Nhiều quá năm dòng.", "Chưa ghi tên việc."]


def test_whoever_is_barred_is_told_why(row, lan, minh):
    check_action(LOOK, row, by=minh)
    with pytest.raises(NotAllowedNow, match="Không tự xem"):
        check_action(LOOK, row, by=lan)


def test_an_act_that_nobody_declared_cannot_begin(bloc, lan, row):
    with transaction.atomic(), pytest.raises(KeyError):
        begin(Action("thu.unknown", "Lạ"), row, by=lan)


def test_an_act_may_lock_more_than_its_row(row, lan):
    with transaction.atomic():
        assert begin(START, row, by=lan, lock=lambda pk: Row(pk=pk, state="queued", total=1)).total == 1


# --- Declaring -------------------------------------------------------------------------------------------------------


def test_words_of_the_log_are_the_buttons_or_their_own(acts):
    assert audit.WORDS["thu.start"] == "Bắt đầu"
    assert audit.WORDS["thu.count"] == "Đếm số dòng"


def test_every_act_is_declared_once(acts):
    with pytest.raises(ValueError, match=r"thu\.start is declared twice"):
        Actions(Row, START)


def test_a_collection_belongs_to_one_room():
    with pytest.raises(ValueError, match="one room"):
        Actions(Row, Action("thu.one", "Một"), Action("khac.two", "Hai"))
    assert "thu.one" not in ACTIONS


def test_a_transition_says_where_it_starts():
    with pytest.raises(ValueError, match="from which states"):
        Transition("thu.lost", "Lạc", target="done")


# --- Several at once -------------------------------------------------------------------------------------------------


def race(row, lan, *, lock):
    def act():
        with transaction.atomic():
            mine = begin(START, row, by=lan) if lock else Row.objects.get(pk=row.pk)
            finish(START, mine, by=lan)

    return failures(at_once([act, act]))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_one_is_refused(row, lan, monkeypatch):
    meet_at(monkeypatch, execution, "_write", locked=True)
    (problem,) = race(row, lan, lock=True)
    assert isinstance(problem, NotAllowedNow) and events("thu.start") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_forgot_the_lock_one_is_told(row, lan, monkeypatch):
    meet_at(monkeypatch, execution, "_write", locked=False)
    (problem,) = race(row, lan, lock=False)
    assert isinstance(problem, SomeoneWasFaster) and events("thu.start") == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_lock_and_comparison_both_would_act(row, lan, monkeypatch):
    meet_at(monkeypatch, execution, "_write", locked=False)
    monkeypatch.setattr(execution, "unchanged", lambda row, state: Row.objects.filter(pk=row.pk))
    assert race(row, lan, lock=False) == []
    assert events("thu.start") == 2
