"""Shares of units are whole units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conferences.quorum import Quorum, least_count, share_words, votes_needed


def test_the_sentence():
    assert Quorum(9, 8, 67).words == "Có mặt 8/9 đơn vị, đạt 88,9%; cần từ 6 đơn vị (67%, tức 2/3)"
    assert Quorum(9, 9, 50).words == "Có mặt 9/9 đơn vị, đạt 100%; cần từ 5 đơn vị (50%)"


@pytest.mark.parametrize(
    ("members", "percent", "needed"), [(9, 67, 6), (10, 67, 7), (9, 50, 5), (11, 33, 4), (1, 1, 1)]
)
def test_a_quorum_is_rounded_up(members, percent, needed):
    assert least_count(members, percent) == needed
    assert Quorum(members, needed, percent).met
    assert not Quorum(members, needed - 1, percent).met


def test_a_bloc_without_units_has_no_quorum():
    assert not Quorum(0, 0, 67).met


@pytest.mark.parametrize(
    ("of", "percent", "inclusive", "needed"),
    [(9, 50, False, 5), (10, 50, False, 6), (10, 50, True, 5), (9, 80, True, 8), (10, 90, True, 9), (9, 67, False, 7)],
)
def test_more_than_half_is_more_than_half(of, percent, inclusive, needed):
    assert votes_needed(of, percent, inclusive=inclusive) == needed


@given(st.integers(1, 500), st.integers(1, 99), st.booleans())
def test_a_threshold_can_be_reached_and_missed(of, percent, inclusive):
    needed = votes_needed(of, percent, inclusive=inclusive)
    assert 1 <= needed <= of
    assert needed == 1 or votes_needed(of, percent, inclusive=False) >= needed


@pytest.mark.parametrize(("part", "whole", "words"), [(6, 9, "66,7%"), (9, 9, "100%"), (0, 0, "0%"), (1, 8, "12,5%")])
def test_shares_have_one_decimal(part, whole, words):
    assert share_words(part, whole) == words
