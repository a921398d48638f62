"""Rows in an order that people make."""

import pytest

from records.ordering import exchanged, number
from units.models import Seat


@pytest.mark.django_db
def test_neighbours_change_places_and_the_ends_stay(year2020):
    seats = list(year2020.seats.order_by("display_order"))
    assert exchanged(seats, seats[0].pk, up=True) is None
    assert exchanged(seats, seats[-1].pk, up=False) is None
    assert exchanged(seats, seats[1].pk, up=True) == [seats[1], seats[0], *seats[2:]]
    assert exchanged(seats, seats[1].pk, up=False) == [seats[0], seats[2], seats[1], *seats[3:]]
    with pytest.raises(ValueError, match="is not in list"):
        exchanged(seats, -1, up=True)


@pytest.mark.django_db
def test_only_what_changed_is_written_in_one_query(year2020, django_assert_num_queries):
    seats = list(year2020.seats.order_by("display_order"))
    with django_assert_num_queries(0):
        number(seats, "display_order")
    moved = exchanged(seats, seats[3].pk, up=False)
    with django_assert_num_queries(1):
        number(moved, "display_order")
    assert list(Seat.objects.filter(emulation_year=year2020).order_by("display_order")) == moved
