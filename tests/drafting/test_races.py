"""Several people at once. Each race has a control run without the lock, in which the promise must break."""

import contextlib
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from drafting import queries, workflow
from drafting.actions import CONSULTATION_ACTIONS, TEXT_ACTIONS
from drafting.models import Answer, Comment, Consultation, Node, Text, Version
from drafting.triggers import COMMENT_BEFORE_THE_ROUND_ENDS
from drafting.workflow import comments, consultations, settling, versions
from libraries.web import clock
from records.models import AuditEvent
from records.transitions import NotAllowedNow, Refused, SomeoneWasFaster
from tests.drafting.conftest import CLOSES, moment
from tests.racing import at_once, failures, meet_at

pytestmark = pytest.mark.django_db(transaction=True)


def on(day, act):
    """A racer has its own clock: threads do not inherit the traveller's."""

    def run():
        with clock.travel(moment(day)):
            return act()

    return run


@pytest.fixture
def meet(monkeypatch):
    """All racers come to this place before anyone goes on, as far as the lock lets them."""
    return lambda module, name, locked=True: meet_at(monkeypatch, module, name, locked=locked)


@pytest.fixture
def without_lock(monkeypatch):
    def switch_off():
        rounds = Consultation.objects.select_related("text__emulation_year__bloc", "on_version")
        texts = Text.objects.select_related("emulation_year__bloc")
        monkeypatch.setattr(comments, "locked_consultation", lambda pk: rounds.get(pk=pk))
        monkeypatch.setattr(CONSULTATION_ACTIONS, "lock", lambda pk: rounds.get(pk=pk))
        monkeypatch.setattr(TEXT_ACTIONS, "lock", lambda pk: texts.get(pk=pk))

    return switch_off


@contextlib.contextmanager
def without_triggers(table):
    """The database's own wall taken down, to see whether the lock alone holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


# --- A comment sent at the moment the round is closed --------------------------------------------------------


def send_while_closing(written, asked, hoa, lan, monkeypatch):
    """The leader's request has looked at the round; before it goes on, the secretary closes it (or waits for us)."""
    looked, closed = threading.Event(), threading.Event()
    ask = comments._open_round

    def slowly(*args):
        answer = ask(*args)
        looked.set()
        closed.wait(1)
        return answer

    monkeypatch.setattr(comments, "_open_round", slowly)

    def close():
        looked.wait(5)
        try:
            return workflow.close_consultation(asked, by=lan, reason="Đã họp.")
        finally:
            closed.set()

    send = on("2020-06-15 10:00", lambda: workflow.send_comment(written, by=hoa))
    results = at_once([send, on("2020-06-15 10:00", close)])
    asked.refresh_from_db()
    written.refresh_from_db()
    return results


def test_who_sends_first_is_heard_and_who_closes_waits(written, asked, hoa, lan, monkeypatch):
    with without_triggers("drafting_comment"):
        results = send_while_closing(written, asked, hoa, lan, monkeypatch)
    assert failures(results) == []
    assert written.state == Comment.State.SENT and events("send_comment") < events("close_consultation")


def events(verb):
    """The place of the verb in the audit chain."""
    return AuditEvent.objects.get(verb=f"drafting.{verb}").seq


def test_control_without_the_lock_a_comment_arrives_after_the_closing(
    written, asked, hoa, lan, monkeypatch, without_lock
):
    without_lock()
    with without_triggers("drafting_comment"):
        results = send_while_closing(written, asked, hoa, lan, monkeypatch)
    assert failures(results) == []
    assert written.state == Comment.State.SENT and events("send_comment") > events("close_consultation")


def test_without_the_lock_the_database_still_refuses(written, asked, hoa, lan, monkeypatch, without_lock):
    without_lock()
    results = send_while_closing(written, asked, hoa, lan, monkeypatch)
    (problem,) = failures(results)
    assert isinstance(problem, DatabaseError) and "Thời gian góp ý đã kết thúc" in str(problem)
    assert written.state == Comment.State.DRAFT


def test_who_comes_after_the_closing_is_refused(written, asked, hoa, lan):
    with clock.travel(moment("2020-06-15 10:00")):
        workflow.close_consultation(asked, by=lan, reason="Đã họp.")
    (problem,) = failures(at_once([on("2020-06-15 10:00", lambda: workflow.send_comment(written, by=hoa))]))
    assert isinstance(problem, NotAllowedNow)


# --- A raw write begun before the closing and committed after it -----------------------------------------------

RAW = "UPDATE drafting_comment SET state = 'sent', sent_at = %s, sent_by_id = written_by_id WHERE id = %s"


def raw_commit_after_closing(written, asked, lan):
    """The closing has begun and is not committed; somebody writes by raw SQL with a stamp from before."""
    closing, done = threading.Event(), []

    def close():
        with transaction.atomic():
            workflow.close_consultation(asked, by=lan, reason="Đã họp.")
            closing.set()
            # Long enough for the raw write to be over, unless it waits for us.
            written_by_then = threading.Event()
            written_by_then.wait(1)
            done.append("closed")

    def write():
        closing.wait(5)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(RAW, [moment("2020-06-15 09:59"), written.pk])
        done.append("written")

    results = at_once([on("2020-06-15 10:00", close), write])
    written.refresh_from_db()
    return results, done


def test_a_raw_write_waits_for_the_closing_and_is_refused(written, asked, lan):
    results, done = raw_commit_after_closing(written, asked, lan)
    (problem,) = failures(results)
    assert isinstance(problem, DatabaseError) and "kết thúc" in str(problem)
    assert done == ["closed"] and written.state == Comment.State.DRAFT


def test_control_a_trigger_that_does_not_wait_lets_it_in(written, asked, lan):
    with connection.cursor() as cursor:
        name = COMMENT_BEFORE_THE_ROUND_ENDS.get_pgid(Comment)
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [name])
        (function,) = cursor.fetchone()
        cursor.execute(function.replace("FOR SHARE", ""))
    try:
        results, done = raw_commit_after_closing(written, asked, lan)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(function)
    assert failures(results) == [] and done == ["written", "closed"]
    assert written.state == Comment.State.SENT


# --- Two rounds, two versions, two agreements, two answers ----------------------------------------------------------


def open_twice(draft, lan):
    act = on("2020-06-10 09:00", lambda: workflow.open_consultation(draft, by=lan, closes_at=CLOSES))
    return failures(at_once([act, act]))


def test_two_open_a_round_at_once(draft, lan, meet):
    meet(consultations, "newest_version")
    (problem,) = open_twice(draft, lan)
    assert isinstance(problem, NotAllowedNow) and "Đang có đợt lấy ý kiến" in problem.message
    assert Consultation.objects.count() == Version.objects.count() == 1


def test_control_without_the_lock_only_the_index_is_left(draft, lan, meet, without_lock):
    without_lock()
    meet(consultations, "newest_version", locked=False)
    (problem,) = open_twice(draft, lan)
    assert not isinstance(problem, NotAllowedNow)


def freeze_twice(draft, lan):
    act = on("2020-06-02 09:00", lambda: workflow.freeze(draft, by=lan))
    return failures(at_once([act, act]))


def test_two_freeze_at_once(draft, lan, meet):
    meet(versions, "working_content")
    (problem,) = freeze_twice(draft, lan)
    assert isinstance(problem, NotAllowedNow) and "chưa thay đổi" in problem.message


def test_control_without_the_lock_both_take_one_number(draft, lan, meet, without_lock):
    without_lock()
    meet(versions, "working_content", locked=False)
    (problem,) = freeze_twice(draft, lan)
    assert isinstance(problem, DatabaseError) and "one_version_a_number" in str(problem)


def test_two_leaders_agree_at_once(asked, hoa_tieu, hoa):
    act = on("2020-06-12 09:00", lambda: workflow.agree_fully(asked, hoa_tieu, by=hoa))
    (problem,) = failures(at_once([act, act]))
    assert isinstance(problem, Refused)
    assert asked.comments.count() == 1


def answer_twice(sent, lan):
    def act(result):
        return on("2020-06-21 09:00", lambda: workflow.answer_comment(sent, by=lan, result=result, body="Trả lời."))

    return failures(at_once([act("accepted"), act("explained")]))


def test_two_answer_at_once(sent, lan, meet):
    (problem,) = answer_twice(sent, lan)
    assert isinstance(problem, SomeoneWasFaster)
    assert Answer.objects.count() == 1


def test_two_save_one_clause_at_once(draft, lan):
    node = draft.nodes.get(body="Tập trung dân chủ.")

    def save(words):
        return lambda: workflow.save_node(node, by=lan, revision=1, heading="", body=words)

    results = at_once([save("Một."), save("Hai.")])
    (problem,) = failures(results)
    assert isinstance(problem, SomeoneWasFaster)
    node.refresh_from_db()
    assert node.revision == 2 and node.body in ("Một.", "Hai.")


def test_control_read_change_and_save_loses_one(draft):
    pk, meeting = draft.nodes.get(body="Tập trung dân chủ.").pk, threading.Barrier(2)

    def naive(words):
        def run():
            node = Node.objects.get(pk=pk)
            meeting.wait(5)
            node.body, node.revision = words, node.revision + 1
            node.save()

        return run

    assert failures(at_once([naive("Một."), naive("Hai.")])) == []
    assert Node.objects.get(pk=pk).revision == 2  # two savings, one of them lost without a word


# --- Settling while somebody edits ------------------------------------------------------------


def test_the_text_settles_after_the_last_word_or_the_word_is_refused(sent, answered, asked, lan):
    node = asked.text.nodes.get(body="Tập trung dân chủ.")
    settle = on(
        "2020-06-22 09:00", lambda: workflow.settle(asked.text, by=lan, reason="Hội nghị trù bị đã thống nhất.")
    )
    save = on("2020-06-22 09:00", lambda: workflow.save_node(node, by=lan, revision=1, heading="", body="Mới."))
    results = at_once([settle, save])
    text = Text.objects.get(pk=asked.text.pk)
    assert text.state == Text.State.SETTLED
    # Whatever came first: what was settled is what stands.
    assert text.settled_version.content == queries.working_content(text)
    assert all(isinstance(problem, NotAllowedNow) for problem in failures(results))


def test_two_settle_at_once(answered, asked, lan, meet):
    """One settles, the other reads that it was done; one last version, one row in the log."""
    meet(settling, "newest_version")
    text = asked.text
    results = at_once(
        [
            on("2020-06-22 09:00", lambda: workflow.settle(text, by=lan, reason="Hội nghị trù bị đã thống nhất."))
            for _ in range(2)
        ]
    )
    assert [type(problem) for problem in failures(results)] == [NotAllowedNow]
    assert AuditEvent.objects.filter(verb="drafting.settle").count() == 1


def test_control_without_the_lock_both_make_the_last_version(answered, asked, lan, meet, without_lock):
    """Then only the state seen, or the number of the version, stops the second."""
    node = asked.text.nodes.get(body="Tập trung dân chủ.")
    workflow.save_node(node, by=lan, revision=1, heading="", body="Khác.")
    meet(versions, "working_content")  # what the first has updated holds the second a while
    without_lock()
    text = asked.text
    results = at_once(
        [
            on("2020-06-22 09:00", lambda: workflow.settle(text, by=lan, reason="Hội nghị trù bị đã thống nhất."))
            for _ in range(2)
        ]
    )
    assert len(failures(results)) == 1 and not isinstance(failures(results)[0], NotAllowedNow), results
