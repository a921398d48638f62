"""Tên và căn cứ (drafting:text_title, drafting:save_text): optimistic, nothing typed is lost."""

from tests.drafting.pages import body, get, post, unmarked


def test_saved(draft, lan):
    assert draft.title in body(get(lan, "drafting:text_title", draft.pk))
    answer = post(
        lan, "drafting:text_title", draft.pk, revision="1", title="Tên mới", legal_basis="Căn cứ một\r\nCăn cứ hai"
    )
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.bases, draft.revision) == ("Tên mới", ["Căn cứ một", "Căn cứ hai"], 2)


def test_somebody_was_faster(draft, lan):
    post(lan, "drafting:text_title", draft.pk, revision="1", title="Người thứ nhất", legal_basis="")
    answer = post(
        lan, "drafting:text_title", draft.pk, revision="1", title="Người thứ hai", legal_basis="Căn cứ của tôi"
    )
    page = unmarked(answer)
    assert answer.status_code == 409
    assert (
        "Trần Thị Lan đã cập nhật tên, căn cứ lúc" in page
        and "Người thứ nhất" in page
        and 'value="Người thứ hai"' in page
        and "Căn cứ của tôi" in page
    )
    assert 'name="revision" value="2"' in page
    assert (
        post(lan, "drafting:text_title", draft.pk, revision="2", title="Người thứ hai", legal_basis="").status_code
        == 302
    )


def test_bad_input(draft, lan, hoa):
    for odd in ({"title": ""}, {"title": "x" * 400}):
        assert (
            post(lan, "drafting:text_title", draft.pk, **{"revision": "1", "legal_basis": "giữ", **odd}).status_code
            == 422
        )
    assert post(hoa, "drafting:text_title", draft.pk, revision="1", title="x").status_code == 404


def test_who_cannot_say_what_was_read_sees_both_texts(draft, lan):
    for read in ("x", ""):
        answer = post(lan, "drafting:text_title", draft.pk, revision=read, title="Tên của tôi", legal_basis="giữ")
        page = body(answer)
        assert (
            answer.status_code == 409
            and 'value="Tên của tôi"' in page
            and "Nội dung vừa được cập nhật ở nơi khác" in page
        )


def test_not_after_settling(settled, lan, hoa):
    assert get(lan, "drafting:text_title", settled.pk).status_code == 409
    assert get(hoa, "drafting:text_title", settled.pk).status_code == 403
    assert post(lan, "drafting:text_title", settled.pk, revision="1", title="Tên").status_code == 409
