"""Order of names and search without diacritics (ux.md 2.2)."""

import pytest

from units.vietnamese import person_sort_key, vi_search_key, vi_sort_key


def test_given_names_stand_in_dictionary_order():
    names = ["An", "Ánh", "Ân", "Dung", "Đỗ", "Hương", "Yến"]
    assert sorted({*names}, key=vi_sort_key) == names


def test_tones_stand_in_dictionary_order():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted({*tones}, key=vi_sort_key) == tones


def test_people_are_ordered_by_given_name_then_whole_name():
    people = ["Vũ Văn An", "Đỗ Thị Bình", "Trần Bình", "Lê Văn Yên"]
    assert sorted({*people}, key=person_sort_key) == people


@pytest.mark.parametrize("typed", ["hoa tieu", "HÒA TIÊU", "hoà tiêu", "hoa\u0300 tie\u0302u"])
def test_search_key_forgets_marks_case_and_tone_placement(typed):
    assert vi_search_key(typed) == "hoa tieu"


def test_dstroke_is_found_by_d():
    assert vi_search_key("Đỗ  Đức") == "do duc"
