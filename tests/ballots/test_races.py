"""Several people at once. Each race has a control run without the lock, in which the promise must break."""

import contextlib
import threading

import pytest
from django.db import IntegrityError, close_old_connections, connection

from ballots import queries, workflow
from ballots.actions import BALLOT_ACTIONS
from ballots.models import Ballot, Elector, Vote
from ballots.workflow import voting
from records.transitions import NotAllowedNow, Refused

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Each act in a thread and a connection of its own; what each returned or raised, in order."""
    results = [None] * len(acts)

    def run(place, act):
        try:
            results[place] = act()
        except Exception as problem:
            results[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    close_old_connections()
    return results


@pytest.fixture
def without_lock(monkeypatch):
    def switch_off():
        ballots = Ballot.objects.select_related("emulation_year__bloc")
        monkeypatch.setattr(queries, "locked_ballot", lambda pk: ballots.get(pk=pk))
        monkeypatch.setattr(BALLOT_ACTIONS, "lock", lambda pk: ballots.get(pk=pk))

    return switch_off


@pytest.fixture
def meet_before_writing(monkeypatch):
    """Both voters have looked before either writes, as far as the lock lets them."""
    meeting = threading.Barrier(2)
    write = voting._write_vote

    def slow(*args, **kwargs):
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(1)
        return write(*args, **kwargs)

    monkeypatch.setattr(voting, "_write_vote", slow)


def two_votes(ballot, unit, by):
    return together(
        lambda: workflow.cast(ballot, unit=unit, choice="yes", by=by),
        lambda: workflow.cast(ballot, unit=unit, choice="no", by=by),
    )


def test_one_unit_votes_twice_at_once(ballot, nine, minh, meet_before_writing):
    results = two_votes(ballot, nine[0], minh)
    refusals = [result for result in results if isinstance(result, Exception)]
    assert len(refusals) == 1 and isinstance(refusals[0], NotAllowedNow), results
    assert "đã biểu quyết" in refusals[0].message
    assert Vote.objects.count() == 1


def test_control_without_the_lock_the_second_vote_reaches_the_table(
    ballot, nine, minh, meet_before_writing, without_lock
):
    """Only the last wall, the unique constraint, stops it then: an error instead of a sentence."""
    without_lock()
    results = two_votes(ballot, nine[0], minh)
    assert any(isinstance(result, IntegrityError) for result in results), results
    assert not any(isinstance(result, Refused) for result in results)


@pytest.fixture
def vote_during_the_count(monkeypatch):
    """After the votes are counted and before the result is written, somebody tries to vote."""
    counted, voted = threading.Event(), threading.Event()
    count = voting.count_votes

    def slow(ballot):
        result = count(ballot)
        counted.set()
        voted.wait(1.5)
        return result

    monkeypatch.setattr(voting, "count_votes", slow)
    return counted, voted


def count_and_vote(ballot, unit, by, keeper, events):
    counted, voted = events

    def vote():
        counted.wait(5)
        try:
            return workflow.cast(ballot, unit=unit, choice="no", by=by)
        finally:
            voted.set()

    return together(lambda: workflow.close_ballot(ballot, by=keeper), vote)


def test_a_vote_during_the_count_is_counted_or_refused(ballot, nine, minh, lan, vote_during_the_count):
    workflow.record_votes(ballot, by=lan, choices=dict.fromkeys(nine[1:], "yes"))
    closed, vote = count_and_vote(ballot, nine[0], minh, lan, vote_during_the_count)
    assert closed.cast == 8
    assert isinstance(vote, NotAllowedNow) and "đang ở trạng thái" in vote.message
    assert Vote.objects.count() == closed.cast


def test_control_without_the_lock_a_vote_is_lost(ballot, nine, minh, lan, vote_during_the_count, without_lock):
    without_lock()
    workflow.record_votes(ballot, by=lan, choices=dict.fromkeys(nine[1:], "yes"))
    closed, vote = count_and_vote(ballot, nine[0], minh, lan, vote_during_the_count)
    assert isinstance(vote, Vote), vote
    assert Vote.objects.count() == 9 and closed.cast == 8


def test_nine_vote_while_it_is_counted(ballot, nine, minh, lan):
    """Whatever the order: the result is the votes that are in the table."""
    Elector.objects.update(delegate=minh)
    acts = [lambda unit=unit: workflow.cast(ballot, unit=unit, choice="yes", by=minh) for unit in nine]
    together(*acts[:5], lambda: workflow.close_ballot(ballot, by=lan), *acts[5:])
    ballot.refresh_from_db()
    assert ballot.cast == Vote.objects.count()


def test_two_count_at_once(ballot, nine, lan):
    workflow.record_votes(ballot, by=lan, choices=dict.fromkeys(nine, "yes"))
    results = together(*[lambda: workflow.close_ballot(ballot, by=lan)] * 2)
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
