"""/du-thao/ (drafting:text_list): who sees what, whose turn, and as few queries for many texts as for one."""

import pytest

from drafting import workflow
from tests import factories
from tests.drafting.pages import body, browser, get


def test_the_secretariat_sees_drafts_and_may_start(draft, lan):
    page = body(get(lan, "drafting:text_list"))
    assert draft.title in page and "Đang soạn thảo" in page
    assert "Đang xử lý: Tổ thư ký – Gửi lấy ý kiến các đơn vị" in page
    assert "Soạn thảo văn bản mới" in page


def test_units_see_what_was_sent_to_them(draft, hoa, nam, tuan, lan):
    assert draft.title not in body(get(hoa, "drafting:text_list"))
    assert "Chưa có dự thảo gửi lấy ý kiến" in body(get(hoa, "drafting:text_list"))


def test_a_round_tells_its_deadline(asked, hoa, nam, tuan, at):
    with at("2020-06-15 09:00"):
        for user in (hoa, nam):
            page = body(get(user, "drafting:text_list"))
            assert (
                asked.text.title in page
                and "17:00, thứ Bảy, ngày 20/6/2020" in page
                and "Đang xử lý: các đơn vị" in page
            )
            assert "Soạn thảo văn bản mới" not in page
        assert asked.text.title not in body(get(tuan, "drafting:text_list"))


def test_a_visitor_logs_in_first(draft):
    assert get(None, "drafting:text_list").status_code == 302


def test_the_year_in_the_address(draft, lan, bloc):
    assert draft.title not in body(get(lan, "drafting:text_list", nam="2019"))
    for odd in ("2020", "abcd", "٢٠٢٠", "20200", "-1"):
        assert get(lan, "drafting:text_list", nam=odd, trang=odd).status_code == 200


@pytest.mark.parametrize("many", [1, 12])
def test_queries_do_not_grow(year2020, lan, asked, many, django_assert_max_num_queries):
    for number in range(many):
        workflow.create_text(year2020, by=lan, kind="pledge", title=f"Giao ước {number}")
    client = browser(lan)
    client.get("/du-thao/")
    with django_assert_max_num_queries(18):
        assert client.get("/du-thao/").status_code == 200


def test_pages(year2020, lan):
    for number in range(25):
        workflow.create_text(year2020, by=lan, kind="pledge", title=f"Giao ước {number}")
    assert "Trang 1/2" in body(get(lan, "drafting:text_list"))
    assert "Giao ước 0" in body(get(lan, "drafting:text_list", trang="2"))


def test_the_board_sees_what_is_settled(settled, asked, mai):
    assert settled.title in body(get(mai, "drafting:text_list"))


def test_a_secretary_of_another_bloc_sees_nothing(draft, other_bloc):
    stranger = factories.UserFactory(username="thu")
    factories.SecretariatSeatFactory(user=stranger, bloc=other_bloc)
    assert draft.title not in body(get(stranger, "drafting:text_list"))
    assert get(stranger, "drafting:text_detail", draft.pk).status_code == 404
