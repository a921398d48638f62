"""Each constraint and trigger of the tables, broken once on purpose."""

import pytest
from django.db import DatabaseError, connection, transaction

from scoring import workflow
from scoring.models import Mark


def refused(sql, *params, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'over'", "scoring_criteriaset_state_check"),
        ("title = ''", "criteria_set_has_title"),
        ("step = 0", "step_of_points_above_nought"),
        ("state = 'adopted'", "criteria_set_adopted_stamps"),
        ("adopted_at = now()", "criteria_set_adopted_stamps"),
        ("score_by = now()", "criteria_set_open_stamps"),
        ("published_at = now()", "criteria_set_published_stamps"),
    ],
)
def test_criteria_set(drafted, change, says):
    refused(f"UPDATE scoring_criteriaset SET {change}", says=says)


def test_a_set_does_not_go_back(adopted):
    refused(
        "UPDATE scoring_criteriaset SET state = 'draft', adopted_at = NULL, adopted_by_id = NULL", says="không trở về"
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("title = ''", "criterion_has_title"),
        ("maximum = 0", "criterion_maximum_above_nought"),
        ("each = 3 WHERE kind = 'direct'", "points_an_event_where_events_count"),
        ("each = NULL WHERE kind = 'events'", "points_an_event_where_events_count"),
        ("places = '{}' WHERE kind = 'place'", "points_of_places_where_places_count"),
        ("places = '{5}' WHERE kind = 'direct'", "points_of_places_where_places_count"),
        ("tie_order = 1", "tie_breaks_in_order"),
    ],
)
def test_criterion(drafted, change, says):
    refused(f"UPDATE scoring_criterion SET {change}", says=says)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("from_percent = 101", "grade_from_a_share"),
        ("name = ''", "grade_from_a_share|one_threshold_a_grade"),
        ("from_percent = 50", "one_grade_a_threshold"),
        ("at_most_percent = 0", "grade_at_most_a_share"),
    ],
)
def test_grade(drafted, change, says):
    refused(f"UPDATE scoring_grade SET {change}", says=says)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE scoring_criterion SET maximum = 50",
        "DELETE FROM scoring_criterion WHERE kind = 'events'",
        "INSERT INTO scoring_criterion (criteria_set_id, position, section, kind, title, maximum, places, is_sample,"
        " revision) SELECT criteria_set_id, 9, 'base', 'direct', 'x', 1, '{}', false, 1 FROM scoring_criterion LIMIT 1",
        "UPDATE scoring_grade SET name = name || '!'",
        "DELETE FROM scoring_grade",
    ],
)
def test_what_was_adopted_stays(adopted, sql):
    refused(sql, says="Bộ tiêu chí đã áp dụng")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("checker_id = unit_id", "no_unit_checks_itself"),
        ("state = 'submitted'", "sheet_submitted_stamps"),
        ("checked_at = now()", "sheet_checked_stamps"),
        ("appraised_at = now()", "sheet_appraised_stamps"),
        ("excluded_at = now()", "sheet_excluded_with_reason_and_source"),
        ("excluded_reason = 'x'", "sheet_excluded_with_reason_and_source"),
    ],
)
def test_sheet(sheet, change, says):
    refused(f"UPDATE scoring_scoresheet SET {change} WHERE id = %s", sheet.pk, says=says)


def test_a_unit_has_one_sheet_and_checks_one(going):
    refused(
        "UPDATE scoring_scoresheet SET unit_id = (SELECT min(unit_id) FROM scoring_scoresheet)",
        says="one_sheet_a_unit|itself",
    )
    refused(
        "UPDATE scoring_scoresheet SET checker_id = (SELECT max(unit_id) FROM scoring_scoresheet)"
        " WHERE unit_id <> (SELECT max(unit_id) FROM scoring_scoresheet)",
        says="a_unit_checks_one_sheet",
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("found = NULL", "mark_says_something"),
        ("applies = false, found = NULL, target = NULL", "not_asked_with_a_reason"),
        ("found = -1", "mark_not_negative"),
        ("target = -1", "mark_not_negative"),
    ],
)
def test_mark(sheet, mark, nam, change, says):
    mark(sheet, "self", nam)
    refused(f"UPDATE scoring_mark SET {change}", says=says)


def test_a_mark_is_written_in_its_stage(sheet, mark, nam, hoa):
    mark(sheet, "self", nam)
    refused("UPDATE scoring_mark SET stage = 'check'", says="không ở bước này")
    workflow.submit_sheet(sheet, by=hoa)
    refused("UPDATE scoring_mark SET found = 1", says="không ở bước này")
    refused("DELETE FROM scoring_mark", says="không ở bước này")


def test_nobody_marks_the_own_unit_in_a_later_stage(sheet, mark, nam, hoa):
    """Whatever page or verb would let them: a secretary who is also staff of the unit, say."""
    mark(sheet, "self", nam)
    workflow.submit_sheet(sheet, by=hoa)
    with pytest.raises(DatabaseError, match="của đơn vị mình"), transaction.atomic():
        mark(sheet, "check", nam)
    assert not Mark.objects.filter(stage="check").exists()


def test_nothing_is_marked_of_a_unit_that_is_not_considered(sheet, mark, nam, lan):
    mark(sheet, "self", nam)
    workflow.exclude_unit(sheet, by=lan, reason="Không ký giao ước.", source="Điều 22 Quy chế")
    refused("UPDATE scoring_mark SET found = 1", says="không ở bước này")


def test_a_result_is_of_an_appraised_sheet_and_a_place_of_a_considered_unit(sheet):
    row = (
        "INSERT INTO scoring_result (sheet_id, edition, place, base, bonus, deduction, attainable, share, tied, grade,"
        " written_at, is_sample) VALUES (%s, 1, {}, 0, 0, 0, 0, 0, false, '', now(), false)"
    )
    refused(row.format("1"), sheet.pk, says="phiếu đã thẩm định")
    refused(row.format("NULL"), sheet.pk, says="phiếu đã thẩm định")
