"""Two people at the same moment."""

import contextlib
import threading

import pytest
from django.db import DatabaseError, connection
from django.db.models import QuerySet

from libraries.web import clock
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests import factories
from units import workflow
from units.models import OperatorSeat, Post, Seat
from units.workflow import years

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts together; returns what each raised, or None."""
    results = [None] * len(acts)

    def run(place, act):
        try:
            act()
        except Exception as raised:  # the test looks at it
            results[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def seats():
    year = factories.EmulationYearFactory(year=clock.today().year)
    return [
        factories.SeatFactory(emulation_year=year, unit=factories.UnitFactory(bloc=year.bloc), display_order=n)
        for n in (1, 2, 3)
    ]


def wait_for_each_other(monkeypatch, seconds):
    """After reading the seats each waits for the other to have read them too; behind a lock that waits in vain."""
    read, both = years._in_protocol_order, threading.Barrier(2)

    def slowly(year):
        seats = read(year)
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=seconds)
        return seats

    monkeypatch.setattr(years, "_in_protocol_order", slowly)


def two_heads_at_once(seats):
    by = factories.UserFactory()
    return at_once(
        lambda: workflow.set_role(seats[1], role="head", by=by), lambda: workflow.set_role(seats[2], role="head", by=by)
    )


def test_two_heads_at_once_leave_one_head_and_an_order(seats, monkeypatch):
    wait_for_each_other(monkeypatch, seconds=2)
    assert two_heads_at_once(seats) == [None, None]
    assert Seat.objects.filter(role="head").count() == 1
    assert sorted(Seat.objects.values_list("display_order", flat=True)) == [1, 2, 3]


def test_control_without_the_lock_one_of_them_breaks(seats, monkeypatch):
    """Nobody stands behind a lock: however late the second comes on a loaded machine, the first waits for it."""
    wait_for_each_other(monkeypatch, seconds=60)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self)
    results = two_heads_at_once(seats)
    assert any(isinstance(raised, DatabaseError) for raised in results), results


def test_of_two_leaders_written_at_once_one_is_refused_in_words():
    unit, by = factories.UnitFactory(), factories.UserFactory()
    people = factories.UserFactory.create_batch(2)

    def write(person):
        return lambda: workflow.add_post(
            unit, by=by, person=person, title="Giám đốc", is_leader=True, valid_from=factories.LONG_AGO
        )

    results = at_once(*(write(person) for person in people))
    assert Post.objects.filter(is_leader=True).count() == 1
    assert [type(raised) for raised in results if raised] == [NotAllowedNow]


# --- Two secretaries save the page of the bloc -----------------------------------------------------------------


@pytest.fixture
def editors(bloc):
    """Two people who read the same revision and save at one moment; a step of theirs waits for the other's."""
    meet = threading.Barrier(2)

    def save(contact, check_first):
        row = type(bloc).objects.get(pk=bloc.pk)
        if check_first:
            # The old way: compare what was read with what is there, and only then lock and write.
            assert row.revision == bloc.revision
            meet.wait(5)
            return workflow.edit_bloc(row, by=factories.UserFactory(), contact=contact)
        meet.wait(5)
        return workflow.edit_bloc(row, by=factories.UserFactory(), contact=contact, revision=bloc.revision)

    def race(*, check_first):
        results = at_once(lambda: save("Phòng 7", check_first), lambda: save("Phòng 12", check_first))
        bloc.refresh_from_db()
        return [raised for raised in results if raised is not None]

    return race


def test_of_two_who_save_at_once_one_is_told(bloc, editors):
    (told,) = editors(check_first=False)
    assert isinstance(told, EditConflict) and told.row.contact == bloc.contact and bloc.revision == 2


def test_control_compared_outside_of_the_lock_both_pass_and_one_text_is_lost(bloc, editors):
    assert editors(check_first=True) == [] and bloc.revision == 3


def two_operators_end_each_other():
    people = [factories.UserFactory(), factories.UserFactory()]
    seats = [factories.OperatorSeatFactory(user=person) for person in people]
    today = clock.today()
    told = at_once(
        lambda: workflow.end_operator(seats[0], by=people[1], last_day=today),
        lambda: workflow.end_operator(seats[1], by=people[0], last_day=today),
    )
    return told, OperatorSeat.objects.filter(valid_to=None).count()


@pytest.fixture
def slow_counting(monkeypatch):
    """Before the seat is saved each waits for the other to have counted who is left."""
    save, both = OperatorSeat.save, threading.Barrier(2)

    def slowly(self, *args, **options):
        if options.get("update_fields"):
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(timeout=2)
        return save(self, *args, **options)

    monkeypatch.setattr(OperatorSeat, "save", slowly)


def test_two_operators_who_end_each_other_at_once_leave_one(slow_counting):
    told, left = two_operators_end_each_other()
    assert left == 1
    assert [type(one) for one in told if one] == [NotAllowedNow]


def test_without_the_lock_they_leave_none(slow_counting, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)
    assert two_operators_end_each_other()[1] == 0
