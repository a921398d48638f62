"""What is taken in stands in the draft, is said by comparing, and can be taken back."""

import pytest

from drafting import workflow
from drafting.models import Answer, Text
from drafting.queries import working_content
from drafting.queries.answering import accepted_unchanged, collisions, working_index
from drafting.queries.version_index import VersionIndex
from drafting.requirements import settling_requirements
from records.transitions import NotAllowedNow
from tests.drafting.pages import body, get, post

LATER = "2020-06-21 09:00"


@pytest.fixture
def say(asked, nine, hoa, at):
    """Sends a comment of the n-th unit on the part cited so, with its wording."""
    keys = {row["citation"]: row["key"] for row in asked.on_version.content}

    def said(unit, citation, replacement="", words="Đề nghị sửa.", stance="agree_with_change"):
        with at("2020-06-14 09:00"):
            comment = workflow.write_comment(
                asked, nine[unit], by=hoa, stance=stance, body=words, replacement=replacement, node_key=keys[citation]
            )
            return workflow.send_comment(comment, by=hoa)

    return said


def words(asked):
    return {row["citation"]: row["body"] for row in working_content(Text.objects.get(pk=asked.text_id))}


def test_one_click_puts_the_wording_into_the_draft_says_so_and_is_taken_back(say, asked, lan, at):
    comment = say(2, "khoản 1 Điều 2", "Tập trung dân chủ, bình đẳng.")
    with at(LATER):
        page = body(get(lan, "drafting:answer_edit", comment.pk))
        assert "Tiếp thu, đưa vào dự thảo" in page and "<ins>" in page and page.count("btn-primary") == 1
        assert post(lan, "drafting:take_in", comment.pk).status_code == 302
        assert words(asked)["khoản 1 Điều 2"] == "Tập trung dân chủ, bình đẳng."
        answer = Answer.objects.get(comment=comment)
        assert answer.result == "accepted"
        assert (
            answer.body == "Tiếp thu, tại khoản 1 Điều 2, bổ sung cụm từ “, bình đẳng” sau cụm từ “Tập trung dân chủ”."
        )
        page = body(get(lan, "drafting:answer_edit", comment.pk))
        assert "Hoàn tác" in page and "<ins>" in page
        assert post(lan, "drafting:take_back_answer", comment.pk).status_code == 302
    assert words(asked)["khoản 1 Điều 2"] == "Tập trung dân chủ." and not Answer.objects.exists()


def test_clauses_and_points_are_changed_added_and_taken_out_by_their_numbers(say, asked, lan, at):
    before = working_content(asked.text)
    wanted = "1. Tự nguyện.\n2. Tập trung dân chủ.\n3. Công khai, minh bạch:\na) điểm mới;\nb) điểm thứ nhất;"
    comment = say(2, "Điều 2", wanted)
    with at(LATER):
        answer = workflow.take_in(comment, by=lan)
        after = {row["citation"]: row for row in working_content(asked.text)}
        assert after["khoản 1 Điều 2"]["body"] == "Tự nguyện."
        assert after["điểm b khoản 3 Điều 2"]["body"] == "điểm thứ nhất;"
        was = {row["body"]: row["key"] for row in before}
        assert after["khoản 2 Điều 2"]["key"] == was["Tập trung dân chủ."], "what stays keeps its key"
        assert answer.body == "Tiếp thu, bổ sung khoản 1 Điều 2; bổ sung điểm a khoản 3 Điều 2."
        workflow.take_back_answer(comment, by=lan)
    assert working_content(asked.text) == before


def test_a_clause_left_out_goes_with_its_points_and_comes_back(say, asked, lan, at):
    before = working_content(asked.text)
    comment = say(2, "Điều 2", "1. Tập trung dân chủ.")
    with at(LATER):
        assert workflow.take_in(comment, by=lan).body == "Tiếp thu, bỏ khoản 2 Điều 2."
        assert "khoản 2 Điều 2" not in words(asked)
        workflow.take_back_answer(comment, by=lan)
    assert working_content(asked.text) == before


def test_part_of_it_is_put_in_as_edited_and_the_whole_of_it_is_not_called_a_part(say, asked, lan, at):
    comment = say(2, "khoản 1 Điều 2", "Tập trung dân chủ, bình đẳng, tự nguyện.")
    typed = {"result": "partly_accepted", "wording": "Tập trung dân chủ, bình đẳng, tự nguyện."}
    with at(LATER):
        refused = post(lan, "drafting:answer_edit", comment.pk, **typed)
        assert refused.status_code == 422 and "trùng với đề nghị của đơn vị" in body(refused)
        typed["wording"] = "Tập trung dân chủ, tự nguyện."
        assert post(lan, "drafting:answer_edit", comment.pk, **typed).status_code == 302
    assert words(asked)["khoản 1 Điều 2"] == "Tập trung dân chủ, tự nguyện."
    given = Answer.objects.get()
    assert given.body.startswith("Tiếp thu một phần, tại khoản 1 Điều 2, bổ sung cụm từ “, tự nguyện”")


def test_explaining_wants_a_reason_and_takes_out_what_was_put_in(say, asked, lan, at):
    comment = say(2, "khoản 1 Điều 2", "Tự nguyện.")
    with at(LATER):
        workflow.take_in(comment, by=lan)
        refused = post(lan, "drafting:answer_edit", comment.pk, result="explained", revision=1)
        assert refused.status_code == 422 and "Nhập lý do chưa tiếp thu." in body(refused)
        typed = {"result": "explained", "revision": 1, "body": "Giữ theo Luật.", "wording": "Tự nguyện."}
        assert post(lan, "drafting:answer_edit", comment.pk, **typed).status_code == 302
    assert words(asked)["khoản 1 Điều 2"] == "Tập trung dân chủ."
    assert Answer.objects.get().body == "Giữ theo Luật."


def test_what_was_edited_since_is_not_overwritten_by_taking_back(say, asked, lan, at):
    comment = say(2, "khoản 1 Điều 2", "Tự nguyện.")
    with at(LATER):
        workflow.take_in(comment, by=lan)
        node = asked.text.nodes.get(key=comment.node_key)
        workflow.save_node(node, by=lan, heading="", body="Tự nguyện và tôn trọng.")
        with pytest.raises(NotAllowedNow, match="Khoản 1 Điều 2 đã được sửa tiếp"):
            workflow.take_back_answer(comment, by=lan)
    assert words(asked)["khoản 1 Điều 2"] == "Tự nguyện và tôn trọng." and Answer.objects.exists()


def test_two_wordings_that_touch_other_words_are_both_taken_in(say, asked, lan, at):
    one = say(2, "khoản 1 Điều 2", "Bảo đảm tập trung dân chủ.")
    other = say(3, "khoản 1 Điều 2", "Tập trung dân chủ, đúng luật.")
    with at(LATER):
        workflow.take_in(one, by=lan)
        assert workflow.take_in(other, by=lan)
    assert words(asked)["khoản 1 Điều 2"] == "Bảo đảm tập trung dân chủ, đúng luật."


def test_two_wordings_of_the_same_words_are_a_collision_shown_side_by_side(say, asked, lan, hoa, at):
    one, other = (
        say(2, "khoản 1 Điều 2", "Tự nguyện."),
        say(3, "Điều 2", "1. Bình đẳng.\n2. Công khai, minh bạch:\na) điểm thứ nhất;"),
    )
    index = VersionIndex(asked.on_version)
    (found,) = collisions(index, index.in_order([one, other]))
    assert found.place == "Khoản 1 Điều 2" and len(found.sides) == 2
    with at(LATER):
        for who, page in (
            (lan, "drafting:answer_edit"),
            (lan, "drafting:consultation_detail"),
            (hoa, "drafting:consultation_detail"),
        ):
            shown = body(get(who, page, one.pk if page.endswith("edit") else asked.pk))
            assert "2 góp ý khác nhau về cùng một lời văn" in shown, (who, page)
        workflow.take_in(one, by=lan)
        with pytest.raises(NotAllowedNow, match="đã thay đổi so với bản lấy ý kiến"):
            workflow.take_in(other, by=lan)
    assert words(asked)["khoản 1 Điều 2"] == "Tự nguyện."


def test_the_same_opinion_of_several_units_is_answered_once_and_all_are_named(say, asked, nine, lan, at):
    one = say(2, "khoản 1 Điều 2", "Tự nguyện.")
    other = say(3, "khoản 1 Điều 2", "Tự nguyện", words="đề nghị  sửa")
    with at(LATER):
        page = body(get(lan, "drafting:answer_edit", other.pk))
        assert f"{nine[2].short_name}; {nine[3].short_name}" in page and page.count('name="body"') == 1
        workflow.take_in(one, by=lan)
        assert {row.comment_id for row in Answer.objects.all()} == {one.pk, other.pk}
        workflow.take_back_answer(other, by=lan)
    assert not Answer.objects.exists() and words(asked)["khoản 1 Điều 2"] == "Tập trung dân chủ."


def test_what_was_accepted_but_not_done_is_named_before_settling(say, asked, lan, at):
    comment = say(2, "khoản 1 Điều 2", "Tự nguyện.")
    with at(LATER):
        workflow.answer_comment(comment, by=lan, result="accepted", body="Đã chỉnh sửa.")
        assert [row.place for row in accepted_unchanged(asked.text, working_index(asked.text))] == ["Khoản 1 Điều 2"]
        workflow.answer_comment(comment, by=lan, result="accepted", wording="Tự nguyện.", revision=1)
        assert accepted_unchanged(asked.text, working_index(asked.text)) == []
        assert not [unmet for unmet in settling_requirements(asked.text) if "tiếp thu" in unmet.sentence]
