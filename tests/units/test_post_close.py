"""A post ends, and what it allowed ends with it."""

DN2 = "doanh-nghiep-2"
HOA_TIEU = "hoa-tieu-kv2"


def test_closed(post, lan, nam):
    pk = nam.posts.get().pk
    assert (
        post(lan, "units:post_close", DN2, HOA_TIEU, pk, data={"when": "sau-ngay", "last_day": "30/6/2020"}).status_code
        == 302
    )
    assert nam.posts.get().last_day.isoformat() == "2020-06-30"


def test_closed_at_once_whatever_day_stands_in_the_box(post, lan, nam, at):
    with at("2020-06-14 09:00"):
        data = {"when": "ngay", "last_day": "31/12/2020"}
        assert post(lan, "units:post_close", DN2, HOA_TIEU, nam.posts.get().pk, data=data).status_code == 302
        assert nam.posts.get().last_day.isoformat() == "2020-06-13"
        assert nam.posts.get().is_over


def test_a_later_end_needs_its_day(post, lan, nam, text_of):
    answer = post(lan, "units:post_close", DN2, HOA_TIEU, nam.posts.get().pk, data={"when": "sau-ngay"})
    assert answer.status_code == 422 and "Nhập ngày cuối cùng giữ chức vụ." in text_of(answer)


def test_the_page_names_person_and_post(client_of, lan, nam, text_of):
    page = text_of(client_of(lan).get(f"/don-vi/{DN2}/thanh-vien/{HOA_TIEU}/chuc-vu/{nam.posts.get().pk}/thoi/"))
    assert "Lê Hoài Nam, Chuyên viên" in page
    assert "Ngay bây giờ: hôm nay không còn quyền ký" in page


def test_before_it_began_is_refused_and_kept(post, lan, nam, text_of):
    answer = post(
        lan,
        "units:post_close",
        DN2,
        HOA_TIEU,
        nam.posts.get().pk,
        data={"when": "sau-ngay", "last_day": "01/01/2009", "reason": "Nghỉ hưu"},
    )
    assert answer.status_code in (409, 422)
    assert "trở đi" in text_of(answer)
    assert "Nghỉ hưu" in text_of(answer)
