"""The secretary mends name and contact of a person."""

DN2 = "doanh-nghiep-2"


def test_saved(post, lan, nam):
    data = {
        "revision": "1",
        "full_name": "Lê Hoài Nam Anh",
        "salutation": "Ông",
        "email": "n@example.vn",
        "phone": "0225 3842 637",
    }
    assert post(lan, "units:person_edit", DN2, nam.pk, data=data).status_code == 302
    nam.refresh_from_db()
    assert (nam.full_name, nam.search_key, nam.phone) == ("Lê Hoài Nam Anh", "le hoai nam anh", "0225 3842 637")


def test_bad_input_is_kept_and_the_page_still_names_the_person(post, lan, nam, text_of):
    answer = post(
        lan,
        "units:person_edit",
        DN2,
        nam.pk,
        data={"revision": "1", "full_name": "", "salutation": "Ông", "email": "sai"},
    )
    assert answer.status_code == 422
    assert "Nhập họ và tên." in text_of(answer)
    assert 'value="sai"' in text_of(answer)
    assert "Lê Hoài Nam, tên đăng nhập nam" in text_of(answer)
