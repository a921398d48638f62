"""One piece by itself (drafting:node_edit): saved, moved, thrown away, brought back; nothing typed is lost."""

import re

import pytest
from django.urls import reverse

from drafting import queries, workflow
from drafting.models import Node
from records.models import AuditEvent
from tests.drafting.pages import body, browser, get, post, unmarked

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def clause(draft):
    return draft.nodes.get(body="Tập trung dân chủ.")


@pytest.fixture
def article(draft):
    return draft.nodes.get(heading="Nguyên tắc")


def save(user, node, *, htmx=False, **typed):
    client = browser(user)
    return client.post(f"/du-thao/phan/{node.pk}/", typed, **(HTMX if htmx else {}))


def test_saved_without_leaving_the_page(clause, lan, at):
    with at("2020-06-02 09:41:07"):
        answer = save(lan, clause, htmx=True, revision="1", body="Tự nguyện.\r\nCông khai.")
    page = body(answer)
    assert answer.status_code == 200 and "Đã lưu lúc 09:41:07" in page
    flat = " ".join(page.split())
    assert f'id="ban-{clause.pk}" value="2" data-hx-swap-oob="true"' in flat
    clause.refresh_from_db()
    assert clause.body == "Tự nguyện.\nCông khai."


def test_saved_by_the_plain_form(article, lan):
    answer = save(lan, article, revision="1", heading="Nguyên tắc chung", body="")
    assert answer.status_code == 302 and answer.url.endswith(f"?o={article.pk}#n-{article.pk}")
    article.refresh_from_db()
    assert article.heading == "Nguyên tắc chung"


def test_nothing_typed_writes_nothing(clause, lan):
    before = AuditEvent.objects.count()
    assert save(lan, clause, htmx=True, revision="1", body=clause.body).status_code == 200
    clause.refresh_from_db()
    assert clause.revision == 1 and AuditEvent.objects.count() == before


def test_a_clause_has_no_heading_and_a_chapter_no_body(draft, clause, lan):
    save(lan, clause, revision="1", heading="Chen vào", body="Mới.")
    clause.refresh_from_db()
    assert (clause.heading, clause.body) == ("", "Mới.")
    chapter = draft.nodes.get(kind="chapter")
    save(lan, chapter, revision="1", heading="Chung", body="Chen vào")
    chapter.refresh_from_db()
    assert (chapter.heading, chapter.body) == ("Chung", "")


@pytest.mark.parametrize("htmx", [True, False])
def test_somebody_was_faster(clause, lan, htmx):
    save(lan, clause, revision="1", body="Người thứ nhất viết.")
    answer = save(lan, clause, htmx=htmx, revision="1", body="Người thứ hai viết.")
    page = unmarked(answer)
    assert answer.status_code == 409
    assert "Người thứ nhất viết." in page and "Trần Thị Lan đã cập nhật phần này" in page
    assert re.search(r"<textarea[^>]*>\s*Người thứ hai viết\.</textarea>", page)
    assert 'name="revision" value="2"' in page
    assert page.lstrip().startswith("<section") is htmx
    if htmx:
        assert answer["HX-Retarget"] == f"#n-{clause.pk}"
    clause.refresh_from_db()
    assert clause.body == "Người thứ nhất viết."
    assert save(lan, clause, revision="2", body="Người thứ hai viết.").status_code == 302


def test_a_piece_removed_meanwhile_keeps_what_was_typed(clause, lan):
    post(lan, "drafting:remove_node", clause.pk)
    answer = save(lan, clause, revision="1", body="Tôi vẫn đang gõ.")
    page = unmarked(answer)
    assert answer.status_code == 409 and "đã xóa phần này" in page and "Tôi vẫn đang gõ." in page
    assert "Khôi phục và lưu nội dung vừa nhập" in page
    back = post(lan, "drafting:restore_node", clause.pk, revision="1", body="Tôi vẫn đang gõ.")
    assert back.status_code == 302
    clause.refresh_from_db()
    assert clause.removed_at is None and clause.body == "Tôi vẫn đang gõ."


@pytest.mark.parametrize("htmx", [True, False])
def test_a_text_settled_meanwhile_keeps_what_was_typed(settled, clause, lan, htmx):
    answer = save(lan, clause, htmx=htmx, revision="1", body="Muộn mất rồi.")
    page = body(answer)
    assert answer.status_code == 409 and "Muộn mất rồi." in page and "Đã chốt nội dung" in page and "readonly" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"revision": "1", "body": "x" * 20_001}, "có 20.001 ký tự"),
        ({"revision": "1", "body": "Có\x07chuông"}, "Có ký tự không đọc được"),
        ({"revision": "1", "body": "a\ufffdb"}, "Có ký tự không đọc được"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_bad_input_is_told_and_kept(clause, lan, typed, says, htmx):
    answer = save(lan, clause, htmx=htmx, **typed)
    assert answer.status_code == 422 and says in body(answer)
    clause.refresh_from_db()
    assert clause.revision == 1


@pytest.mark.parametrize("read", [{"revision": "x"}, {}, {"revision": "-1"}])
@pytest.mark.parametrize("htmx", [True, False])
def test_who_cannot_say_what_was_read_sees_both_texts(clause, lan, read, htmx):
    answer = save(lan, clause, htmx=htmx, body="Giữ lại", **read)
    page = body(answer)
    assert answer.status_code == 409 and re.search(r"<textarea[^>]*>\s*Giữ lại</textarea>", page)
    assert 'name="revision" value="1"' in page
    clause.refresh_from_db()
    assert clause.revision == 1


def test_a_heading_too_long(article, lan):
    answer = save(lan, article, revision="1", heading="Tên " * 200, body="Giữ phần này.")
    assert answer.status_code == 422 and "Tiêu đề có 799 ký tự" in body(answer) and "Giữ phần này." in body(answer)


def test_text_from_a_mac_is_stored_composed(clause, lan):
    save(lan, clause, revision="1", body="To\u0302\u0309 thư ký")
    clause.refresh_from_db()
    assert clause.body == "Tổ thư ký"


def test_the_page_of_one_piece(clause, lan):
    page = body(get(lan, "drafting:node_edit", clause.pk))
    assert "khoản 1 Điều 2" in page and "Tập trung dân chủ." in page


@pytest.mark.parametrize(
    "name", ["drafting:node_edit", "drafting:move_node", "drafting:remove_node", "drafting:restore_node"]
)
def test_nobody_else(name, clause, asked, hoa, nam, tuan, mai):
    at_login = 401 if name == "drafting:node_edit" else 302  # a form comes back through the login, a button does not
    for user, status in ((hoa, 403), (nam, 403), (tuan, 404), (mai, 404), (None, at_login)):
        assert post(user, name, clause.pk, revision="1", body="x").status_code == status
    clause.refresh_from_db()
    assert clause.revision == 1 and clause.removed_at is None
    assert get(hoa, "drafting:node_edit", clause.pk).status_code == 403


def test_not_after_settling(settled, clause, lan):
    for name in ("drafting:move_node", "drafting:remove_node", "drafting:restore_node"):
        assert post(lan, name, clause.pk).status_code == 409


# --- Order and bin ---------------------------------------------------------------------------------


def bodies(text):
    return [row["body"] for row in queries.working_content(text) if row["kind"] == "clause"]


def test_up_and_down(draft, clause, lan):
    assert post(lan, "drafting:move_node", clause.pk, huong="xuong").status_code == 302
    assert bodies(draft) == ["Công khai, minh bạch:", "Tập trung dân chủ."]
    post(lan, "drafting:move_node", clause.pk, huong="len")
    post(lan, "drafting:move_node", clause.pk, huong="len")
    assert bodies(draft) == ["Tập trung dân chủ.", "Công khai, minh bạch:"]


def test_moving_saves_what_was_typed_first(draft, clause, lan):
    post(lan, "drafting:move_node", clause.pk, huong="xuong", revision="1", body="Gõ rồi mới chuyển.")
    assert bodies(draft) == ["Công khai, minh bạch:", "Gõ rồi mới chuyển."]


def test_moving_with_old_words_that_nobody_typed_is_no_conflict(draft, clause, lan):
    old = clause.body
    save(lan, clause, revision="1", body="Người khác vừa sửa.")
    answer = post(lan, "drafting:move_node", clause.pk, huong="xuong", revision="1", body=old)
    assert answer.status_code == 302
    assert bodies(draft) == ["Công khai, minh bạch:", "Người khác vừa sửa."]


def test_moving_with_words_typed_over_a_newer_version_is_a_conflict(draft, clause, lan):
    save(lan, clause, revision="1", body="Người khác vừa sửa.")
    answer = post(lan, "drafting:move_node", clause.pk, huong="xuong", revision="1", body="Của tôi.")
    assert answer.status_code == 409 and "Của tôi." in body(answer)
    assert bodies(draft) == ["Người khác vừa sửa.", "Công khai, minh bạch:"]


def test_what_lies_in_a_removed_piece_is_taken_back_after_it(draft, article, clause, lan):
    workflow.remove_node(clause, by=lan)
    back = reverse("drafting:restore_node", args=[clause.pk])
    assert back in body(get(lan, "drafting:text_edit", draft.pk))
    workflow.remove_node(article, by=lan)
    page = body(get(lan, "drafting:text_edit", draft.pk))
    assert back not in page and "Khôi phục điều đó trước" in page
    assert reverse("drafting:restore_node", args=[article.pk]) in page


def test_bin_and_back(draft, article, lan):
    answer = post(lan, "drafting:remove_node", article.pk)
    assert answer.status_code == 302
    page = body(get(lan, "drafting:text_edit", draft.pk))
    assert "Thùng rác (1)" in page and "Trần Thị Lan xóa lúc" in page and bodies(draft) == []
    assert post(lan, "drafting:restore_node", article.pk).status_code == 302
    assert len(bodies(draft)) == 2
    assert Node.objects.get(pk=article.pk).removed_at is None
