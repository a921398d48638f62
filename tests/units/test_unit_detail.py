"""One unit: names through time, posts now and before, who may sign."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from units import workflow

DAY = datetime.date


PAGE = "/don-vi/doanh-nghiep-2/thanh-vien/hoa-tieu-kv2/"
RENAMED = "/don-vi/doanh-nghiep-2/thanh-vien/bao-dam-athh-mien-bac/"


def test_names_through_time_with_their_source(client_of, lan, nine, text_of):
    workflow.rename_unit(nine[3], by=lan, name="Tên sau", valid_from=DAY(2013, 3, 5), source="trang ngày 05/3/2013")
    page = text_of(client_of(lan).get(RENAMED))
    assert "<h1>Tên sau" in page
    assert "đến hết 04/3/2013" in page
    assert "Căn cứ: trang ngày 05/3/2013" in page


def test_posts_now_and_before(client_of, lan, hoa, nam, text_of):
    workflow.close_post(nam.posts.get(), by=lan, last_day=DAY(2020, 1, 1))
    page = text_of(client_of(hoa).get(PAGE))
    assert "Thủ trưởng: Đỗ Thị Hòa" in page
    assert page.index("Đã thôi giữ chức vụ") < page.index("Lê Hoài Nam")


def test_who_is_offered_what(client_of, lan, hoa, nam, text_of):
    pages = {user: text_of(client_of(user).get(PAGE)) for user in (lan, hoa, nam)}
    words = ("Đổi tên", "Thêm chức vụ", "Cập nhật ủy quyền")
    offers = {user: [word in page for word in words] for user, page in pages.items()}
    assert offers == {lan: [True, True, True], hoa: [False, False, True], nam: [False, False, False]}


def test_a_unit_without_people_says_who_writes_them_down(client_of, lan, nine, text_of):
    assert "Chưa có thông tin" in text_of(client_of(lan).get(PAGE))


def test_few_and_many_posts_cost_the_same_queries(client_of, lan, nine, hoa, nam):
    browser = client_of(lan)
    workflow.grant_authority(
        nine[5], by=lan, holder=nam, capacity="KT.", title="x", reference="y", valid_from=DAY(2020, 1, 1)
    )

    def count():
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    count()
    few = count()
    for number in range(8):
        person = factories.staff(nine[5], f"s{number}", f"Sử {number}")
        workflow.grant_authority(
            nine[5], by=lan, holder=person, capacity="KT.", title="x", reference="y", valid_from=DAY(2020, 1, 1)
        )
    assert count() == few
