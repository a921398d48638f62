"""/hoi-nghi/"""

import pytest
from django.urls import reverse

from conferences import workflow
from tests.conferences.conftest import STARTS

URL = reverse("conferences:conference_list")


@pytest.fixture
def many(year2020, lan):
    def plan(count):
        for n in range(count):
            workflow.plan(year2020, by=lan, kind="other", title=f"Hội nghị {n}", starts_at=STARTS, place="Hải Phòng")

    return plan


def test_the_bloc_sees_its_conferences(planned, client_of, lan, minh, nam):
    for user in (lan, minh, nam):
        page = client_of(user).get(URL)
        assert planned.title in page.content.decode()
    assert "Lên lịch hội nghị năm 2020" in client_of(lan).get(URL).content.decode()
    assert "Lên lịch hội nghị" not in client_of(minh).get(URL).content.decode()


def test_other_blocs_see_nothing(planned, client_of, tuan, mai):
    for user in (tuan, mai):
        text = client_of(user).get(URL).content.decode()
        assert planned.title not in text
        assert "Chưa có hội nghị nào" in text


def test_the_board_sees_closed_ones(closed, client_of, mai):
    assert closed.title in client_of(mai).get(URL).content.decode()


def test_a_visitor_logs_in_first(planned, visitor):
    assert visitor.get(URL).status_code == 302


def test_few_and_many_rows_cost_the_same(
    many, client_of, lan, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    many(2)
    browser = client_of(lan)
    browser.get(URL)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(URL)
    many(40)
    with django_assert_num_queries(len(few)):
        text = browser.get(URL).content.decode()
    assert "Trang 1/3" in text


@pytest.mark.parametrize("words", ["?nam=2020", "?nam=1999", "?nam=chín", "?nam=²⁰²⁰", "?trang=99", "?trang=x"])
def test_odd_addresses(planned, client_of, lan, words):
    assert client_of(lan).get(URL + words).status_code == 200
