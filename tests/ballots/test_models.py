"""Each constraint of the tables, broken once on purpose."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ballots import workflow as ballots
from ballots.models import Ballot, Elector, Vote
from conferences import workflow
from records.write_once import WrittenOnce


def refused(sql, *params, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'lost'", "ballots_ballot_state_check"),
        ("state = 'closed'", "ballot_result_when_closed"),
        ("yes = 9", "ballot_result_when_closed"),
    ],
)
def test_open_ballot(ballot, change, says):
    refused(f"UPDATE ballots_ballot SET {change}", says=says)


COUNTED = (
    "UPDATE ballots_ballot SET state = 'closed', closed_at = now(), closed_by_id = opened_by_id, "
    "yes = {yes}, no = {no}, abstain = {abstain}, needed = 5, passed = {passed}"
)


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "passed", "says"),
    [
        (9, 1, 0, True, "ballot_votes_of_those_present"),
        (5, 3, 2, True, "ballot_votes_of_those_present"),
        (4, 5, 0, True, "ballot_passed_by_its_threshold"),
        (5, 4, 0, False, "ballot_passed_by_its_threshold"),
    ],
)
def test_counted_ballot(ballot, yes, no, abstain, passed, says):
    sql = COUNTED.format(yes=yes, no=no, abstain=abstain, passed=passed)
    refused(sql, says=says)


def test_a_result_stays(counted):
    for sql in ("UPDATE ballots_ballot SET question = 'Khác?'", "DELETE FROM ballots_ballot"):
        refused(sql, says="không sửa, không xóa|violates foreign key")


def test_votes_are_written_once(ballot, nine, lan, minh):
    vote = ballots.cast(ballot, unit=nine[0], choice="no", by=minh)
    for sql in ("UPDATE ballots_vote SET choice = 'yes'", "DELETE FROM ballots_vote"):
        refused(sql, says="chỉ ghi một lần")
    vote.choice = "yes"
    for change in (vote.save, vote.delete, Vote.objects.all().delete):
        with pytest.raises(WrittenOnce):
            change()


def insert_vote(ballot, unit, by, choice="yes"):
    return (
        "INSERT INTO ballots_vote (elector_id, choice, on_paper, cast_at, cast_by_id, is_sample) "
        "VALUES (%s, %s, false, now(), %s, false)"
    ), (ballot.electors.get(unit=unit).pk, choice, by.pk)


def test_one_vote_a_unit_with_a_known_choice(ballot, nine, minh):
    ballots.cast(ballot, unit=nine[0], choice="no", by=minh)
    sql, params = insert_vote(ballot, nine[0], minh)
    refused(sql, *params, says="elector_id")
    sql, params = insert_vote(ballot, nine[1], minh, choice="maybe")
    refused(sql, *params, says="ballots_vote_choice_check")


def test_no_vote_after_the_count(counted, nine, minh):
    sql, params = insert_vote(counted, nine[0], minh)
    refused(sql, *params, says="không nhận thêm ý kiến")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("kind = 'dance'", "ballots_ballot_kind_check"),
        ("base = 'guests'", "ballots_ballot_base_check"),
        ("question = ''", "ballot_has_question_and_occasion"),
        ("threshold_numerator = 0", "ballot_threshold_is_reachable"),
        ("threshold_numerator = 100", "ballot_threshold_is_reachable"),
        ("subject_kind = 'regulation'", "ballot_subject_has_kind_and_key"),
        ("present = 10", "ballot_present_are_members"),
        ("occasion = ''", "ballot_has_question_and_occasion"),
    ],
)
def test_what_was_put_to_the_vote(ballot, change, says):
    """The rule of an open ballot is fixed: the checks are met by one that is being written."""
    facts = {field.attname: getattr(ballot, field.attname) for field in Ballot._meta.fields if field.name != "id"}
    name, _, value = change.partition(" = ")
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        Ballot.objects.create(**facts | {name: int(value) if value.isdigit() else value.strip("'")})


@pytest.mark.parametrize(
    "change", ["question = 'Khác?'", "threshold_numerator = 60", "members = 8", "base = 'present'"]
)
def test_the_rules_of_an_open_ballot_stay(ballot, change):
    refused(f"UPDATE ballots_ballot SET {change}", says="không thay đổi được")


def test_one_open_ballot_a_subject(ballot):
    facts = {field.attname: getattr(ballot, field.attname) for field in Ballot._meta.fields if field.name != "id"}
    facts |= {"subject_kind": "matter", "subject_key": 7}
    with pytest.raises(IntegrityError, match="one_open_ballot_a_subject"), transaction.atomic():
        Ballot.objects.create(**facts)
        Ballot.objects.create(**facts)


def test_electors_are_fixed_when_it_opens(ballot, nine, minh, lan):
    """None comes, none goes, none changes its unit; a delegate is replaced until the vote is cast."""
    first = ballot.electors.get(unit=nine[0])
    for sql in (
        "DELETE FROM ballots_elector",
        "UPDATE ballots_elector SET recusal = 'x'",
        "INSERT INTO ballots_elector (ballot_id, delegate_id, name, post, recusal, is_sample) "
        f"VALUES ({ballot.pk}, {lan.pk}, '', '', '', false)",
    ):
        refused(sql, says="Danh sách biểu quyết không thay đổi được")
    Elector.objects.filter(pk=first.pk).update(name="Người khác")
    ballots.cast(ballot, unit=nine[0], choice="yes", by=minh)
    refused(f"UPDATE ballots_elector SET name = 'x' WHERE id = {first.pk}", says="không thay đổi được")


def test_who_stands_aside_does_not_vote(items, nine, lan):
    ballot = workflow.open_ballot(items[0], by=lan, question="?", recused={nine[2]: "Hồ sơ của đơn vị"})
    sql, params = insert_vote(ballot, nine[2], lan)
    refused(sql, *params, says="không tham gia biểu quyết")


def test_a_ballot_is_of_the_year_of_its_conference(ballot, items, other_bloc, lan):
    from conferences.models import ItemBallot
    from tests import factories

    facts = {field.attname: getattr(ballot, field.attname) for field in Ballot._meta.fields if field.name != "id"}
    foreign = Ballot.objects.create(
        **facts | {"emulation_year_id": factories.EmulationYearFactory(bloc=other_bloc, year=2020).pk}
    )
    with pytest.raises(IntegrityError, match="không thuộc năm thi đua"), transaction.atomic():
        ItemBallot.objects.create(agenda_item=items[1], ballot=foreign)
