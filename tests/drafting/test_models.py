"""Each constraint of the tables, broken once on purpose; who sees what."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from drafting import workflow
from drafting.models import Answer, Comment, Consultation, Text, Version
from records.write_once import WrittenOnce
from tests import factories
from tests.drafting.conftest import CLOSES
from tests.support.signing import sign_and_issue


def refused(sql, *params, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def update(row, change, *params, says):
    refused(f"UPDATE {row._meta.db_table} SET {change} WHERE id = {row.pk}", *params, says=says)


def copy(row, says, **changes):
    """Insert the row once more, with these changes."""
    columns = [field.column for field in row._meta.local_fields if field.column != "id"]
    quoted = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join("%s" if column in changes else f'"{column}"' for column in columns)
    sql = f"INSERT INTO {row._meta.db_table} ({quoted}) SELECT {values} FROM {row._meta.db_table}"
    refused(f"{sql} WHERE id = {row.pk}", *[changes[column] for column in columns if column in changes], says=says)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'lost'", "drafting_text_state_check"),
        ("kind = 'poem'", "drafting_text_kind_check"),
        ("title = ''", "text_has_title"),
        ("state = 'settled'", "text_settled_when_settled"),
        ("settled_at = now()", "text_settled_when_settled"),
    ],
)
def test_text(draft, change, says):
    update(draft, change, says=says)


def test_a_settled_text_keeps_its_stamps(settled):
    for stamp in ("settled_at", "settled_by_id", "settled_version_id"):
        update(settled, f"{stamp} = NULL", says="text_settled_when_settled")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("kind = 'verse', body = ''", "drafting_node_kind_check"),
        ("parent_id = id", "node_not_under_itself"),
        ("heading = 'Khoản không có tiêu đề'", "node_heading_where_due"),
        ("removed_at = now()", "node_removal_says_who"),
    ],
)
def test_node(draft, change, says):
    update(draft.nodes.get(body="Tập trung dân chủ."), change, says=says)


def test_a_chapter_has_no_body_and_a_key_is_one_piece(draft):
    update(draft.nodes.get(kind="chapter"), "body = 'Lời dẫn'", says="node_body_where_due")
    copy(draft.nodes.get(kind="chapter"), says="one_node_a_key")


@pytest.mark.parametrize("change", ["title = 'Khác'", "content = '[]'", "no = 2"])
def test_a_version_is_written_once(asked, change):
    update(asked.on_version, change, says="chỉ ghi một lần")


def test_a_version_is_never_deleted(asked):
    refused("DELETE FROM drafting_version", says="chỉ ghi một lần")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or pending foreign keys refuse it first
    refused("TRUNCATE drafting_version CASCADE", says="chỉ ghi một lần")
    version = asked.on_version
    for act in (version.save, version.delete, Version.objects.all().delete):
        with pytest.raises(WrittenOnce):
            act()


def test_version(asked):
    copy(asked.on_version, says="one_version_a_number")
    copy(asked.on_version, says="version_from_one", no=0)
    copy(asked.on_version, says="version_sha256_shape", no=2, sha256="khong-phai")


def test_consultation(asked):
    copy(asked, says="one_open_consultation_a_text")
    update(asked, "closes_at = opened_at", says="consultation_closes_after_opening")
    update(asked, "closed_at = now()", says="consultation_end_says_who")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'lost'", "drafting_comment_state_check"),
        ("stance = 'maybe'", "drafting_comment_stance_check"),
        ("body = ''", "comment_says_something"),
        ("state = 'sent'", "comment_sent_when_sent"),
    ],
)
def test_comment(written, change, says):
    update(written, change, says=says)


def test_a_unit_agrees_with_the_whole_text_once(asked, hoa_tieu, hoa, at):
    with at("2020-06-12 09:00"):
        comment = workflow.agree_fully(asked, hoa_tieu, by=hoa)
    copy(comment, says="agrees_with_the_whole_text_once")


@pytest.mark.parametrize(
    ("change", "says"),
    [("result = 'ignored'", "drafting_answer_result_check"), ("body = ''", "answer_says_something")],
)
def test_answer(answered, change, says):
    update(answered, change, says=says)


def test_one_answer_a_comment(answered):
    copy(answered, says="comment_id")


# --- A closed round is closed for everybody, also for raw SQL ------------------------------------------------

SEND = "state = 'sent', sent_at = %s, sent_by_id = written_by_id"
LATE = CLOSES
IN_TIME = CLOSES - datetime.timedelta(microseconds=1)


def test_at_the_closing_moment_nothing_is_taken(written):
    update(written, SEND, LATE, says="Thời gian góp ý đã kết thúc")
    copy(written, says="Thời gian góp ý đã kết thúc", written_at=LATE)
    assert Comment.objects.filter(pk=written.pk).update(state="sent", sent_at=IN_TIME, sent_by=written.written_by)


def test_after_an_early_closing_nothing_is_taken_whatever_its_stamp_says(written, asked, lan, at):
    with at("2020-06-15 10:00"):
        workflow.close_consultation(asked, by=lan, reason="Đã họp.")
    update(written, SEND, written.written_at, says="Thời gian góp ý đã kết thúc")
    update(written, "body = 'Sửa lén.'", says="Thời gian góp ý đã kết thúc")
    copy(written, says="Thời gian góp ý đã kết thúc")
    refused("DELETE FROM drafting_comment", says="Thời gian góp ý đã kết thúc")


def test_a_sent_comment_stays_as_sent(sent):
    update(sent, "body = 'Nhất trí.'", says="Góp ý đã gửi không sửa")
    refused("DELETE FROM drafting_comment", says="Góp ý đã gửi không sửa")


def test_a_comment_that_was_not_sent_has_no_answer(written, lan):
    with pytest.raises(DatabaseError, match="Góp ý chưa gửi"), transaction.atomic():
        Answer.objects.create(
            comment=written, result="accepted", body="Tiếp thu.", answered_at=IN_TIME, answered_by=lan
        )


def test_answers_end_with_the_settling(settled, answered):
    update(answered, "body = 'Khác.'", says="không sửa trả lời góp ý")
    refused("DELETE FROM drafting_answer", says="không sửa trả lời góp ý")
    copy(answered, says="không sửa trả lời góp ý")


# --- Issued response tables -------------------------------------------------------------------------------------


@pytest.fixture
def issued(answered, asked, lan, at):
    with at("2020-06-21 10:00"):
        sign_and_issue("response_table", asked, by=lan)
    return asked.response_tables.get()


def test_a_response_table_waits_for_every_answer(issued, answered):
    with transaction.atomic():
        answered.delete()
        copy(issued, says="response_table_after_all_answers")
        transaction.set_rollback(True)


def test_an_issued_response_table_stays(issued):
    update(issued, "sha256 = repeat('0', 64)", says="chỉ ghi một lần")
    refused("DELETE FROM drafting_responsetable", says="chỉ ghi một lần")


def test_response_table(issued):
    copy(issued, says="response_table_sha256_shape", sha256="ngắn")
    copy(issued, says="response_table_pdf_is_not_its_word", word_id=issued.document_id)


# --- Who sees what ---------------------------------------------------------------------------------------------------


@pytest.fixture
def everybody(lan, minh, hoa, nam, tuan, mai, other_bloc):
    thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=thu, bloc=other_bloc)
    return [lan, minh, hoa, nam, tuan, mai, thu]


def seers(rows, row, users):
    return {user.username for user in users if row in rows.visible_to(user)}


BLOC = {"lan", "minh", "hoa", "nam"}


def test_a_draft_is_the_secretariats(draft, lan, everybody, at):
    with at("2020-06-02 09:00"):
        version = workflow.freeze(draft, by=lan)
    assert seers(Text.objects, draft, everybody) == {"lan"}
    assert seers(Version.objects, version, everybody) == {"lan"}


def test_a_sent_text_is_the_blocs(asked, everybody):
    assert seers(Text.objects, asked.text, everybody) == BLOC
    assert seers(Version.objects, asked.on_version, everybody) == BLOC
    assert seers(Consultation.objects, asked, everybody) == BLOC


def test_a_settled_text_is_the_boards_too(settled, asked, everybody):
    assert seers(Text.objects, settled, everybody) == BLOC | {"mai"}
    assert seers(Version.objects, settled.settled_version, everybody) == BLOC | {"mai"}
    assert seers(Consultation.objects, asked, everybody) == BLOC


def test_a_comment_not_sent_is_its_units_alone(written, everybody, at):
    for moment in ("2020-06-13 09:00", "2020-06-21 09:00"):
        with at(moment):
            assert seers(Comment.objects, written, everybody) == {"hoa", "nam"}


def test_a_sent_comment_is_the_other_units_only_after_the_round(sent, everybody, at):
    with at("2020-06-20 16:59"):
        assert seers(Comment.objects, sent, everybody) == {"lan", "hoa", "nam"}
    with at("2020-06-20 17:00"):
        assert seers(Comment.objects, sent, everybody) == BLOC


def test_versions_kept_between_rounds_are_the_secretariats(asked, lan, hoa, at):
    node = asked.text.nodes.filter(kind="clause").first()
    with at("2020-06-14 09:00"):
        workflow.save_node(node, by=lan, revision=1, heading="", body="Đang sửa.")
        second = workflow.freeze(asked.text, by=lan)
    assert second in Version.objects.visible_to(lan)
    assert second not in Version.objects.visible_to(hoa)


def test_open_is_what_the_clock_says(asked, lan, at):
    with at("2020-06-20 16:59"):
        assert asked.is_open
    with at("2020-06-20 17:00"):
        assert not asked.is_open
        workflow.close_consultation(asked, by=lan, reason="Đã họp.")
    asked.refresh_from_db()
    assert asked.ended_at == asked.closed_at == CLOSES


def test_plain_agreement_needs_no_answer(asked, hoa_tieu, hoa, nam, at):
    with at("2020-06-12 09:00"):
        plain = workflow.agree_fully(asked, hoa_tieu, by=hoa)
        more = workflow.write_comment(asked, hoa_tieu, by=nam, stance="question", body="Quý nào?")
        workflow.send_comment(more, by=hoa)
    more.refresh_from_db()
    assert not plain.needs_answer and more.needs_answer
    assert list(asked.comments.to_answer()) == [more]


def test_a_comment_may_stand_on_a_piece_or_the_whole(written, asked):
    assert isinstance(written.node_key, uuid.UUID)
    assert str(written.node_key) in {row["key"] for row in asked.on_version.content}
