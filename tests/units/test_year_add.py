"""A new year, copied from the one before."""

import pytest

DN2 = "doanh-nghiep-2"


PAGE = "/don-vi/doanh-nghiep-2/nam/them/"


def test_the_form_proposes_the_next_year_and_the_last_one_to_copy(client_of, lan, year2020, text_of):
    page = text_of(client_of(lan).get(PAGE))
    assert 'value="2021"' in page
    assert f'value="{year2020.pk}" selected' in page


def test_added(post, lan, year2020):
    answer = post(lan, "units:year_add", DN2, data={"year": "2021", "theme": "Chủ đề", "copied": year2020.pk})
    assert answer.url == f"/don-vi/{DN2}/nam/2021/"
    assert year2020.bloc.years.get(year=2021).seats.count() == 9


@pytest.mark.parametrize(
    ("year", "says"),
    [
        ("2020", "đã có"),
        ("1900", "Nhập từ"),
        ("2.021,5", "số nguyên"),
        ("hai nghìn", "Số chưa đúng"),
        ("9" * 60, "Số chưa đúng"),
        ("", "Nhập năm."),
    ],
)
def test_bad_years_are_said_and_the_theme_is_kept(post, lan, year2020, text_of, year, says):
    answer = post(lan, "units:year_add", DN2, data={"year": year, "theme": "Chủ đề của năm"})
    assert answer.status_code in (409, 422)
    assert says in text_of(answer)
    assert "Chủ đề của năm" in text_of(answer)


def test_a_year_of_another_bloc_cannot_be_copied(post, lan, tuan, year2020):
    from units.models import EmulationYear

    other = EmulationYear.objects.exclude(bloc=year2020.bloc).get()
    assert post(lan, "units:year_add", DN2, data={"year": "2021", "copied": other.pk}).status_code in (409, 422)
