"""The secretary writes down a post."""

import pytest

from tests import factories

DN2 = "doanh-nghiep-2"
HOA_TIEU = "hoa-tieu-kv2"


def test_written_down(post, lan, nam, nine):
    data = {"person": nam.pk, "title": "Phó Giám đốc", "valid_from": "01/01/2020"}
    assert post(lan, "units:post_add", DN2, "cang-vu-hang-hai", data=data).status_code == 302
    assert nam.posts.filter(unit=nine[0], title="Phó Giám đốc", is_leader=False).exists()


def test_an_overlap_is_a_sentence_on_the_form(post, lan, nam, text_of):
    data = {"person": nam.pk, "title": "Phó Giám đốc", "valid_from": "01/01/2020"}
    answer = post(lan, "units:post_add", DN2, HOA_TIEU, data=data)
    assert answer.status_code in (409, 422)
    assert "đã giữ một chức vụ tại đơn vị" in text_of(answer)
    assert "Phó Giám đốc" in text_of(answer)


def test_only_people_of_the_bloc_can_be_chosen(post, client_of, lan, nam, tuan, text_of):
    page = text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/thanh-vien/hoa-tieu-kv2/chuc-vu/them/"))
    assert "Lê Hoài Nam (nam)" in page
    assert "Phạm Anh Tuấn" not in page
    data = {"person": tuan.pk, "title": "X", "valid_from": "01/01/2020"}
    assert "có trong danh sách" in text_of(post(lan, "units:post_add", DN2, HOA_TIEU, data=data))


def test_people_stand_in_vietnamese_order(client_of, lan, nine, text_of):
    for number, name in enumerate(["Yến", "Đỗ", "Dung", "Ân", "Ánh", "An"]):
        factories.staff(nine[0], f"n{number}", f"Lê {name}")
    page = text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/thanh-vien/hoa-tieu-kv2/chuc-vu/them/"))
    places = [page.index(f"Lê {name} (") for name in ("An", "Ánh", "Ân", "Dung", "Đỗ", "Yến")]
    assert places == sorted(places)


@pytest.mark.parametrize("person", ["", "0", "abc", "9" * 30, "1 OR 1=1"])
def test_hostile_choices(post, lan, nine, person):
    data = {"person": person, "title": "X", "valid_from": "01/01/2020"}
    assert post(lan, "units:post_add", DN2, HOA_TIEU, data=data).status_code in (409, 422)
