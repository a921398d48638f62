"""Each constraint of the tables, broken once on purpose."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ballots.models import Ballot
from conferences.models import Conference, Minutes
from records.documents import store_document
from tests.support.signing import put, sign_and_issue


def refused(sql, *params, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'over'", "conferences_conference_state_check"),
        ("kind = 'party'", "conferences_conference_kind_check"),
        ("title = ''", "conference_has_title_and_place"),
        ("place = ''", "conference_has_title_and_place"),
        ("state = 'open'", "conference_opened_when_open"),
        ("opened_at = now()", "conference_opened_when_open"),
        ("closed_at = now()", "conference_closed_when_closed"),
    ],
)
def test_conference(planned, change, says):
    refused(f"UPDATE conferences_conference SET {change}", says=says)


def test_a_conference_ends_after_it_starts(closed):
    refused("UPDATE conferences_conference SET ends_at = starts_at", says="conference_ends_after_it_starts")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("kind = 'dance'", "conferences_agendaitem_kind_check"),
        ("title = ''", "agenda_item_has_title"),
        ("position = 1", "agenda_is_an_order"),
    ],
)
def test_agenda(planned, change, says):
    refused(f"UPDATE conferences_agendaitem SET {change}", says=says)


def test_guest(planned):
    refused("UPDATE conferences_guest SET name = ''", says="guest_has_name")


def test_attendance(opened, nine):
    refused("UPDATE conferences_attendance SET status = 'late'", says="conferences_attendance_status_check")
    refused("UPDATE conferences_attendance SET unit_id = %s", nine[0].pk, says="one_attendance_a_unit")


def test_minutes_are_written_once(closed, lan):
    issued = sign_and_issue("minutes", closed, by=lan).minutes
    refused("UPDATE conferences_minutes SET number = '9/BB'", says="chỉ ghi một lần")
    with pytest.raises(IntegrityError, match="conference_id"), transaction.atomic():
        Minutes.objects.create(
            conference=closed, number="02/BB", document=issued.word, word=issued.document, issued_at=issued.issued_at,
            issued_by=lan, signing=issued.signing,
        )  # fmt: skip


def test_minutes_are_signed_before_they_are_issued(closed, lan, store):
    request = put("minutes", closed, by=lan)
    kept = [store(b"x"), store(b"y")]
    facts = {"conference": closed, "number": "01/BB", "document": kept[0], "word": kept[1], "signing": request}
    with pytest.raises(IntegrityError, match="thư ký và chủ tọa đã ký"), transaction.atomic():
        Minutes.objects.create(**facts, issued_at=request.opened_at, issued_by=lan)


@pytest.fixture
def store(lan):
    return lambda content: store_document(
        content, chain="doanh-nghiep-2", kind="minutes", title="BB", filename="bb.pdf", by=lan
    )


def test_minutes_have_a_number(closed, lan):
    issued = sign_and_issue("minutes", closed, by=lan).minutes
    sql = (
        "INSERT INTO conferences_minutes "
        "(conference_id, number, document_id, word_id, signing_id, issued_at, issued_by_id, is_sample) "
        "SELECT conference_id, '', document_id, word_id, signing_id, issued_at, issued_by_id, is_sample "
        "FROM conferences_minutes"
    )
    refused(sql, says="minutes_have_a_number")
    assert str(issued) == "Biên bản số 01/BB-KTĐ"


def test_who_sees_what(planned, lan, minh, nam, tuan, mai):
    for user in (lan, minh, nam):
        assert planned in Conference.objects.visible_to(user)
    for user in (tuan, mai):
        assert planned not in Conference.objects.visible_to(user)


def test_the_board_sees_closed_ones(closed, mai, tuan):
    assert closed in Conference.objects.visible_to(mai)
    assert closed not in Conference.objects.visible_to(tuan)
    assert Ballot.objects.visible_to(mai).passed().count() == 1
    assert not Ballot.objects.visible_to(tuan).exists()
