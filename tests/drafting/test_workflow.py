"""A text is written, sent to the units, commented on, answered and settled."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from drafting import queries, workflow
from drafting.models import Answer, Comment, Text
from libraries.web import clock
from notices.models import Notice
from records.models import AuditEvent
from records.transitions import NotAllowedNow, SomeoneWasFaster
from tests.drafting.conftest import CLOSES, TREE, moment


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
    labels = [(row["label"], row["citation"]) for row in queries.working_content(text)]
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
    workflow.close_consultation(round_, by=lan, reason="Đã họp.")
    comment.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="Còn 1 góp ý chưa trả lời"):
        workflow.settle(text, by=lan)
    workflow.answer_comment(comment, by=lan, result="accepted", body="Tiếp thu.")
    node = text.nodes.get(body="Tập trung dân chủ.")
    workflow.save_node(node, by=lan, revision=1, heading="", body="Tự nguyện, công khai.")
    settled = workflow.settle(text, by=lan)
    assert settled.state == Text.State.SETTLED
    assert settled.settled_version.no == 2
    with pytest.raises(NotAllowedNow, match="Nội dung đã chốt"):
        workflow.save_node(node, by=lan, revision=2, heading="", body="Sửa lén.")


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
    workflow.save_node(node, by=lan, revision=1, heading="", body="Một.")
    with pytest.raises(SomeoneWasFaster):
        workflow.save_node(node, by=lan, revision=1, heading="", body="Hai.")
    node.refresh_from_db()
    assert node.body == "Một."


def test_moving_removing_and_restoring_renumber(text, lan):
    first, second = article(text, "Phạm vi điều chỉnh"), article(text, "Nguyên tắc")
    workflow.move_node(second, by=lan, up=True)
    headings = [row["heading"] for row in queries.working_content(text) if row["kind"] == "article"]
    assert headings == ["Nguyên tắc", "Phạm vi điều chỉnh"]
    workflow.remove_node(second, by=lan)
    assert [row["label"] for row in queries.working_content(text)] == ["Chương I", "Điều 1."]
    workflow.restore_node(second, by=lan)
    assert len(queries.working_content(text)) == 6
    assert first.key != second.key


def test_a_round_at_a_time_and_only_later_deadlines(text, round_, lan):
    with pytest.raises(NotAllowedNow, match="Đang có đợt lấy ý kiến"):
        workflow.open_consultation(text, by=lan, closes_at=round_.closes_at)
    with pytest.raises(NotAllowedNow, match="phải sau"):
        workflow.extend(round_, by=lan, closes_at=round_.closes_at)
    longer = workflow.extend(round_, by=lan, closes_at=round_.closes_at + datetime.timedelta(days=1))
    assert longer.is_open


def test_silent_units_are_reminded_once_a_day(round_, lan, hoa, unit):
    first = workflow.remind(round_, by=lan)
    assert len(first.silent) == 9 == len(first.reminded) + len(first.unread) and unit in first.reminded
    assert hoa in {notice.user for notice in first.notices}
    again = workflow.remind(round_, by=lan)
    assert len(again.silent) == 9 and unit not in again.reminded and again.notices == []
    workflow.agree_fully(round_, unit, by=hoa)
    assert len(workflow.remind(round_, by=lan).silent) == 8
    with pytest.raises(NotAllowedNow, match="đã gửi"):
        workflow.agree_fully(round_, unit, by=hoa)


# --- Every step in every state ---------------------------------------------------------------------------------


def act_on(name, text, lan):
    """Take the step as a page would, at a moment when nothing but the state can refuse it."""
    round_ = text.current_consultation()
    piece = text.nodes.get(body="Tập trung dân chủ.")
    comment = Comment.objects.sent().filter(consultation__text=text).first()
    revision = comment.answer.revision if comment and hasattr(comment, "answer") else None
    acts = {
        "edit": lambda: workflow.edit(text, by=lan, revision=text.revision, title="Tên mới", legal_basis=""),
        "freeze": lambda: workflow.freeze(text, by=lan),
        "open_consultation": lambda: workflow.open_consultation(
            text, by=lan, closes_at=moment("2020-07-30 17:00"), reason="Hỏi lại."
        ),
        "settle": lambda: workflow.settle(text, by=lan, reason="Đã thống nhất."),
        "reopen": lambda: workflow.reopen(text, by=lan, reason="Bổ sung nội dung."),
    }
    if round_ is not None:
        acts |= {
            "extend": lambda: workflow.extend(round_, by=lan, closes_at=CLOSES + datetime.timedelta(days=1)),
            "close_consultation": lambda: workflow.close_consultation(round_, by=lan, reason="Đã họp."),
            "remind": lambda: workflow.remind(round_, by=lan),
        }
    if comment is not None:
        acts["answer"] = lambda: workflow.answer_comment(
            comment, by=lan, result="explained", body="Giữ.", revision=revision
        )
    if name == "freeze" and text.state != Text.State.SETTLED:
        workflow.save_node(piece, by=lan, revision=piece.revision, heading="", body="Đã sửa để có bản mới.")
    return acts.get(name)


WHEN = {
    # Within the round, after it, or before it: where nothing but the state stands in the way.
    "extend": "2020-06-15 09:00", "close_consultation": "2020-06-15 09:00", "remind": "2020-06-15 09:00",
}  # fmt: skip


@pytest.fixture
def stage_of(request):
    def at_stage(state):
        """Each state with all that may hang on a text by then."""
        if state == Text.State.DRAFT:
            return request.getfixturevalue("draft")
        answered = request.getfixturevalue("answered")
        text = answered.comment.consultation.text
        if state == Text.State.SETTLED:
            return request.getfixturevalue("settled")
        text.refresh_from_db()
        return text

    return at_stage


# Written by hand: in which states a verb acts, and where it leads.
BY_HAND = {
    "edit": ({"draft", "consulting"}, None),
    "freeze": ({"draft", "consulting"}, None),
    "open_consultation": ({"draft", "consulting"}, "consulting"),
    "extend": ({"consulting"}, None),
    "close_consultation": ({"consulting"}, None),
    "remind": ({"consulting"}, None),
    "answer": ({"consulting"}, None),
    "settle": ({"consulting"}, "settled"),
    "reopen": ({"settled"}, "draft"),
}


@pytest.mark.parametrize("name", BY_HAND)
@pytest.mark.parametrize("state", Text.State.values)
def test_every_verb_in_every_state(state, name, stage_of, lan, minh, at):
    text, (allowed, target) = stage_of(state), BY_HAND[name]
    with at(WHEN.get(name, "2020-06-25 09:00")):
        act = act_on(name, text, lan)
        if act is None:
            assert state == Text.State.DRAFT  # no round, no comment to act on
            return
        if state in allowed:
            before = AuditEvent.objects.count()
            act()
            text.refresh_from_db()
            assert text.state == (target or state)
            assert AuditEvent.objects.count() > before
        else:
            with pytest.raises(NotAllowedNow):
                act()
            text.refresh_from_db()
            assert text.state == state


@pytest.mark.parametrize(
    "act",
    [
        lambda text, node, lan: workflow.add_node(text, by=lan, kind="article"),
        lambda text, node, lan: workflow.save_node(node, by=lan, revision=node.revision, heading="", body="Lén."),
        lambda text, node, lan: workflow.move_node(node, by=lan, up=False),
        lambda text, node, lan: workflow.remove_node(node, by=lan),
        lambda text, node, lan: workflow.restore_node(node, by=lan),
    ],
    ids=["add", "save", "move", "remove", "restore"],
)
def test_a_settled_text_is_not_written_in(settled, lan, act):
    before = queries.working_content(settled)
    with pytest.raises(NotAllowedNow, match="Nội dung đã chốt, không sửa được"):
        act(settled, settled.nodes.get(body="Tập trung dân chủ."), lan)
    assert queries.working_content(settled) == before


def test_opening_again_needs_a_reason_and_keeps_everything(settled, lan):
    with pytest.raises(NotAllowedNow, match="lý do"):
        workflow.reopen(settled, by=lan, reason="  ")
    again = workflow.reopen(settled, by=lan, reason="Thành phố hướng dẫn lại.")
    assert (again.settled_at, again.settled_by, again.settled_version) == (None, None, None)
    assert again.versions.count() == 1 and Answer.objects.count() == 1
    assert AuditEvent.objects.filter(verb="drafting.reopen").get().reason == "Thành phố hướng dẫn lại."


# --- Refusals, each in words -------------------------------------------------------------------------------------


def test_an_empty_text_is_not_sent(year2020, lan):
    empty = workflow.create_text(year2020, by=lan, kind="pledge", title="Giao ước")
    with pytest.raises(NotAllowedNow, match="chưa có nội dung"):
        workflow.freeze(empty, by=lan)
    workflow.add_node(empty, by=lan, kind="article")
    with pytest.raises(NotAllowedNow, match="Còn 1 phần chưa có nội dung: Điều 1"):
        workflow.open_consultation(empty, by=lan, closes_at=clock.now() + datetime.timedelta(days=1))
    empty.refresh_from_db()
    assert empty.state == Text.State.DRAFT and not empty.versions.exists()


def test_a_deadline_that_is_past(draft, lan, at):
    with at("2020-06-20 17:00"), pytest.raises(NotAllowedNow, match="Hạn góp ý đã qua"):
        workflow.open_consultation(draft, by=lan, closes_at=CLOSES)


def test_an_ended_round_is_not_extended_reminded_or_closed_twice(asked, lan, at):
    with at("2020-06-20 17:00"):
        with pytest.raises(NotAllowedNow, match="đã kết thúc"):
            workflow.extend(asked, by=lan, closes_at=CLOSES + datetime.timedelta(days=1))
        with pytest.raises(NotAllowedNow, match="đã kết thúc"):
            workflow.remind(asked, by=lan)
        workflow.close_consultation(asked, by=lan, reason="Đã họp.")
        with pytest.raises(NotAllowedNow, match="đã kết thúc"):
            workflow.close_consultation(asked, by=lan, reason="Đã họp.")


def test_the_next_round_closes_the_one_whose_time_is_over(asked, lan, at):
    with at("2020-06-25 09:00"):
        second = workflow.open_consultation(asked.text, by=lan, closes_at=moment("2020-06-30 17:00"))
    asked.refresh_from_db()
    assert asked.closed_at == CLOSES and second.on_version == asked.on_version


def test_a_comment_on_a_piece_that_is_not_there(asked, hoa_tieu, nam, at):
    import uuid

    with at("2020-06-12 09:00"), pytest.raises(NotAllowedNow, match="không có trong bản"):
        workflow.write_comment(asked, hoa_tieu, by=nam, stance="question", body="Đâu?", node_key=uuid.uuid4())


def test_a_comment_sent_meanwhile_is_not_rewritten_or_removed(sent, asked, hoa_tieu, nam, at):
    with at("2020-06-14 09:00"):
        with pytest.raises(NotAllowedNow, match="đã gửi, không sửa được"):
            workflow.write_comment(
                asked, hoa_tieu, by=nam, stance="question", body="Sửa.", comment=sent, revision=sent.revision
            )
        with pytest.raises(SomeoneWasFaster):
            workflow.remove_comment(sent, by=nam)
        with pytest.raises(NotAllowedNow):
            workflow.send_comment(sent, by=nam)
        with pytest.raises(NotAllowedNow, match="Chưa có góp ý nào"):
            workflow.send_comments(asked, hoa_tieu, by=nam)


def test_a_stale_comment_and_a_stale_answer(written, answered, asked, hoa_tieu, nam, lan, at):
    with at("2020-06-21 10:00"):
        workflow.answer_comment(answered.comment, by=lan, result="explained", body="Giữ nguyên.", revision=1)
        with pytest.raises(SomeoneWasFaster):
            workflow.answer_comment(answered.comment, by=lan, result="accepted", body="Sửa.", revision=1)
        with pytest.raises(SomeoneWasFaster):
            workflow.answer_comment(answered.comment, by=lan, result="accepted", body="Sửa.")


def test_what_was_not_sent_is_not_answered(written, lan, at):
    with at("2020-06-21 09:00"), pytest.raises(NotAllowedNow, match="chưa gửi"):
        workflow.answer_comment(written, by=lan, result="accepted", body="Tiếp thu.")


@pytest.mark.parametrize(("kind", "under"), [("point", None), ("chapter", "article"), ("clause", "clause")])
def test_a_piece_stands_where_the_decree_puts_it(draft, lan, kind, under):
    parent = draft.nodes.filter(kind=under).first() if under else None
    with pytest.raises(NotAllowedNow, match="Không đặt được phần này tại đây"):
        workflow.add_node(draft, by=lan, kind=kind, parent=parent)


def test_a_new_piece_stands_behind_its_sibling_also_when_that_was_moved(draft, lan):
    first, second = article(draft, "Phạm vi điều chỉnh"), article(draft, "Nguyên tắc")
    workflow.move_node(first, by=lan, up=False)  # `first` and `second` still say where they stood before
    workflow.add_node(draft, by=lan, kind="article", parent=first.parent, after=second, heading="Mới")
    headings = [row["heading"] for row in queries.working_content(draft) if row["kind"] == "article"]
    assert headings == ["Nguyên tắc", "Mới", "Phạm vi điều chỉnh"]


def test_nothing_is_added_to_or_taken_out_of_what_is_in_the_bin(draft, lan):
    above, clause = article(draft, "Nguyên tắc"), draft.nodes.get(body="Tập trung dân chủ.")
    workflow.remove_node(clause, by=lan)
    workflow.remove_node(above, by=lan)
    with pytest.raises(NotAllowedNow, match="Khôi phục phần đó trước"):
        workflow.restore_node(clause, by=lan)
    with pytest.raises(NotAllowedNow, match="vừa được xóa"):
        workflow.add_node(draft, by=lan, kind="clause", parent=above)
    with pytest.raises(NotAllowedNow, match="vừa được xóa"):
        workflow.add_node(draft, by=lan, kind="point", parent=draft.nodes.get(body="Công khai, minh bạch:"))
    workflow.restore_node(above, by=lan)
    workflow.restore_node(clause, by=lan)
    assert len(queries.working_content(draft)) == 6


# --- What is told, what is written down -----------------------------------------------------------------------------


def test_the_units_are_told_and_the_secretariat_hears(draft, lan, hoa, nam, minh, tuan, mai, hoa_tieu, at):
    with at("2020-06-10 09:00"):
        asked = workflow.open_consultation(draft, by=lan, closes_at=CLOSES)
        told = set(Notice.objects.values_list("user__username", flat=True))
        assert told == {"hoa", "nam", "minh"}
        assert "(hạn 20/6/2020)" in Notice.objects.filter(user=hoa).get().title
        workflow.agree_fully(asked, hoa_tieu, by=hoa)
    assert Notice.objects.filter(user=lan).get().title.startswith("Nhất trí toàn văn: ")


def test_the_log_does_not_tell_what_a_unit_has_not_sent(written):
    event = AuditEvent.objects.get(verb="drafting.write_comment")
    assert "tự nguyện" not in f"{event.data} {event.row_label}"


def test_a_version_knows_its_own_fingerprint(asked):
    import hashlib

    from records import audit

    version = asked.on_version
    whole = {"title": version.title, "legal_basis": version.legal_basis, "content": version.content}
    assert hashlib.sha256(audit.canonical(whole).encode()).hexdigest() == version.sha256
