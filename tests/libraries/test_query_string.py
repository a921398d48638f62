"""What stands in an address behind the question mark."""

import pytest

from libraries.web.query_string import asked_words, whole_number


@pytest.mark.parametrize(("word", "number"), [("0", 0), ("007", 7), ("2020", 2020), ("9" * 17, int("9" * 17))])
def test_digits_are_a_number(word, number):
    assert whole_number(word) == number


NO_NUMBERS = [None, "", " 1", "-1", "+1", "1.0", "1e3", "١", "１", "²", "NaN", "9" * 18, "9" * 5000]


@pytest.mark.parametrize("word", NO_NUMBERS)
def test_anything_else_is_none(word):
    assert whole_number(word) is None


def test_more_digits_than_asked_for_are_none():
    assert whole_number("2020", 4) == 2020 and whole_number("20200", 4) is None


def test_words_are_free_of_the_letter_no_text_holds(rf):
    assert asked_words(rf.get("/?tim=H%00òa"), "tim") == "Hòa"
    assert asked_words(rf.get("/"), "tim") == ""
