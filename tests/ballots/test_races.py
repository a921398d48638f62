"""Several people at once. Each race has a control run without the lock, in which the promise must break."""

import contextlib
import queue
import threading
import time

import pytest
from django.db import IntegrityError, close_old_connections, connection

from ballots import queries, workflow
from ballots.actions import BALLOT_ACTIONS
from ballots.models import Ballot, Elector, SecretPaper, Vote
from ballots.workflow import voting
from libraries import secret_count
from records.transitions import NotAllowedNow, Refused
from tests import factories

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


# --- Two hundred at once ---------------------------------------------------------------------------------------------

MANY, HANDS = 200, 16


def all_at_once(acts):
    """More acts than connections: as many at once as a server has workers."""
    waiting, results = queue.SimpleQueue(), [None] * len(acts)
    for pair in enumerate(acts):
        waiting.put(pair)

    def work():
        while not waiting.empty():
            with contextlib.suppress(queue.Empty):
                place, act = waiting.get_nowait()
                try:
                    results[place] = act()
                except Exception as problem:
                    results[place] = problem
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    close_old_connections()
    return results


@pytest.fixture
def two_hundred(ballot, lan):
    """The same question put to two hundred units, all with one delegate."""
    bloc = ballot.bloc
    units = [factories.UnitFactory(bloc=bloc) for _ in range(MANY)]
    roll = [workflow.Seat(unit, lan, "Trần Thị Lan") for unit in units]
    put = workflow.open_ballot(
        ballot.emulation_year, by=lan, occasion="Hội nghị", question="?", roll=roll, members=MANY,
        threshold=bloc.adoption,
    )  # fmt: skip
    return put, units


def two_hundred_votes(put, units, by):
    """Each pressed twice, as on a slow line: in two requests that know nothing of each other."""
    return all_at_once([lambda unit=unit: workflow.cast(put, unit=unit, choice="yes", by=by) for unit in units * 2])


def test_of_two_hundred_votes_none_is_lost_and_none_counts_twice(two_hundred, lan):
    put, units = two_hundred
    results = two_hundred_votes(put, units, lan)
    assert sum(isinstance(result, Vote) for result in results) == MANY
    assert sum(isinstance(result, NotAllowedNow) for result in results) == MANY, results
    assert workflow.close_ballot(put, by=lan).yes == MANY == Vote.objects.filter(elector__ballot=put).count()


def test_control_without_the_lock_the_last_wall_is_hit(two_hundred, lan, without_lock, monkeypatch):
    """Who looks before the other has written meets the unique constraint instead of a sentence."""
    put, units = two_hundred
    without_lock()
    write = voting._write_vote
    monkeypatch.setattr(voting, "_write_vote", lambda *a, **k: (time.sleep(0.2), write(*a, **k))[1])
    pairs = [unit for unit in units[:HANDS] for _ in range(2)]
    results = all_at_once([lambda unit=unit: workflow.cast(put, unit=unit, choice="yes", by=lan) for unit in pairs])
    assert any(isinstance(result, IntegrityError) for result in results), results


def test_two_tellers_open_the_sum_at_once(ballot, lan, minh):
    """Whichever comes last writes the result, once."""
    codes = [secret_count.new_code(), secret_count.new_code()]
    put = workflow.open_ballot(
        ballot.emulation_year, by=lan, occasion="Hội nghị", question="?", members=2, threshold=ballot.bloc.adoption,
        roll=[workflow.Seat(elector.unit, lan, "Lan") for elector in ballot.electors.select_related("unit")[:2]],
        kind="secret", tellers=[lan, minh],
    )  # fmt: skip
    for teller, code in zip((lan, minh), codes, strict=True):
        workflow.take_key(put, by=teller, code=code)
    put.refresh_from_db()
    units = [elector.unit for elector in put.electors.select_related("unit")]
    papers = together(*[lambda unit=unit: workflow.cast_secret(put, unit=unit, choice="no", by=lan) for unit in units])
    assert all(isinstance(paper, SecretPaper) for paper in papers), papers
    workflow.end_vote(put, by=lan)
    results = together(
        lambda: workflow.open_sum(put, by=lan, code=codes[0]), lambda: workflow.open_sum(put, by=minh, code=codes[1])
    )
    assert sorted(result.state for result in results) == ["closed", "counting"], results
    put.refresh_from_db()
    assert (put.yes, put.no, put.state) == (0, 2, "closed")
