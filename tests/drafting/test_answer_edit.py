"""Answering: the article beside what was said, one form open, then the next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drafting import workflow
from drafting.models import Answer
from tests.drafting.pages import body, browser, get, post, unmarked

LATER = "2020-06-21 09:00"


@pytest.fixture
def three(asked, nine, hoa, at):
    """Sent: on khoản 2 Điều 2, on the whole text, on Điều 1; in the order of the text: whole, Điều 1, khoản 2."""
    keys = {row["citation"]: row["key"] for row in asked.on_version.content}
    made = []
    with at("2020-06-14 09:00"):
        for unit, citation, words in (
            (nine[5], "khoản 2 Điều 2", "Bỏ điểm a."),
            (nine[2], "", "Rà soát chính tả."),
            (nine[3], "Điều 1", "Ghi rõ 9 đơn vị."),
        ):
            comment = workflow.write_comment(
                asked, unit, by=hoa, stance="agree_with_change", body=words, node_key=keys.get(citation)
            )
            made.append(workflow.send_comment(comment, by=hoa))
        workflow.agree_fully(asked, nine[1], by=hoa)
    return made


def test_the_page_shows_the_article_and_its_comments_with_one_open_form(three, lan, at):
    with at(LATER):
        page = body(get(lan, "drafting:answer_edit", three[0].pk))
    assert "Góp ý Điều 2. Nguyên tắc" in page and "Tập trung dân chủ." in page and "Bỏ điểm a." in page
    assert "Rà soát chính tả." not in page and "3 chưa trả lời" in page
    assert page.count("btn-primary") == 1 and page.count('name="body"') == 1


def test_who_may(three, written, lan, minh, hoa, nam, tuan, mai, at):
    with at(LATER):
        for who, status in ((lan, 200), (minh, 403), (hoa, 403), (nam, 403), (tuan, 404), (mai, 404)):
            assert get(who, "drafting:answer_edit", three[0].pk).status_code == status, who
            sent = post(who, "drafting:answer_edit", three[0].pk, result="accepted", body="Đã sửa.")
            assert sent.status_code == (302 if status == 200 else status), who
    assert Answer.objects.count() == 1


def test_a_draft_is_nobodys_to_answer(written, lan, nam, at):
    with at(LATER):
        for who in (lan, nam):
            assert get(who, "drafting:answer_edit", written.pk).status_code == 404
            assert post(who, "drafting:answer_edit", written.pk, result="accepted", body="Đã sửa.").status_code == 404


def test_the_next_unanswered_opens_by_itself_in_the_order_of_the_text(three, asked, lan, at):
    clause, whole, article = three
    visited, current = [], whole
    with at(LATER):
        for _ in three:
            visited.append(current.pk)
            response = post(lan, "drafting:answer_edit", current.pk, result="explained", body="Giữ như dự thảo.")
            following = [
                comment for comment in three if response.url.endswith(f"/{comment.pk}/tra-loi/#gop-y-{comment.pk}")
            ]
            current = following[0] if following else None
        assert visited == [whole.pk, article.pk, clause.pk]
        assert response.url == f"/du-thao/lay-y-kien/{asked.pk}/"
        assert "Đã trả lời hết" in body(get(lan, "drafting:answer_edit", clause.pk))


def test_the_end_of_the_text_is_followed_by_its_beginning(three, lan, at):
    clause, whole, _ = three
    with at(LATER):
        response = post(lan, "drafting:answer_edit", clause.pk, result="explained", body="Giữ.")
    assert f"/{whole.pk}/tra-loi/" in response.url


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"result": "", "body": "Đã cân nhắc kỹ."}, "Chọn"),
        ({"result": "ACCEPTED", "body": "Đã cân nhắc kỹ."}, "Chọn"),
        ({"result": "accepted", "body": "  "}, "Nhập nội dung tiếp thu"),
        ({"result": "accepted", "body": "dài " * 1500}, "tối đa 5.000 ký tự"),
    ],
)
def test_bad_input_keeps_what_was_typed(typed, says, three, lan, at):
    with at(LATER):
        response = post(lan, "drafting:answer_edit", three[0].pk, **typed)
    page = body(response)
    assert response.status_code == 422 and says in page and typed["body"].strip()[:200] in page
    assert not Answer.objects.exists()


def test_an_answer_is_changed_with_its_version(answered, lan, at):
    with at(LATER):
        page = body(get(lan, "drafting:answer_edit", answered.comment_id))
        assert "Đã sửa khoản 1 Điều 2.</textarea>" in page and 'name="revision" value="1"' in page
        post(
            lan, "drafting:answer_edit", answered.comment_id, revision=1, result="partly_accepted", body="Sửa một phần."
        )
    answered.refresh_from_db()
    assert (answered.result, answered.body, answered.revision) == ("partly_accepted", "Sửa một phần.", 2)


@pytest.mark.parametrize("stale", ["", "1"])
def test_two_secretaries_see_both_texts(stale, answered, lan, at):
    with at(LATER):
        workflow.answer_comment(answered.comment, by=lan, result="explained", body="Người thứ nhất.", revision=1)
        loser = post(
            lan, "drafting:answer_edit", answered.comment_id, revision=stale, result="accepted", body="Người thứ hai."
        )
        page = unmarked(loser)
        assert loser.status_code == 409 and "Người thứ nhất." in page and "Người thứ hai.</textarea>" in page
        assert 'name="revision" value="2"' in page
        assert (
            post(lan, "drafting:answer_edit", answered.comment_id, revision=2, result="accepted", body="x").status_code
            == 302
        )


def test_a_settled_text_takes_no_answer(settled, answered, lan, at):
    with at("2020-06-23 09:00"):
        assert get(lan, "drafting:answer_edit", answered.comment_id).status_code == 409
        assert (
            post(
                lan, "drafting:answer_edit", answered.comment_id, revision=1, result="accepted", body="Muộn"
            ).status_code
            == 409
        )


@pytest.mark.slow
def test_few_and_many_comments_cost_the_same_queries(three, asked, nine, hoa, lan, at):
    client = browser(lan)

    def cost():
        with at(LATER), CaptureQueriesContext(connection) as queries:
            client.get(reverse("drafting:answer_edit", args=[three[0].pk]))
        assert all(query["sql"].startswith("SELECT") for query in queries)
        return len(queries)

    few = cost()
    with at("2020-06-15 09:00"):
        for number in range(40):
            comment = workflow.write_comment(
                asked, nine[number % 9], by=hoa, stance="question", body=f"Câu {number}?", node_key=three[0].node_key
            )
            workflow.send_comment(comment, by=hoa)
    assert cost() == few
