"""/khen-thuong/: filters, search over name and award together, the same queries for few and many rows."""

import pytest
from django.urls import reverse

from awards.models import Nomination
from tests import factories

URL = reverse("awards:nomination_list")


def test_the_secretariat_sees_its_bloc(client_of, lan, draft, other_bloc):
    page = client_of(lan).get(URL)
    assert page.status_code == 200 and draft.recipient_name in page.content.decode()
    assert "Lập hồ sơ năm 2020" in page.content.decode()


def test_nobody_else_sees_a_draft(client_of, mai, tuan, nine, draft):
    for user in (mai, tuan, factories.leader(nine[3], "kien", "Bùi Trung Kiên")):
        assert draft.recipient_name not in client_of(user).get(URL).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?tim=bang+khen+hoa+tieu", True),
        ("?tim=co+thi+dua", False),
        ("?loc=cho", False),
        ("?loc=xong", False),
        ("?loc=la", True),
        ("?nam=2020", True),
        ("?nam=2019", False),
        ("?nam=abc&trang=x", True),
        ("?tim=%00", True),
    ],
)
def test_filters_and_search(client_of, lan, draft, query, found):
    page = client_of(lan).get(URL + query)
    assert page.status_code == 200
    assert (draft.recipient_name in page.content.decode()) is found


def test_many_rows_ask_no_more(client_of, lan, year2020, diploma, django_assert_max_num_queries, bloc):
    def add(count, start):
        for number in range(start, start + count):
            unit = factories.UnitFactory(bloc=bloc, slug=f"them-{number}")
            row = Nomination(
                emulation_year=year2020, unit=unit, kind=diploma, recipient_name=f"Đơn vị {number}", created_by=lan
            )
            row.set_keys()
            row.save()

    browser = client_of(lan)
    add(1, 0)
    with django_assert_max_num_queries(60) as few:
        browser.get(URL)
    add(30, 100)
    with django_assert_max_num_queries(len(few)):
        page = browser.get(URL)
    assert "Trang 1/2" in page.content.decode()


def test_an_empty_list_says_what_next(client_of, lan, bloc, hoa):
    assert "Chưa có hồ sơ nào" in client_of(lan).get(URL).content.decode()
    assert "Hồ sơ thuộc phạm vi được xem" in client_of(hoa).get(URL).content.decode()
