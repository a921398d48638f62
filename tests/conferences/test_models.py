"""Each constraint of the tables, broken once on purpose."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from conferences import workflow
from conferences.models import Ballot, Conference, Minutes, Vote
from records.write_once import WrittenOnce


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


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'lost'", "conferences_ballot_state_check"),
        ("kind = 'secret'", "conferences_ballot_kind_check"),
        ("base = 'guests'", "conferences_ballot_base_check"),
        ("question = ''", "ballot_has_question"),
        ("threshold_numerator = 0", "ballot_threshold_is_reachable"),
        ("threshold_numerator = 100", "ballot_threshold_is_reachable"),
        ("state = 'closed'", "ballot_result_when_closed"),
        ("yes = 9", "ballot_result_when_closed"),
    ],
)
def test_open_ballot(ballot, change, says):
    refused(f"UPDATE conferences_ballot SET {change}", says=says)


COUNTED = (
    "UPDATE conferences_ballot SET state = 'closed', closed_at = now(), closed_by_id = opened_by_id, "
    "present = {present}, yes = {yes}, no = {no}, abstain = {abstain}, needed = 5, passed = {passed}"
)


@pytest.mark.parametrize(
    ("present", "yes", "no", "abstain", "passed", "says"),
    [
        (9, 9, 1, 0, True, "ballot_votes_of_those_present"),
        (8, 5, 2, 2, True, "ballot_votes_of_those_present"),
        (10, 9, 0, 0, True, "ballot_present_are_members"),
        (9, 4, 5, 0, True, "ballot_passed_by_its_threshold"),
        (9, 5, 4, 0, False, "ballot_passed_by_its_threshold"),
    ],
)
def test_counted_ballot(ballot, present, yes, no, abstain, passed, says):
    sql = COUNTED.format(present=present, yes=yes, no=no, abstain=abstain, passed=passed)
    refused(sql, says=says)


def test_one_open_ballot_an_item(ballot, lan):
    facts = {f.attname: getattr(ballot, f.attname) for f in Ballot._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError, match="one_open_ballot_an_agenda_item"), transaction.atomic():
        Ballot.objects.create(**facts)


def test_a_result_stays(counted):
    for sql in ("UPDATE conferences_ballot SET question = 'Khác?'", "DELETE FROM conferences_ballot"):
        refused(sql, says="không sửa, không xóa|violates foreign key|Biểu quyết đã kết thúc")


def test_votes_are_written_once(ballot, nine, lan, minh):
    vote = workflow.cast(ballot, unit=nine[0], choice="no", by=minh)
    for sql in ("UPDATE conferences_vote SET choice = 'yes'", "DELETE FROM conferences_vote"):
        refused(sql, says="chỉ ghi một lần")
    vote.choice = "yes"
    for change in (vote.save, vote.delete, Vote.objects.all().delete):
        with pytest.raises(WrittenOnce):
            change()


def insert_vote(ballot, unit, by, choice="yes"):
    return (
        "INSERT INTO conferences_vote (ballot_id, unit_id, choice, on_paper, cast_at, cast_by_id, is_sample) "
        "VALUES (%s, %s, %s, false, now(), %s, false)"
    ), (ballot.pk, unit.pk, choice, by.pk)


def test_one_vote_a_unit_with_a_known_choice(ballot, nine, minh):
    workflow.cast(ballot, unit=nine[0], choice="no", by=minh)
    sql, params = insert_vote(ballot, nine[0], minh)
    refused(sql, *params, says="one_vote_a_unit")
    sql, params = insert_vote(ballot, nine[1], minh, choice="maybe")
    refused(sql, *params, says="conferences_vote_choice_check")


def test_no_vote_after_the_count(counted, nine, minh):
    sql, params = insert_vote(counted, nine[0], minh)
    refused(sql, *params, says="không nhận thêm ý kiến")


def test_minutes_are_written_once(closed, lan):
    issued = workflow.issue_minutes(closed, by=lan)
    refused("UPDATE conferences_minutes SET number = '9/BB'", says="chỉ ghi một lần")
    with pytest.raises(IntegrityError, match="conference_id"), transaction.atomic():
        Minutes.objects.create(
            conference=closed, number="02/BB", document=issued.word, word=issued.document, issued_at=issued.issued_at,
            issued_by=lan,
        )  # fmt: skip


def test_minutes_have_a_number(closed, lan):
    issued = workflow.issue_minutes(closed, by=lan)
    sql = (
        "INSERT INTO conferences_minutes "
        "(conference_id, number, document_id, word_id, issued_at, issued_by_id, is_sample) "
        "SELECT conference_id, '', document_id, word_id, issued_at, issued_by_id, is_sample FROM conferences_minutes"
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
