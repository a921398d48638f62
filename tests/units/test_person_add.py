"""The secretary adds a person with a first post."""

import pytest

from units.models import User

DN2 = "doanh-nghiep-2"


def typed(nine, **changes):
    return {
        "full_name": "Đỗ Văn An",
        "salutation": "Ông",
        "username": "an.do",
        "email": "",
        "phone": "",
        "unit": nine[5].pk,
        "title": "Phó Giám đốc",
        "valid_from": "01/01/2020",
        **changes,
    }


def test_added_and_shown(post, client_of, lan, nine, text_of):
    answer = post(lan, "units:person_add", DN2, data=typed(nine, username=" An.Do "))
    person = User.objects.get(username="an.do")
    assert answer.url == f"/don-vi/{DN2}/nguoi/{person.pk}/"
    assert person.search_key == "do van an"
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"username": "đỗ.an"}, "chữ thường không dấu"),
        ({"username": "an do"}, "chữ thường không dấu"),
        ({"username": "hoa"}, "đã có"),
        ({"username": "HOA"}, "đã có"),
        ({"username": "x" * 61}, "tối đa 60 ký tự"),
        ({"full_name": "x" * 5000}, "tối đa 100 ký tự"),
        ({"full_name": "   "}, "Nhập họ và tên."),
        ({"full_name": "<script>"}, "bằng chữ"),
        ({"full_name": "12345"}, "bằng chữ"),
        ({"full_name": "An\x07Do"}, "ký tự không đọc được"),
        ({"email": "khong-phai-thu"}, "Địa chỉ thư chưa đúng"),
        ({"phone": "gọi sau"}, "Số điện thoại chưa đúng"),
        ({"unit": "9999999"}, "có trong danh sách"),
        ({"title": ""}, "Nhập chức vụ."),
        ({"valid_from": "31/02/2020"}, "không có ngày 31"),
        ({"valid_from": "2020"}, "Ngày chưa đúng"),
        ({"salutation": "Ngài"}, "có trong danh sách"),
        ({"is_leader": "on"}, "đã có thủ trưởng"),
    ],
)
def test_bad_input_is_said_and_the_rest_is_kept(post, lan, hoa, nine, text_of, changes, says):
    data = typed(nine, **changes)
    answer = post(lan, "units:person_add", DN2, data=data)
    assert answer.status_code in (409, 422)
    assert says in text_of(answer)
    kept = "Phó Giám đốc" if "title" not in changes else "Đỗ Văn An"
    assert kept in text_of(answer)
    assert not User.objects.filter(username="an.do").exists()


def test_a_unit_of_another_bloc_cannot_be_chosen(post, lan, nine, tuan, text_of):
    answer = post(lan, "units:person_add", DN2, data=typed(nine, unit=tuan.posts.get().unit_id))
    assert answer.status_code in (409, 422)


def test_decomposed_names_are_composed(post, lan, nine):
    post(lan, "units:person_add", DN2, data=typed(nine, full_name="Đô\u0303 Văn An"))
    assert User.objects.get(username="an.do").full_name == "Đỗ Văn An"


def test_the_unit_is_chosen_already_when_one_comes_from_it(client_of, lan, nine, text_of):
    page = text_of(client_of(lan).get(f"/don-vi/{DN2}/nguoi/them/?don_vi=hoa-tieu-kv2"))
    assert f'value="{nine[5].pk}" selected' in page
    assert client_of(lan).get(f"/don-vi/{DN2}/nguoi/them/", {"don_vi": "a\x00"}).status_code == 200
