"""Structural acts undone and done again; a part split by its lines, or joined with the one before it."""

import pytest
from django.db import DatabaseError, transaction

from drafting import workflow
from drafting.models import EditStep, Node
from drafting.queries import working_content
from records.transitions import NotAllowedNow
from tests.drafting.pages import body, get, post

UNDO, REDO = "Hoàn tác bước: ", "Làm lại bước: "


def named(text, words):
    return text.nodes.get(body=words)


def clause(text):
    return named(text, "Tập trung dân chủ.")


def editor(user, text):
    return body(get(user, "drafting:text_edit", text.pk))


def acts(text):
    """(name, the click) of every structural act of the editor."""
    second = named(text, "Công khai, minh bạch:")
    return {
        "add": lambda by: post(by, "drafting:add_node", text.pk, kind="clause", here=str(clause(text).pk)),
        "move": lambda by: post(by, "drafting:move_node", clause(text).pk, huong="xuong"),
        "remove": lambda by: post(by, "drafting:remove_node", clause(text).pk),
        "merge": lambda by: post(by, "drafting:merge_node", second.pk),
    }


@pytest.mark.parametrize("act", ["add", "move", "remove", "merge"])
def test_each_act_is_undone_and_done_again(draft, lan, act):
    before = working_content(draft)
    assert UNDO not in editor(lan, draft)
    assert acts(draft)[act](lan).status_code == 302
    after = working_content(draft)
    assert after != before and UNDO in editor(lan, draft)
    assert post(lan, "drafting:undo_step", draft.pk).status_code == 302
    assert working_content(draft) == before
    page = editor(lan, draft)
    assert UNDO not in page and REDO in page
    post(lan, "drafting:redo_step", draft.pk)
    assert working_content(draft) == after


def test_a_whole_session_is_walked_back_and_forth(draft, lan):
    stands = [working_content(draft)]
    for act in ("add", "move", "remove"):
        acts(draft)[act](lan)
        stands.append(working_content(draft))
    for wanted in reversed(stands[:-1]):
        workflow.undo_step(draft, by=lan)
        assert working_content(draft) == wanted
    with pytest.raises(NotAllowedNow, match="Không có bước nào để hoàn tác"):
        workflow.undo_step(draft, by=lan)
    for wanted in stands[1:]:
        workflow.redo_step(draft, by=lan)
        assert working_content(draft) == wanted
    with pytest.raises(NotAllowedNow, match="Không có bước nào để làm lại"):
        workflow.redo_step(draft, by=lan)


def test_a_new_act_ends_what_could_be_done_again(draft, lan):
    acts(draft)["add"](lan)
    workflow.undo_step(draft, by=lan)
    acts(draft)["move"](lan)
    assert REDO not in editor(lan, draft) and EditStep.objects.count() == 1


def test_the_button_says_what_it_takes_back(draft, lan):
    acts(draft)["remove"](lan)
    assert f"{UNDO}xóa khoản 1 Điều 2" in editor(lan, draft)


def test_words_typed_into_a_new_part_are_kept_when_it_is_taken_back(draft, lan):
    acts(draft)["add"](lan)
    new = draft.nodes.latest("pk")
    workflow.save_node(new, by=lan, heading="", body="Chưa mất.")
    workflow.undo_step(draft, by=lan)
    new.refresh_from_db()
    assert new.removed_at and new.body == "Chưa mất."
    workflow.redo_step(draft, by=lan)
    assert named(draft, "Chưa mất.").removed_at is None


def test_what_somebody_changed_since_is_not_overwritten(draft, lan):
    acts(draft)["merge"](lan)
    joined = draft.nodes.get(body__startswith="Tập trung dân chủ.\n")
    workflow.save_node(joined, by=lan, heading="", body="Viết lại.")
    before = working_content(draft)
    answer = post(lan, "drafting:undo_step", draft.pk)
    assert answer.status_code == 409 and "đã được sửa tiếp" in body(answer)
    assert working_content(draft) == before


def test_each_person_takes_back_only_their_own(draft, lan, minh):
    acts(draft)["remove"](lan)
    with pytest.raises(NotAllowedNow):
        workflow.undo_step(draft, by=minh)


def test_not_after_settling(settled, lan):
    assert post(lan, "drafting:undo_step", settled.pk).status_code == 409


def test_a_part_is_split_by_its_lines(draft, lan):
    second = named(draft, "Công khai, minh bạch:")
    key, point = second.key, named(draft, "điểm thứ nhất;")
    assert "Tách từng dòng" not in editor(lan, draft)
    workflow.save_node(second, by=lan, heading="", body="Công khai.\n\nMinh bạch:")
    before = working_content(draft)
    assert "Tách từng dòng" in editor(lan, draft)
    post(lan, "drafting:split_node", second.pk)
    assert [node.body for node in Node.objects.filter(parent=second.parent).order_by("position")] == [
        "Tập trung dân chủ.", "Công khai.", "Minh bạch:",
    ]  # fmt: skip
    point.refresh_from_db()
    assert named(draft, "Công khai.").key == key and point.parent.body == "Minh bạch:", "its points lead from there"
    workflow.undo_step(draft, by=lan)
    assert working_content(draft) == before


def test_one_line_is_not_split(draft, lan):
    assert post(lan, "drafting:split_node", clause(draft).pk).status_code == 409


def test_a_part_is_joined_with_the_one_before_it(draft, lan):
    second, point = named(draft, "Công khai, minh bạch:"), named(draft, "điểm thứ nhất;")
    assert editor(lan, draft).count("Gộp với phần trước") == 1
    post(lan, "drafting:merge_node", second.pk)
    first = draft.nodes.get(body="Tập trung dân chủ.\nCông khai, minh bạch:")
    point.refresh_from_db()
    second.refresh_from_db()
    assert point.parent == first and second.removed_at
    assert post(lan, "drafting:merge_node", first.pk).status_code == 409, "nothing stands before it"


def test_what_was_typed_is_saved_before_it_is_joined(draft, lan):
    second = named(draft, "Công khai, minh bạch:")
    post(lan, "drafting:merge_node", second.pk, revision=str(second.revision), body="Công khai:")
    assert draft.nodes.active().filter(body="Tập trung dân chủ.\nCông khai:").exists()


def test_the_database_wants_a_step_that_did_something(draft, lan):
    for wrong, says in (({"changed": {}}, "edit_step_changed_something"), ({"words": ""}, "edit_step_says_what")):
        values = {"words": "thêm", "changed": {"1": {}}, "done_at": draft.created_at, "done_by": lan} | wrong
        with pytest.raises(DatabaseError, match=says), transaction.atomic():
            draft.steps.create(**values)
