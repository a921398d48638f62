"""/giao-uoc/: the bloc's pledges, newest year first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pledges import workflow
from tests import factories

pytestmark = pytest.mark.django_db


def test_everybody_of_the_bloc_reads_it_and_strangers_do_not(draft, go, lan, nam, tuan, mai):
    assert draft.title in go(lan, "pledges:pledge_list").text
    assert draft.title in go(nam, "pledges:pledge_list").text
    for stranger in (tuan, mai):
        assert draft.title not in go(stranger, "pledges:pledge_list").text
    assert go(None, "pledges:pledge_list").status_code == 302


def test_empty_it_says_what_comes_next(year2020, go, lan, nam):
    assert "Lập giao ước năm 2020" in go(lan, "pledges:pledge_list").text
    page = go(nam, "pledges:pledge_list").text
    assert "Chưa có giao ước nào" in page and "Lập giao ước năm" not in page


def test_few_and_many_pledges_cost_the_same(bloc, draft, lan, client_of):
    browser = client_of(lan)

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get("/giao-uoc/").status_code == 200
        return len(queries)

    few = count()
    for year in range(2021, 2040):
        workflow.create_pledge(factories.EmulationYearFactory(bloc=bloc, year=year), by=lan, tree=())
    assert count() == few
