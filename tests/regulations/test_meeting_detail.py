"""regulations:meeting_detail: Điều by Điều on the wall, with what is still open, edited before everybody's eyes."""

import re

import pytest
from django.urls import reverse

from drafting import workflow as drafting
from tests.drafting.pages import body, get
from tests.regulations.conftest import moment

OPEN = "Đề nghị giữ như cũ."


@pytest.fixture
def talked(draft, nine, hoa, lan, at):
    """Asked about; one opinion was explained, one taken in, one waits; the round is over."""
    articles = list(draft.text.nodes.filter(kind="article").order_by("position"))
    with at("2020-06-10 09:00"):
        round_ = drafting.open_consultation(draft.text, by=lan, closes_at=moment("2020-06-20 17:00"))
        said = []
        for number, words in enumerate(("Bổ sung ví dụ.", OPEN, "Viết gọn hơn.")):
            comment = drafting.write_comment(
                round_, nine[number + 1], by=hoa, stance="disagree", body=words, node_key=articles[number].key
            )
            said.append(drafting.send_comment(comment, by=hoa))
    with at("2020-06-21 09:00"):
        drafting.answer_comment(said[0], by=lan, result="accepted", body="Đã bổ sung.")
        drafting.answer_comment(said[1], by=lan, result="explained", body="Theo quy định chung.")
    return draft, articles


def page(user, regulation, **query):
    return body(get(user, "regulations:meeting_detail", regulation.pk, **query))


def test_it_opens_at_the_first_part_with_something_open(talked, lan, at):
    regulation, articles = talked
    with at("2020-06-22 09:00"):
        shown = page(lan, regulation)
        assert OPEN in shown and "Theo quy định chung." in shown and "2/3" in re.sub(r"\s", "", shown)
        assert shown.count("1 cần bàn") == 2, "what was taken in needs no talk"
        assert f"?dieu={articles[0].key}" in shown and f"?dieu={articles[2].key}" in shown
        first = page(lan, regulation, dieu=articles[0].key)
        assert "Bổ sung ví dụ." in first and OPEN not in first
        assert page(lan, regulation, dieu="khong-co") == page(lan, regulation) or OPEN in page(
            lan, regulation, dieu="x"
        )


def test_what_changed_since_the_units_were_asked_is_marked(talked, lan, at):
    regulation, articles = talked
    clause = articles[1].children.first() or articles[1]
    with at("2020-06-22 09:00"):
        drafting.save_node(clause, by=lan, heading=clause.heading, body=f"{clause.body} Thêm một câu mới.")
        shown = page(lan, regulation, dieu=articles[1].key)
    assert "Thêm một câu mới" in re.search(r"<ins>(.*?)</ins>", shown, re.DOTALL)[1], shown


def test_the_part_is_edited_on_the_same_page(talked, lan, at):
    regulation, articles = talked
    with at("2020-06-22 09:00"):
        shown = page(lan, regulation, dieu=articles[1].key, sua="1")
        assert reverse("drafting:node_edit", args=[articles[1].pk]) in shown and "Kết thúc sửa" in shown
        assert reverse("drafting:node_edit", args=[articles[2].pk]) not in shown, "only what is on the wall"
        assert "<textarea" not in page(lan, regulation, dieu=articles[1].key)


def test_quorum_majority_and_ballots_by_key(settled, vote, lan):
    draft, ballot = settled, vote(of=settled)
    shown = page(lan, draft)
    assert draft.bloc.quorum.written in shown and draft.bloc.adoption.written in shown
    assert reverse("ballots:ballot_detail", args=[ballot.pk]) in shown and "9 đồng ý" in shown
    assert "Sửa tại hội nghị" not in shown, "the content is settled"


def test_only_the_secretariat_holds_it(talked, hoa, mai, tuan, lan, at):
    regulation, _ = talked
    with at("2020-06-22 09:00"):
        assert get(hoa, "regulations:meeting_detail", regulation.pk).status_code == 403
        assert get(tuan, "regulations:meeting_detail", regulation.pk).status_code == 404
        address = reverse("regulations:meeting_detail", args=[regulation.pk])
        assert address in body(get(lan, "regulations:regulation_detail", regulation.pk))
        assert address not in body(get(hoa, "regulations:regulation_detail", regulation.pk))


def test_an_empty_text_says_what_to_do(draft, lan):
    for node in draft.text.nodes.filter(parent=None):
        drafting.remove_node(node, by=lan)
    assert "Dự thảo chưa có nội dung" in page(lan, draft)
