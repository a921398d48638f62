"""Comments whose part is no longer in the draft: listed by themselves, attached to another part, answered there."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from drafting import workflow
from drafting.documents.response_table import fingerprint, response_rows
from drafting.models import Comment, Reattachment
from records.transitions import NotAllowedNow
from tests.drafting.pages import body, get, post

LATER = "2020-06-21 09:00"
LIST = 'id="tach-khoi-van-ban"'


@pytest.fixture
def loose(sent, lan, at):
    """The clause that the comment is about is put into the bin."""
    with at("2020-06-14 10:00"):
        workflow.remove_node(sent.consultation.text.nodes.get(key=sent.node_key), by=lan)
    return sent


def other(comment):
    return comment.consultation.text.nodes.get(body="Công khai, minh bạch:")


def round_page(user, comment):
    return body(get(user, "drafting:consultation_detail", comment.consultation_id))


def test_a_comment_stays_with_its_part_when_that_moves(sent, lan, at):
    node = sent.consultation.text.nodes.get(key=sent.node_key)
    with at(LATER):
        workflow.move_node(node, by=lan, up=False)
        assert LIST not in round_page(lan, sent)
        assert not response_rows(sent.consultation)[0].detached


def test_it_is_listed_while_its_part_is_gone(loose, lan, nam, at):
    with at(LATER):
        page = round_page(lan, loose)
        assert LIST in page and reverse("drafting:comment_attach", args=[loose.pk]) in page
        assert LIST not in round_page(nam, loose), "what is being written is the secretariat's"
        table = body(get(lan, "drafting:response_table", loose.consultation_id))
        assert "Tách khỏi văn bản" in table and reverse("drafting:comment_attach", args=[loose.pk]) in table
        assert reverse("drafting:comment_attach", args=[loose.pk]) not in body(
            get(nam, "drafting:response_table", loose.consultation_id)
        )
        workflow.restore_node(loose.consultation.text.nodes.get(key=loose.node_key), by=lan)
        assert LIST not in round_page(lan, loose)


def test_a_part_under_one_in_the_bin_is_gone_too(sent, lan, at):
    article = sent.consultation.text.nodes.get(key=sent.node_key).parent
    with at(LATER):
        workflow.remove_node(article, by=lan)
        assert LIST in round_page(lan, sent)


def test_it_is_attached_again_and_answered_there(loose, lan, at):
    there = other(loose)
    with at(LATER):
        before = fingerprint(loose.consultation)
        page = body(get(lan, "drafting:comment_attach", loose.pk))
        assert "Tập trung dân chủ." in page and "Khoản của Điều 2" not in page and f'value="{there.pk}"' in page
        assert post(lan, "drafting:comment_attach", loose.pk, node=str(there.pk)).status_code == 302
        assert Comment.objects.get(pk=loose.pk).key_now == str(there.key)
        assert LIST not in round_page(lan, loose)
        (row,) = response_rows(loose.consultation)
        assert row.attached_to == "Điều 2" and "nay là" in row.place_words and not row.detached
        assert fingerprint(loose.consultation) != before, "an issued table is not current any more"
        page = body(get(lan, "drafting:answer_edit", loose.pk))
        assert "Đã gắn lại với" in page and "Công khai, minh bạch:" in page
        workflow.answer_comment(
            loose, by=lan, result="partly_accepted", wording="Tự nguyện, công khai, minh bạch:\na) điểm thứ nhất;"
        )
    there.refresh_from_db()
    assert there.body == "Tự nguyện, công khai, minh bạch:"


def test_the_part_is_chosen_from_those_that_stand(loose, lan, at):
    gone = loose.consultation.text.nodes.get(key=loose.node_key)
    with at(LATER):
        answer = post(lan, "drafting:comment_attach", loose.pk, node=str(gone.pk))
        assert answer.status_code == 422 and not Reattachment.objects.exists()
        with pytest.raises(NotAllowedNow, match="vừa được xóa"):
            workflow.attach_comment(loose, by=lan, node=gone)


def test_what_still_hangs_on_its_part_is_not_attached_elsewhere(sent, lan, at):
    with at(LATER), pytest.raises(NotAllowedNow, match="vẫn còn"):
        workflow.attach_comment(sent, by=lan, node=other(sent))


def test_all_that_say_the_same_are_attached_together(asked, sent, nine, hoa, lan, at):
    with at("2020-06-14 09:00"):
        twin = workflow.write_comment(
            asked, nine[2], by=hoa, stance=sent.stance, body=sent.body, replacement=sent.replacement,
            node_key=sent.node_key,
        )  # fmt: skip
        twin = workflow.send_comment(twin, by=hoa)
    with at(LATER):
        workflow.remove_node(asked.text.nodes.get(key=sent.node_key), by=lan)
        workflow.attach_comment(sent, by=lan, node=other(sent))
    assert set(Reattachment.objects.values_list("comment", flat=True)) == {sent.pk, twin.pk}


def test_the_database_wants_a_part_of_the_same_text(loose, year2020, lan, at):
    with at("2020-06-01 09:00"):
        foreign = workflow.create_text(
            year2020, by=lan, kind="regulation", title="Khác", tree=[("article", "Một", "Lời.", [])]
        )
    with pytest.raises(DatabaseError, match="gắn lại được"), transaction.atomic():
        Reattachment.objects.create(comment=loose, node=foreign.nodes.get(), attached_at=loose.sent_at, attached_by=lan)
