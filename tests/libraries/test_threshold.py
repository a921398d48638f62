"""Shares of units and votes are whole units and votes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libraries.threshold import NoThreshold, Threshold


@st.composite
def thresholds(draw):
    denominator = draw(st.integers(2, 100))
    inclusive = draw(st.booleans())
    return Threshold(draw(st.integers(1, denominator - (not inclusive))), denominator, inclusive)


@pytest.mark.parametrize(
    ("written", "of", "inclusive", "needed"),
    [
        ("2/3", 9, True, 6),
        ("67%", 9, True, 7),
        ("2/3", 10, True, 7),
        ("2/3", 9, False, 7),
        ("1/3", 11, True, 4),
        ("50%", 9, False, 5),
        ("50", 10, False, 6),
        ("1/2", 10, True, 5),
        ("80 %", 9, True, 8),
        ("90%", 10, True, 9),
        ("100%", 9, True, 9),
        ("1%", 9, True, 1),
        ("1%", 0, True, 1),
    ],
)
def test_how_many_are_needed(written, of, inclusive, needed):
    assert Threshold.read(written, inclusive=inclusive).needed(of) == needed


@given(thresholds(), st.integers(1, 5000))
def test_needed_is_the_first_count_that_meets_it(threshold, of):
    meets = Fraction.__ge__ if threshold.inclusive else Fraction.__gt__
    needed = threshold.needed(of)
    assert 1 <= needed <= of
    assert meets(Fraction(needed, of), threshold.share)
    assert needed == 1 or not meets(Fraction(needed - 1, of), threshold.share)
    assert threshold.is_met(needed, of) and not threshold.is_met(needed - 1, of)


def test_nothing_is_met_by_nobody():
    assert not Threshold(1, 100).is_met(0, 0)
    assert not Threshold(1, 100).is_met(1, 0)


@given(thresholds())
def test_what_is_written_is_read_again(threshold):
    assert Threshold.read(threshold.written, inclusive=threshold.inclusive) == threshold


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        (Threshold(2, 3, base="tổng số đơn vị thành viên"), "từ 2/3 tổng số đơn vị thành viên trở lên"),
        (Threshold.of_percent(50, inclusive=False, base="số phiếu"), "quá 50% số phiếu"),
        (Threshold.of_percent(80), "từ 80% trở lên"),
    ],
)
def test_in_words(threshold, words):
    assert threshold.words == words


@pytest.mark.parametrize("text", ["0", "101%", "3/2", "0/3", "2/0", "", "nửa", "50,5", "-1", "1/2/3", "٢/٣"])
def test_what_is_no_share_is_said(text):
    with pytest.raises(NoThreshold, match=r"Tỷ lệ phải từ 1% đến 100%|Ví dụ: 50% hoặc 2/3"):
        Threshold.read(text)


def test_the_whole_cannot_be_passed():
    with pytest.raises(NoThreshold, match="Không thể quá 100%"):
        Threshold(3, 3, inclusive=False)
