"""A text is written, sent to the units, commented on, answered and settled."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from drafting import workflow
from drafting.models import Comment, Text
from records import clock
from records.transitions import NotAllowedNow, SomeoneWasFaster

TREE = [
    (
        "chapter",
        "Quy định chung",
        "",
        [
            ("article", "Phạm vi điều chỉnh", "Quy chế này áp dụng cho các đơn vị của Khối.", []),
            (
                "article",
                "Nguyên tắc",
                "",
                [
                    ("clause", "", "Tập trung dân chủ.", []),
                    ("clause", "", "Công khai, minh bạch:", [("point", "", "điểm thứ nhất;", [])]),
                ],
            ),
        ],
    ),
]


@pytest.fixture
def text(year2020, lan):
    return workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế hoạt động của Khối", tree=TREE)


@pytest.fixture
def round_(text, lan):
    closes_at = clock.now() + datetime.timedelta(days=10)
    consultation = workflow.open_consultation(text, by=lan, closes_at=closes_at)
    text.refresh_from_db()
    return consultation


@pytest.fixture
def unit(nine):
    return nine[5]


def article(text, heading):
    return text.nodes.get(heading=heading)


def test_numbers_follow_the_order(text):
    labels = [(row["label"], row["citation"]) for row in workflow.working_content(text)]
    assert labels == [
        ("Chương I", "Chương I"),
        ("Điều 1.", "Điều 1"),
        ("Điều 2.", "Điều 2"),
        ("1.", "khoản 1 Điều 2"),
        ("2.", "khoản 2 Điều 2"),
        ("a)", "điểm a khoản 2 Điều 2"),
    ]


def test_a_whole_life(text, round_, lan, nam, hoa, unit):
    key = article(text, "Nguyên tắc").key
    comment = workflow.write_comment(
        round_, unit, by=nam, stance="agree_with_change", body="Nêu rõ tự nguyện.", node_key=key
    )
    workflow.send_comment(comment, by=hoa)
    workflow.close_consultation(round_, by=lan)
    comment.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="Còn 1 góp ý chưa trả lời"):
        workflow.settle(text, by=lan)
    workflow.answer(comment, by=lan, result="accepted", body="Tiếp thu.")
    node = text.nodes.get(body="Tập trung dân chủ.")
    workflow.save_node(node, by=lan, version=1, heading="", body="Tự nguyện, công khai.")
    settled = workflow.settle(text, by=lan)
    assert settled.state == Text.State.SETTLED
    assert settled.settled_version.no == 2
    with pytest.raises(NotAllowedNow, match="đã chốt"):
        workflow.save_node(node, by=lan, version=2, heading="", body="Sửa lén.")


def test_after_closing_nothing_is_taken(text, round_, lan, nam, hoa, unit):
    waiting = workflow.write_comment(round_, unit, by=nam, stance="question", body="Còn soạn dở.")
    with clock.travel(round_.closes_at):
        for late in (
            lambda: workflow.write_comment(round_, unit, by=nam, stance="question", body="Muộn."),
            lambda: workflow.send_comment(waiting, by=hoa),
            lambda: workflow.send_comments(round_, unit, by=hoa),
            lambda: workflow.agree_fully(round_, unit, by=hoa),
            lambda: workflow.remove_comment(waiting, by=nam),
        ):
            with pytest.raises(NotAllowedNow, match="Thời gian góp ý đã kết thúc"):
                late()


def test_the_database_refuses_late_comments_too(round_, nam, hoa, unit):
    waiting = workflow.write_comment(round_, unit, by=nam, stance="question", body="Còn soạn dở.")
    late = round_.closes_at + datetime.timedelta(seconds=1)
    with pytest.raises(DatabaseError, match="kết thúc"), transaction.atomic():
        Comment.objects.filter(pk=waiting.pk).update(state="sent", sent_at=late, sent_by=hoa)


def test_a_version_cannot_be_changed(round_):
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE drafting_version SET title = 'x'")


def test_two_editors_of_one_clause_are_told(text, lan):
    node = text.nodes.get(body="Tập trung dân chủ.")
    workflow.save_node(node, by=lan, version=1, heading="", body="Một.")
    with pytest.raises(SomeoneWasFaster):
        workflow.save_node(node, by=lan, version=1, heading="", body="Hai.")
    node.refresh_from_db()
    assert node.body == "Một."


def test_moving_removing_and_restoring_renumber(text, lan):
    first, second = article(text, "Phạm vi điều chỉnh"), article(text, "Nguyên tắc")
    workflow.move_node(second, by=lan, up=True)
    headings = [row["heading"] for row in workflow.working_content(text) if row["kind"] == "article"]
    assert headings == ["Nguyên tắc", "Phạm vi điều chỉnh"]
    workflow.remove_node(second, by=lan)
    assert [row["label"] for row in workflow.working_content(text)] == ["Chương I", "Điều 1."]
    workflow.restore_node(second, by=lan)
    assert len(workflow.working_content(text)) == 6
    assert first.key != second.key


def test_a_round_at_a_time_and_only_later_deadlines(text, round_, lan):
    with pytest.raises(NotAllowedNow, match="đang mở"):
        workflow.open_consultation(text, by=lan, closes_at=round_.closes_at)
    with pytest.raises(NotAllowedNow, match="phải sau"):
        workflow.extend(round_, by=lan, closes_at=round_.closes_at)
    longer = workflow.extend(round_, by=lan, closes_at=round_.closes_at + datetime.timedelta(days=1))
    assert longer.is_open


def test_silent_units_are_reminded_once_a_day(round_, lan, hoa, unit):
    workflow.agree_fully(round_, unit, by=hoa)
    assert len(workflow.remind(round_, by=lan)) == 8
    with pytest.raises(NotAllowedNow, match="đã gửi"):
        workflow.agree_fully(round_, unit, by=hoa)
