"""The secretary edits contact and settings of the bloc."""

import re

import pytest

from units import workflow
from units.workflow.founding import free_symbol

DN2 = "doanh-nghiep-2"


def typed(**changes):
    return {
        "contact": "Phòng 12",
        "field": "",
        "superior": "HỘI ĐỒNG",
        "place": "Hải Phòng",
        "series_code": "KTĐ",
        "quorum": "2/3",
        "adoption": "50%",
        "comment_days": "10",
        "revision": "1",
        **changes,
    }


def test_saved_and_shown(post, client_of, lan, bloc, text_of):
    answer = post(lan, "units:bloc_edit", DN2, data=typed())
    assert answer.url == "/don-vi/doanh-nghiep-2/"
    assert "Phòng 12" in text_of(client_of(lan).get(answer.url))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"quorum": "101"}, "Tỷ lệ phải từ 1% đến 100%."),
        ({"quorum": "3/2"}, "Tỷ lệ phải từ 1% đến 100%."),
        ({"quorum": "0"}, "Tỷ lệ phải từ 1% đến 100%."),
        ({"quorum": "hai phần ba"}, "Tỷ lệ chưa đúng. Ví dụ: 50% hoặc 2/3."),
        ({"adoption": "100"}, "Không thể quá 100%."),
        ({"adoption": "50,5"}, "Tỷ lệ chưa đúng"),
        ({"contact": "x" * 5000}, "tối đa 300 ký tự"),
        ({"place": "a\ufffdb"}, "ký tự không đọc được"),
        ({"series_code": "<b>"}, "Ký hiệu chỉ gồm"),
    ],
)
def test_bad_input_is_said_and_kept(post, lan, bloc, text_of, changes, says):
    answer = post(lan, "units:bloc_edit", DN2, data=typed(field="giữ nguyên chữ này", **changes))
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert "giữ nguyên chữ này" in text_of(answer)
    bloc.refresh_from_db()
    assert bloc.field == ""


def test_a_symbol_of_another_bloc_is_refused(post, lan, bloc, other_bloc, text_of):
    answer = post(lan, "units:bloc_edit", DN2, data=typed(series_code=other_bloc.series_code, field="giữ chữ này"))
    assert answer.status_code == 409
    assert f"Khối thi đua Sở, ngành 1 đang dùng ký hiệu {other_bloc.series_code}" in text_of(answer)
    assert "giữ chữ này" in text_of(answer)


@pytest.mark.parametrize(
    ("short_name", "kind", "symbol"),
    [
        ("Khối thi đua DN 2", "bloc", "KTĐDN2"),
        ("Khối thi đua Sở, ngành 1", "bloc", "KTĐSN1"),
        ("Cụm thi đua số 5", "cluster", "CTĐS5"),
        ("Khối", "bloc", "KTĐ-2"),
    ],
)
def test_a_new_bloc_is_given_a_symbol_of_its_own(bloc, short_name, kind, symbol):
    assert free_symbol(short_name, kind) == symbol


@pytest.mark.parametrize(("written", "shown"), [("2/3", "2/3"), ("67", "67%"), (" 67 % ", "67%"), ("1 / 2", "1/2")])
def test_a_share_is_kept_as_the_regulation_writes_it(post, client_of, lan, bloc, text_of, written, shown):
    answer = post(lan, "units:bloc_edit", DN2, data=typed(quorum=written, adoption=written))
    assert text_of(client_of(lan).get(answer.url)).count(shown) == 2
    assert f'value="{shown}"' in text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/sua/"))


def revision_in(answer):
    return re.search(r'name="revision" value="(\d+)"', answer.content.decode()).group(1)


def test_two_secretaries_do_not_undo_each_other(post, client_of, lan, minh, bloc, text_of):
    read = revision_in(client_of(lan).get("/don-vi/doanh-nghiep-2/sua/"))
    workflow.edit_bloc(bloc, by=minh, contact="Chị Thu, phòng 7")
    answer = post(lan, "units:bloc_edit", DN2, data=typed(revision=read, field="giữ nguyên chữ này"))
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Nội dung vừa được cập nhật ở nơi khác" in page and "giữ nguyên chữ này" in page
    assert "<mark>Chị Thu, phòng 7</mark>" in page and "<mark>Phòng 12</mark>" in page
    bloc.refresh_from_db()
    assert (bloc.contact, bloc.field) == ("Chị Thu, phòng 7", "")
    # Saving what is on the page now is a decision made with both texts before one's eyes.
    again = typed(revision=revision_in(answer), field="giữ nguyên chữ này")
    assert post(lan, "units:bloc_edit", DN2, data=again).status_code == 302
    bloc.refresh_from_db()
    assert (bloc.contact, bloc.field, bloc.revision) == ("Phòng 12", "giữ nguyên chữ này", 3)


def test_who_types_what_is_there_already_is_not_stopped(post, lan, bloc):
    post(lan, "units:bloc_edit", DN2, data=typed())
    assert post(lan, "units:bloc_edit", DN2, data=typed()).status_code == 302
    bloc.refresh_from_db()
    assert bloc.revision == 2


@pytest.mark.parametrize("sent", ["", "x", "-1", "1.5", "9" * 40, "²"])
def test_a_form_that_does_not_know_what_it_read_is_stopped(post, lan, bloc, sent):
    answer = post(lan, "units:bloc_edit", DN2, data=typed(revision=sent))
    assert answer.status_code == 409 and revision_in(answer) == "1"


def test_text_is_kept_composed(post, lan, bloc):
    post(lan, "units:bloc_edit", DN2, data=typed(contact="Pho\u0300ng 12"))
    bloc.refresh_from_db()
    assert bloc.contact == "Phòng 12"
