"""What scoring decided reaches a dossier by key: points and place, and who is not considered."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from awards import workflow
from awards.forms import NominationForm
from awards.models import Nomination
from awards.queries.ranking import score_words
from awards.queries.recipient_rows import recipient_row
from awards.requirements import submission_gaps
from libraries.web import clock
from scoring import workflow as scoring
from scoring.models import Mark
from scoring.workflow import Written
from tests import factories
from tests.support.rows_built_once import built_once


@built_once
def published(year2020, nine, lan):
    """One criterion of 100 points; the first unit is not considered, the others have 80, 81, …"""
    row = scoring.create_set(year2020, by=lan, title="Bộ tiêu chí năm 2020")
    values = {"section": "base", "kind": "direct", "maximum": 100, "each": None, "places": [], "tie_order": None}
    only = scoring.add_criterion(row, by=lan, parent=None, title="Kết quả", **values)
    row = scoring.adopt_set(row, by=lan)
    later = clock.now() + datetime.timedelta(days=9)
    row = scoring.open_scoring(row, by=lan, score_by=later, check_by=later)
    for number, sheet in enumerate(row.sheets.order_by("pk")):
        if number == 0:
            scoring.exclude_unit(sheet, by=lan, reason="Không ký giao ước.", source="khoản 1 Điều 22 Quy chế")
            continue
        own, checker = (
            factories.staff(sheet.unit, f"own{number}", "A"),
            factories.staff(sheet.checker, f"c{number}", "B"),
        )
        for stage, by in ((Mark.Stage.SELF, own), (Mark.Stage.CHECK, checker)):
            scoring.save_marks(sheet, stage, by=by, marks=[Written(only, 79 + number)], revision=None)
            {Mark.Stage.SELF: scoring.submit_sheet, Mark.Stage.CHECK: scoring.finish_check}[stage](sheet, by=by)
        scoring.finish_appraisal(sheet, by=lan)
    return scoring.publish_results(row, by=lan)


@pytest.fixture
def dossier(year2020, nine, lan, diploma):
    def of(place):
        return workflow.nominate(year2020, by=lan, unit=nine[place], kind=diploma, score="900 điểm (gõ tay)")

    return of


def test_typed_points_hold_where_nothing_was_published(dossier):
    assert score_words(dossier(8)) == "900 điểm (gõ tay)"


def test_published_points_take_their_place_on_page_and_paper(published, dossier):
    row = dossier(8)
    assert score_words(row) == "87 điểm, xếp thứ 1 trong Khối"
    assert recipient_row(row, clock.today()).score == score_words(row)
    assert "score" not in NominationForm(nomination=row).fields


def test_a_unit_that_is_not_considered_is_not_submitted(published, dossier):
    row = dossier(0)
    told = " ".join(gap.sentence for gap in submission_gaps(row))
    assert "không bình xét năm 2020: Không ký giao ước. Căn cứ: khoản 1 Điều 22 Quy chế." in told
    with pytest.raises(DatabaseError, match="không bình xét, không trình hồ sơ"), transaction.atomic():
        Nomination.objects.filter(pk=row.pk).update(
            state="submitted", submitted_at=clock.now(), submitted_by=row.created_by
        )
