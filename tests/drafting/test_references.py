"""Cross references: recognised when words are saved, following their part, named by the check when that is gone."""

import pytest

from drafting import workflow
from drafting.queries.text_check import findings_of
from tests.drafting.pages import body, get, post
from tests.support.rows_built_once import built_once

TREE = [
    ("article", "Phạm vi", "Quy chế áp dụng cho các đơn vị.", []),
    ("article", "Họp", "", [("clause", "", "Họp mỗi quý.", []), ("clause", "", "Họp đột xuất.", [])]),
    ("article", "Kinh phí", "Theo dự toán của Khối.", []),
    ("article", "Trách nhiệm", "", [
        ("clause", "", "Thực hiện khoản 2 Điều 2 và Điều 3 Quy chế này, khoản 1 Điều 9 Luật Thi đua, khen thưởng.", []),
        ("clause", "", "Điều 3 được thực hiện cùng khoản 1 Điều này.", []),
    ]),
]  # fmt: skip


@built_once
def citing(year2020, lan, at):
    """A draft whose last Điều cites the others."""
    with at("2020-06-01 09:00"):
        return workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=TREE)


def part(text, words):
    return text.nodes.get(heading=words) if text.nodes.filter(heading=words).exists() else text.nodes.get(body=words)


def cites(text):
    return [node.body for node in text.nodes.active().filter(body__contains="Điều").order_by("position")]


FIRST, SECOND = TREE[3][3][0][2], TREE[3][3][1][2]


def test_references_are_held_by_the_key_of_the_part(citing):
    node = part(citing, FIRST)
    assert node.references == {
        "khoản 2 Điều 2": str(part(citing, "Họp đột xuất.").key),
        "Điều 3": str(part(citing, "Kinh phí").key),
    }, "what another law says is no reference of this text"
    assert part(citing, SECOND).references == {"Điều 3": str(part(citing, "Kinh phí").key)}


def test_they_follow_when_a_part_is_put_in_before_and_come_back(citing, lan):
    post(lan, "drafting:add_node", citing.pk, kind="article", here=str(part(citing, "Phạm vi").pk))
    assert cites(citing) == [
        "Thực hiện khoản 2 Điều 3 và Điều 4 Quy chế này, khoản 1 Điều 9 Luật Thi đua, khen thưởng.",
        "Điều 4 được thực hiện cùng khoản 1 Điều này.",
    ]
    post(lan, "drafting:undo_step", citing.pk)
    assert cites(citing) == [FIRST, SECOND]
    assert part(citing, FIRST).references["Điều 3"] == str(part(citing, "Kinh phí").key)
    post(lan, "drafting:redo_step", citing.pk)
    assert "Điều 4 được" in cites(citing)[1]


def test_two_parts_change_places_and_both_references_follow(citing, lan):
    workflow.save_node(part(citing, SECOND), by=lan, heading="", body="Điều 2 trước Điều 3.")
    post(lan, "drafting:move_node", part(citing, "Kinh phí").pk, huong="len")
    assert cites(citing)[1] == "Điều 3 trước Điều 2."
    assert cites(citing)[0].startswith("Thực hiện khoản 2 Điều 3 và Điều 2 Quy chế này")
    post(lan, "drafting:move_node", part(citing, "Kinh phí").pk, huong="xuong")
    assert cites(citing)[1] == "Điều 2 trước Điều 3."


def found(text):
    return [one for one in findings_of(text) if "dẫn chiếu" in one.sentence]


def test_a_reference_to_a_deleted_part_is_named_though_its_number_lives_on(citing, lan):
    assert found(citing) == []
    post(lan, "drafting:remove_node", part(citing, "Kinh phí").pk)
    first, second = found(citing)
    assert "dẫn chiếu “Điều 3” đến phần đã xóa" in first.sentence and "“Trách nhiệm”" in first.sentence
    assert first.confirms and second.confirms
    page = body(get(lan, "drafting:text_check", citing.pk))
    assert page.count("Xác nhận dẫn chiếu") >= 2
    post(lan, "drafting:confirm_references", first.node)
    assert [one.node for one in found(citing)] == [second.node]
    assert citing.nodes.get(pk=first.node).references["Điều 3"] == str(part(citing, "Trách nhiệm").key)


def test_it_stays_named_when_the_part_is_saved_again(citing, lan):
    post(lan, "drafting:remove_node", part(citing, "Kinh phí").pk)
    workflow.save_node(part(citing, SECOND), by=lan, heading="", body=f"{SECOND} Thêm lời.")
    assert len(found(citing)) == 2


def test_a_deleted_part_that_comes_back_is_meant_again(citing, lan):
    post(lan, "drafting:remove_node", part(citing, "Kinh phí").pk)
    post(lan, "drafting:undo_step", citing.pk)
    assert found(citing) == [] and cites(citing) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("words", "named"),
    [("Theo Điều 9.", "Điều 9"), ("Theo Phụ lục II.", "Phụ lục II"), ("Theo khoản 7 Điều này.", "khoản 7 Điều này")],
)
def test_what_never_was_there_is_named_as_before(citing, lan, words, named):
    workflow.save_node(part(citing, SECOND), by=lan, heading="", body=words)
    (one,) = found(citing)
    assert f"“{named}”, phần này không có trong văn bản" in one.sentence and not one.confirms


def test_a_reference_to_an_annex_follows_its_number(citing, lan):
    for heading in ("Thang điểm", "Mẫu báo cáo"):
        workflow.add_node(citing, by=lan, kind="annex", heading=heading)
    workflow.save_node(part(citing, SECOND), by=lan, heading="", body="Chấm theo Phụ lục II.")
    assert part(citing, "Chấm theo Phụ lục II.").references == {"Phụ lục II": str(part(citing, "Mẫu báo cáo").key)}
    post(lan, "drafting:move_node", part(citing, "Mẫu báo cáo").pk, huong="len")
    assert citing.nodes.filter(body="Chấm theo Phụ lục I.").exists()
