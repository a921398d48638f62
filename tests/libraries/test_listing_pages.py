"""How few rows a page of a list costs: chosen first and joined after, in turn by two indexes, counted no further."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from libraries.web.listing import Column, InTurn, List, Search, page_of
from tests import factories
from units.lists import years_of_the_city
from units.models import EmulationYear


class Years(List):
    """A list for these tests only, whose rows show what another table says."""

    template = title = ""
    file_name = "nam"
    size = 3
    keyed, counts_found = True, False
    order = ("-year", "pk")
    search = Search("Tìm", lambda rows, words: rows.filter(theme__icontains=words))
    columns = (Column("year", "Năm"), Column("bloc", "Khối", lambda row: row.bloc.name))

    def shown(self, rows):
        return rows.select_related("bloc")


@pytest.fixture
def years(db):
    bloc = factories.BlocFactory(slug="k", name="Khối")
    return [factories.EmulationYearFactory(bloc=bloc, year=year, theme="x") for year in range(2010, 2020)]


@pytest.fixture
def asked(rf):
    def ask(query=""):
        return Years(rf.get(f"/{query}"), EmulationYear.objects.all())

    return ask


def shown(listing):
    return [row.year for row in listing.page]


def test_other_tables_are_joined_to_the_rows_of_one_page(years, asked):
    with CaptureQueriesContext(connection) as queries:
        assert [(row.year, row.bloc.name) for row in asked("?trang=2").page] == [
            (n, "Khối") for n in (2016, 2015, 2014)
        ]
    (sql,) = [query["sql"] for query in queries if "JOIN" in query["sql"]]
    inner = sql[sql.index("IN (SELECT") :]
    assert "JOIN" not in inner and "LIMIT 4 OFFSET 3" in inner


def test_a_file_reads_its_rows_likewise(years, asked):
    rows, cut = asked().all_rows()
    assert [row.year for row in rows] == list(range(2019, 2009, -1)) and not cut


def test_what_a_search_finds_is_counted_to_the_end_of_the_page(years, asked):
    with CaptureQueriesContext(connection) as queries:
        first = asked("?tim=x").page
    assert not [query for query in queries if "COUNT" in query["sql"]]
    assert first.words == "Trang 1 · 3+ dòng"
    walked, page = [], first
    while page.next_address:
        page = asked(page.next_address).page
        walked += [row.year for row in page]
    assert walked == list(range(2016, 2009, -1)) and page.words == "Trang 4/4 · 10 dòng"
    assert shown(asked(page.previous_address)) == [2013, 2012, 2011]
    assert asked("?tim=y").page.words == "Trang 1/1 · 0 dòng"
    assert shown(asked("?tim=x&trang=99")) == [2019, 2018, 2017]
    assert asked().page.words == "Trang 1/4 · 10 dòng", "without a search all are counted"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_rows_in_turn_are_read_as_one_list_by_one_query(years, rf, number):
    rows = EmulationYear.objects.order_by("-year", "-pk")
    even, odd = rows.filter(year__in=range(2010, 2020, 2)), rows.filter(year__in=range(2011, 2020, 2))
    expected = [row.pk for row in (*even, *odd)]
    with CaptureQueriesContext(connection) as queries:
        page = page_of(rf.get(f"/?trang={number}"), InTurn(even, odd, whole=rows), 3)
    assert [row.pk for row in page] == expected[(number - 1) * 3 : number * 3]
    assert bool(page.next_address) == (number < 4) and page.count.number == 10
    assert len(queries) == 2


def test_the_years_of_the_city_are_those_that_some_bloc_has(years):
    assert years_of_the_city() == list(range(2019, 2009, -1))
    other = factories.BlocFactory(slug="k2", name="Khối 2")
    for year in (1990, 2015, 2026):
        factories.EmulationYearFactory(bloc=other, year=year)
    assert years_of_the_city() == [2026, *range(2019, 2009, -1), 1990]
    EmulationYear.objects.all().delete()
    assert years_of_the_city() == []
