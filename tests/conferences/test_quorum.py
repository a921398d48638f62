"""Who must be here, in words."""

import pytest

from conferences.models.quorum import Quorum
from libraries.threshold import Threshold
from libraries.web.formats import share_words

TWO_THIRDS, HALF = Threshold(2, 3), Threshold.of_percent(50)


def test_the_sentence():
    assert Quorum(9, 8, TWO_THIRDS).words == "Có mặt 8/9 đơn vị, đạt 88,9%; cần từ 6 đơn vị (2/3)"
    assert Quorum(9, 9, HALF).words == "Có mặt 9/9 đơn vị, đạt 100%; cần từ 5 đơn vị (50%)"


@pytest.mark.parametrize(("members", "threshold", "needed"), [(9, TWO_THIRDS, 6), (10, TWO_THIRDS, 7), (9, HALF, 5)])
def test_a_quorum_is_rounded_up(members, threshold, needed):
    assert Quorum(members, needed, threshold).met
    assert not Quorum(members, needed - 1, threshold).met


def test_a_bloc_without_units_has_no_quorum():
    assert not Quorum(0, 0, TWO_THIRDS).met


@pytest.mark.parametrize(("part", "whole", "words"), [(6, 9, "66,7%"), (9, 9, "100%"), (0, 0, "0%"), (1, 8, "12,5%")])
def test_shares_have_one_decimal(part, whole, words):
    assert share_words(part, whole) == words
