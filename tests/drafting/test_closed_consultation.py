"""A closed consultation refuses comments on every path: page, old form, verb, database; nothing typed is lost."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from drafting import workflow
from drafting.models import Comment
from libraries.web import clock
from records.transitions import NotAllowedNow
from tests.drafting.conftest import moment
from tests.drafting.pages import body, get, post

TYPED = "Đề nghị bổ sung khoản về chế độ họp trực tuyến."
MIDNIGHT = moment("2020-06-21 00:00")
LAST_MOMENT = MIDNIGHT - datetime.timedelta(milliseconds=1)  # 23:59:59.999


@pytest.fixture
def until_midnight(asked, written, lan, at):
    """The round of `asked` with its end at 24:00, a comment of hoa's unit waiting in it."""
    with at("2020-06-13 09:00"):
        return workflow.extend(asked, by=lan, closes_at=MIDNIGHT)


def comment_form(round_, **more):
    return {"node": "", "stance": "question", "body": TYPED, **more}


# path → (who, how): each leads to a comment being written, changed, sent or taken away.
PATHS = {
    "drafting:comment_start": lambda p, r, w: post(p["nam"], "drafting:comment_start", r.pk, **comment_form(r)),
    "drafting:comment_edit": lambda p, r, w: post(
        p["nam"], "drafting:comment_edit", w.pk, **comment_form(r, revision=w.revision, replacement="Khác.")
    ),
    "drafting:remove_comment": lambda p, r, w: post(p["nam"], "drafting:remove_comment", w.pk),
    "drafting:send_comment": lambda p, r, w: post(p["hoa"], "drafting:send_comment", w.pk),
    "drafting:send_comments": lambda p, r, w: post(p["hoa"], "drafting:send_comments", r.pk),
    "drafting:agree_fully": lambda p, r, w: post(p["hoa"], "drafting:agree_fully", r.pk),
}


@pytest.mark.parametrize("path", PATHS)
def test_at_the_last_moment_it_is_taken(path, until_midnight, written, nam, hoa):
    with clock.travel(LAST_MOMENT):
        response = PATHS[path]({"nam": nam, "hoa": hoa}, until_midnight, written)
    assert response.status_code == 302


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("late", [0, 1, 86_400])
def test_from_the_closing_moment_on_it_is_refused(path, late, until_midnight, written, nam, hoa):
    before = list(Comment.objects.values())
    with clock.travel(MIDNIGHT + datetime.timedelta(seconds=late)):
        response = PATHS[path]({"nam": nam, "hoa": hoa}, until_midnight, written)
    assert response.status_code == 409
    assert "kết thúc" in body(response)
    assert list(Comment.objects.values()) == before


@pytest.mark.parametrize("path", PATHS)
def test_ended_early_by_the_secretariat_it_is_refused_at_once(path, until_midnight, written, lan, nam, hoa, at):
    with at("2020-06-14 09:00"):
        workflow.close_consultation(until_midnight, by=lan, reason="Đã họp.")
        response = PATHS[path]({"nam": nam, "hoa": hoa}, until_midnight, written)
    assert response.status_code == 409


def test_a_form_opened_before_and_sent_after_keeps_what_was_typed(until_midnight, nam):
    with clock.travel(LAST_MOMENT):
        assert 'name="body"' in body(get(nam, "drafting:comment_start", until_midnight.pk))
    with clock.travel(MIDNIGHT):
        response = post(nam, "drafting:comment_start", until_midnight.pk, **comment_form(until_midnight))
    assert response.status_code == 409
    assert TYPED in body(response)
    assert 'name="body"' not in body(response), "there is nothing more to send"


def test_a_change_sent_after_keeps_what_was_typed(until_midnight, written, nam):
    with clock.travel(MIDNIGHT):
        response = post(nam, "drafting:comment_edit", written.pk, **comment_form(until_midnight, revision=1))
    assert response.status_code == 409
    assert TYPED in body(response)


def test_a_wrong_form_sent_after_is_told_about_the_closing_first(until_midnight, nam):
    with clock.travel(MIDNIGHT):
        response = post(nam, "drafting:comment_start", until_midnight.pk, node="", stance="", body=TYPED)
    assert response.status_code == 409
    assert TYPED in body(response) and "đã kết thúc" in body(response)


def test_pages_say_closed_instead_of_showing_a_form(until_midnight, written, nam):
    with clock.travel(MIDNIGHT):
        for response in (
            get(nam, "drafting:comment_start", until_midnight.pk),
            get(nam, "drafting:comment_edit", written.pk),
        ):
            assert response.status_code == 200
            assert "Đã hết thời gian góp ý" in body(response)
            assert 'name="stance"' not in body(response)
        page = body(get(nam, "drafting:consultation_detail", until_midnight.pk))
        assert "/gop-y/gui/" not in page and "/nhat-tri/" not in page and f"/gop-y/{written.pk}/" not in page


@pytest.mark.parametrize("late", [0, 1])
def test_the_verbs_refuse(late, until_midnight, written, hoa, nam, hoa_tieu):
    with clock.travel(MIDNIGHT + datetime.timedelta(seconds=late)):
        for act in (
            lambda: workflow.write_comment(until_midnight, hoa_tieu, by=nam, stance="question", body=TYPED),
            lambda: workflow.send_comments(until_midnight, hoa_tieu, by=hoa),
            lambda: workflow.send_comment(written, by=hoa),
            lambda: workflow.agree_fully(until_midnight, hoa_tieu, by=hoa),
            lambda: workflow.remove_comment(written, by=nam),
        ):
            with pytest.raises(NotAllowedNow, match="đã kết thúc"):
                act()


def refused_by_the_database(sql, *values, match="kết thúc"):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_the_database_refuses_the_closing_moment_itself(until_midnight, written, hoa):
    send = "UPDATE drafting_comment SET state = 'sent', sent_at = %s, sent_by_id = %s WHERE id = %s"
    refused_by_the_database(send, MIDNIGHT, hoa.pk, written.pk)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(send, [LAST_MOMENT, hoa.pk, written.pk])


def test_the_database_refuses_a_new_comment_at_the_closing_moment(until_midnight, written, nam, hoa_tieu):
    insert = (
        "INSERT INTO drafting_comment (consultation_id, unit_id, stance, body, replacement, quote, state, revision, "
        "written_at, written_by_id) VALUES (%s, %s, 'question', 'x', '', '', 'draft', 1, %s, %s)"
    )
    refused_by_the_database(insert, until_midnight.pk, hoa_tieu.pk, MIDNIGHT, nam.pk)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, [until_midnight.pk, hoa_tieu.pk, LAST_MOMENT, nam.pk])


def test_after_an_early_end_the_database_refuses_whatever_the_stamp_says(until_midnight, written, lan, at):
    with at("2020-06-14 09:00"):
        workflow.close_consultation(until_midnight, by=lan, reason="Đã họp.")
    refused_by_the_database("UPDATE drafting_comment SET body = 'muộn' WHERE id = %s", written.pk)
    refused_by_the_database("DELETE FROM drafting_comment WHERE id = %s", written.pk)


def test_a_sent_comment_stays_as_it_was_sent(sent):
    refused_by_the_database("UPDATE drafting_comment SET body = 'khác' WHERE id = %s", sent.pk, match="đã gửi")
    refused_by_the_database("DELETE FROM drafting_comment WHERE id = %s", sent.pk, match="đã gửi")
