"""Two people at the same moment."""

import threading

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet

from libraries.web import clock
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests import factories
from tests.racing import at_once, failures, meet_at
from units import workflow
from units.models import OperatorSeat, Post, Seat
from units.workflow import years

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seats():
    year = factories.EmulationYearFactory(year=clock.today().year)
    return [
        factories.SeatFactory(emulation_year=year, unit=factories.UnitFactory(bloc=year.bloc), display_order=n)
        for n in (1, 2, 3)
    ]


def two_heads_at_once(seats):
    by = factories.UserFactory()
    return failures(
        at_once([lambda seat=seat: workflow.set_role(seat, role="head", by=by) for seat in (seats[1], seats[2])])
    )


def test_two_heads_at_once_leave_one_head_and_an_order(seats, monkeypatch):
    meet_at(monkeypatch, years, "_in_protocol_order", locked=True, after=True)
    assert two_heads_at_once(seats) == []
    assert Seat.objects.filter(role="head").count() == 1
    assert sorted(Seat.objects.values_list("display_order", flat=True)) == [1, 2, 3]


def test_control_without_the_lock_one_of_them_fails(seats, monkeypatch):
    """Neither sees the other's new head: the constraint stops the second, in our words or in a deadlock."""
    meet_at(monkeypatch, years, "_in_protocol_order", locked=False, after=True)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self)
    (failure,) = two_heads_at_once(seats)
    assert isinstance(failure, DatabaseError | NotAllowedNow)


def test_of_two_leaders_written_at_once_one_is_refused_in_words():
    unit, by = factories.UnitFactory(), factories.UserFactory()
    people = factories.UserFactory.create_batch(2)

    def write(person):
        return lambda: workflow.add_post(
            unit, by=by, person=person, title="Giám đốc", is_leader=True, valid_from=factories.LONG_AGO
        )

    results = failures(at_once([write(person) for person in people]))
    assert Post.objects.filter(is_leader=True).count() == 1
    assert [type(raised) for raised in results] == [NotAllowedNow]


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
        results = at_once([lambda: save("Phòng 7", check_first), lambda: save("Phòng 12", check_first)])
        bloc.refresh_from_db()
        return failures(results)

    return race


def test_of_two_who_save_at_once_one_is_told(bloc, editors):
    (told,) = editors(check_first=False)
    assert isinstance(told, EditConflict) and told.row.contact == bloc.contact and bloc.revision == 2


def test_control_compared_outside_of_the_lock_both_pass_and_one_text_is_lost(bloc, editors):
    assert editors(check_first=True) == [] and bloc.revision == 3


def two_operators_end_each_other(monkeypatch, *, locked):
    """Each has counted who is left before either seat is saved."""
    people = [factories.UserFactory(), factories.UserFactory()]
    seats = [factories.OperatorSeatFactory(user=person) for person in people]
    meet_at(monkeypatch, OperatorSeat, "save", locked=locked)
    today = clock.today()
    told = at_once(
        [
            lambda: workflow.end_operator(seats[0], by=people[1], last_day=today),
            lambda: workflow.end_operator(seats[1], by=people[0], last_day=today),
        ]
    )
    return failures(told), OperatorSeat.objects.filter(valid_to=None).count()


def test_two_operators_who_end_each_other_at_once_leave_one(monkeypatch):
    told, left = two_operators_end_each_other(monkeypatch, locked=True)
    assert left == 1
    assert [type(one) for one in told] == [NotAllowedNow]


def test_without_the_lock_they_leave_none(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)
    assert two_operators_end_each_other(monkeypatch, locked=False)[1] == 0
