"""The theme of a year and where it is from."""

DN2 = "doanh-nghiep-2"


def test_saved_and_shown(post, client_of, lan, year2020, text_of):
    answer = post(
        lan,
        "units:year_edit",
        DN2,
        2020,
        data={"revision": "1", "theme": "Chủ đề mới", "theme_source": "Công văn số 1"},
    )
    page = text_of(client_of(lan).get(answer.url))
    assert "“Chủ đề mới”" in page
    assert "Nguồn: Công văn số 1" in page


def test_too_long_is_said_and_kept(post, lan, year2020, text_of):
    answer = post(
        lan, "units:year_edit", DN2, 2020, data={"revision": "1", "theme": "x" * 400, "theme_source": "Công văn số 1"}
    )
    assert answer.status_code == 422
    assert "tối đa 300 ký tự" in text_of(answer)
    assert "Công văn số 1" in text_of(answer)
