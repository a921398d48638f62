"""The secretary edits contact and settings of the bloc."""

import re

import pytest

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
        ({"quorum": "hai phần ba"}, "Chưa đọc được tỷ lệ. Nhập như 50% hoặc 2/3."),
        ({"adoption": "100"}, "Không thể quá 100%."),
        ({"adoption": "50,5"}, "Chưa đọc được tỷ lệ"),
        ({"superior": ""}, "Nhập cơ quan chủ quản"),
        ({"contact": "x" * 5000}, "tối đa 300 chữ"),
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


@pytest.mark.parametrize(("written", "shown"), [("2/3", "2/3"), ("67", "67%"), (" 67 % ", "67%"), ("1 / 2", "1/2")])
def test_a_share_is_kept_as_the_regulation_writes_it(post, client_of, lan, bloc, text_of, written, shown):
    answer = post(lan, "units:bloc_edit", DN2, data=typed(quorum=written, adoption=written))
    assert text_of(client_of(lan).get(answer.url)).count(shown) == 2
    assert f'value="{shown}"' in text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/sua/"))


def test_two_secretaries_do_not_undo_each_other(post, client_of, lan, bloc, text_of):
    page = text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/sua/"))
    seen = re.search(r'name="seen" value="(\w+)"', page).group(1)
    type(bloc).objects.filter(pk=bloc.pk).update(contact="Chị Thu, phòng 7")
    answer = post(lan, "units:bloc_edit", DN2, data=typed(seen=seen))
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in text_of(answer)
    assert "Chị Thu, phòng 7" in text_of(answer)
    assert "Phòng 12" in text_of(answer)
    again = re.search(r'name="seen" value="(\w+)"', text_of(answer)).group(1)
    assert post(lan, "units:bloc_edit", DN2, data=typed(seen=again)).status_code == 302


def test_text_is_kept_composed(post, lan, bloc):
    post(lan, "units:bloc_edit", DN2, data=typed(contact="Pho\u0300ng 12"))
    bloc.refresh_from_db()
    assert bloc.contact == "Phòng 12"
