"""Rows built once (tests/support/rows_built_once.py): no test sees what another did, and nothing is built twice."""

import pytest

from tests import factories
from tests.support.rows_built_once import built_once, plan_of, sorted_by_rows
from units.models import Bloc, EmulationYear

built: list[str] = []


@built_once
def first(db):
    built.append("first")
    return factories.BlocFactory(name="Khối thứ nhất")


@built_once
def second(first):
    built.append("second")
    return factories.EmulationYearFactory(bloc=first, year=2031)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_does_to_its_rows_is_undone(second, turn):
    assert second.bloc.name == Bloc.objects.get(pk=second.bloc_id).name == "Khối thứ nhất"
    Bloc.objects.update(name="Khối khác")
    second.bloc.name = "Khối khác"
    assert (built.count("first"), built.count("second")) == (1, 1)


def test_values_that_share_a_row_share_its_copy(first, second):
    assert second.bloc is first


def test_only_what_was_asked_for_is_there(first):
    assert not EmulationYear.objects.filter(bloc=first).exists()


def test_what_is_asked_for_late_is_built_for_this_test_alone(first, request):
    assert request.getfixturevalue("second").bloc == first
    assert built.pop() == "second"


def test_nothing_is_there_for_who_asks_for_nothing(db):
    assert not Bloc.objects.exists()


def test_tests_that_begin_alike_follow_each_other(request):
    here = [item for item in request.session.items if item.nodeid.startswith("tests/house/test_rows_built_once")]
    mixed = here[::2] + here[1::2]
    lengths = [len(plan_of(item).definitions) for item in sorted_by_rows(mixed, lambda nodeid: "")]
    assert lengths == sorted(lengths)
