"""The season of a bloc: a set adopted, sheets marked in three stages, results that stay."""

from decimal import Decimal

import pytest

from notices.models import Notice
from records.access import has_permission
from records.transitions import NotAllowedNow
from records.write_once import WrittenOnce
from scoring import workflow
from scoring.models import CriteriaSet, Mark, ScoreSheet
from scoring.queries import lines_of, ranked, sheet_view, stages_seen_by
from scoring.starting_data import TEMPLATES
from scoring.workflow import Written
from scoring.worklist import work_for
from tests import factories
from tests.scoring.conftest import CHECK_BY, SCORE_BY, criterion
from units.models import User

Stage = Mark.Stage


@pytest.mark.parametrize(("key", "total"), [("agencies", 1000), ("hundred", 100), ("enterprises", 1000)])
def test_each_published_table_starts_a_set_that_can_be_adopted(key, total, year2020, lan):
    made = workflow.create_set(year2020, by=lan, title="Bộ tiêu chí", start=TEMPLATES[key])
    tops = [line.criterion for line in lines_of(made) if line.level == 0 and line.criterion.section == "base"]
    assert sum(one.maximum for one in tops) == total
    assert workflow.adopt_set(made, by=lan).state == "adopted"


def test_a_year_has_one_set(drafted, year2020, lan):
    with pytest.raises(NotAllowedNow, match="đã có bộ tiêu chí"):
        workflow.create_set(year2020, by=lan, title="Bộ khác")


def test_next_year_starts_from_this_years(adopted, bloc, nine, lan):
    year = factories.EmulationYearFactory(bloc=bloc, year=2021)
    made = workflow.create_set(year, by=lan, title="Bộ tiêu chí năm 2021", start=adopted)
    same = [(line.label, line.criterion.title, line.criterion.maximum, line.rule_words) for line in lines_of(adopted)]
    assert [(one.label, one.criterion.title, one.criterion.maximum, one.rule_words) for one in lines_of(made)] == same
    assert [grade.name for grade in made.grades.all()] == ["Xuất sắc", "Tốt", "Khá"]


def test_a_group_that_promises_more_than_it_holds_is_not_adopted(drafted, lan):
    drafted.criteria.filter(title="Doanh thu").delete()
    with pytest.raises(NotAllowedNow, match="điểm tối đa 100, các tiêu chí thành phần cộng lại chỉ có 60"):
        workflow.adopt_set(drafted, by=lan)


def test_a_criterion_changes_places_and_goes_with_its_parts(drafted, lan):
    group, second = drafted.criteria.get(kind="sum"), drafted.criteria.get(title="Không để xảy ra tai nạn")
    workflow.move_criterion(second, by=lan, up=True)
    assert [line.criterion.title for line in lines_of(drafted)][1:3] == ["Không để xảy ra tai nạn", "Doanh thu"]
    workflow.remove_criterion(group, by=lan)
    assert [line.label for line in lines_of(drafted)] == ["I", "II"]


def test_nothing_stands_under_a_criterion_with_points_of_its_own(drafted, lan):
    leaf = drafted.criteria.get(title="Doanh thu")
    with pytest.raises(NotAllowedNow, match="không có tiêu chí thành phần"):
        criterion(drafted, lan, "Doanh thu cảng", "direct", 5, leaf)


def test_opening_gives_each_unit_a_sheet_a_checker_and_a_notice(going, nine, nam):
    sheets = list(going.sheets.all())
    assert {sheet.unit_id for sheet in sheets} == {unit.pk for unit in nine}
    assert all(sheet.checker_id not in (None, sheet.unit_id) for sheet in sheets)


def test_staff_and_leader_are_asked(adopted, lan, nam, hoa, at):
    workflow.open_scoring(adopted, by=lan, score_by=SCORE_BY, check_by=CHECK_BY)
    assert set(Notice.objects.values_list("user", flat=True)) == {nam.pk, hoa.pk}


def test_the_sheet_goes_through_its_three_columns(sheet, mark, nam, hoa, phuc, lan):
    mark(sheet, "self", nam)
    sheet = workflow.submit_sheet(sheet, by=hoa)
    mark(sheet, "check", phuc, c3=15)
    sheet = workflow.finish_check(sheet, by=phuc)
    with pytest.raises(NotAllowedNow, match=r"1 tiêu chí có điểm khác nhau chưa thẩm định: 3\."):
        workflow.finish_appraisal(sheet, by=lan)
    third = sheet.criteria_set.criteria.get(title="Tổ chức phong trào")
    decided = [Written(third, Decimal(16), note="Có 2 phong trào")]
    workflow.save_marks(sheet, Stage.APPRAISAL, by=lan, marks=decided, revision=None)
    sheet = workflow.finish_appraisal(sheet, by=lan)
    view = sheet_view(sheet)
    row = next(row for row in view.lines if row.line.criterion == third)
    assert row.points == {"self": 18, "check": 15, "appraisal": 16}
    # 18 of 40 by the formula (90 of 100), 20, 16, 10, 6; and 3 more, 2 less.
    assert [total.words for total in view.totals] == ["73", "70", "71"]


def test_what_is_missing_is_named_and_nothing_is_handed_in(sheet, hoa, nam):
    leaf = sheet.criteria_set.criteria.get(title="Doanh thu")
    workflow.save_marks(sheet, Stage.SELF, by=nam, marks=[Written(leaf, Decimal(0))], revision=None)
    with pytest.raises(NotAllowedNow, match=r"Còn 6 tiêu chí chưa chấm: 2, 3, 4, 5, II, III\."):
        workflow.submit_sheet(sheet, by=hoa)


def test_an_emptied_mark_is_not_said_any_more(sheet, nam, mark):
    mark(sheet, "self", nam)
    workflow.save_marks(sheet, Stage.SELF, by=nam, marks=[], revision=None)
    assert not sheet.marks.exists()


def test_a_returned_sheet_is_marked_again(sheet, mark, nam, hoa, lan):
    mark(sheet, "self", nam)
    workflow.submit_sheet(sheet, by=hoa)
    sheet = workflow.return_sheet(sheet, by=lan, reason="Chỉ tiêu chưa khớp với giao ước.")
    assert (sheet.state, sheet.submitted_at) == ("open", None)
    mark(sheet, "self", nam, c3=20)
    assert workflow.submit_sheet(sheet, by=hoa).state == "submitted"


def test_the_checker_does_not_see_what_the_unit_gave_itself(sheet, mark, nam, hoa, phuc, lan):
    mark(sheet, "self", nam)
    sheet = workflow.submit_sheet(sheet, by=hoa)
    assert stages_seen_by(phuc, sheet) == (Stage.CHECK,)
    assert stages_seen_by(nam, sheet) == (Stage.SELF,)
    assert stages_seen_by(lan, sheet) == tuple(Stage)
    mark(sheet, "check", phuc)
    sheet = workflow.finish_check(sheet, by=phuc)
    assert stages_seen_by(nam, sheet) == stages_seen_by(phuc, sheet) == (Stage.SELF, Stage.CHECK)


def test_results_are_ranked_graded_and_stay(going, appraise, lan, nine):
    sheets = list(going.sheets.order_by("pk"))
    excluded, *considered = sheets
    workflow.exclude_unit(excluded, by=lan, reason="Không ký giao ước thi đua.", source="khoản 1 Điều 22 Quy chế")
    for number, one in enumerate(considered):
        appraise(one, c3=20 - number // 2)
    published = workflow.publish_results(going, by=lan)
    results = [sheet.result for sheet in published.sheets.order_by("pk")]
    assert [row.place for row in results] == [None, 1, 1, 3, 3, 5, 5, 7, 7]
    assert all(row.tied for row in results[1:])
    # 20 + 20 + 10 + 6 by the column, 18 by the formula; 3 more, 2 less; a quarter of eight may be the best.
    assert (results[1].base, results[1].bonus, results[1].deduction) == (74, 3, 2)
    assert results[1].share == Decimal("75") and results[1].grade == "Tốt"
    with pytest.raises(WrittenOnce):
        results[1].save()


def test_results_wait_for_every_sheet(going, lan):
    with pytest.raises(NotAllowedNow, match="Đang tự chấm"):
        workflow.publish_results(going, by=lan)


def test_after_publication_nothing_is_marked(going, appraise, lan, nam, mark):
    for one in going.sheets.all():
        workflow.exclude_unit(one, by=lan, reason="Không ký giao ước.", source="Điều 22 Quy chế")
    workflow.publish_results(going, by=lan)
    with pytest.raises(NotAllowedNow, match="đã công khai"):
        mark(going.sheets.first(), "self", nam)


def test_the_ranking_asks_no_query_a_sheet(going, appraise, django_assert_max_num_queries):
    for one in going.sheets.all():
        appraise(one)
    with django_assert_max_num_queries(12):
        ranked(CriteriaSet.objects.select_related("emulation_year__bloc").get(pk=going.pk))


def test_the_heads_own_sheet_is_appraised_by_the_deputy(going, mark, minh, nine, lan, year2020):
    """The secretariat is often of the head's unit; nobody touches the sheet of the own unit, and nothing is stuck."""
    deputy = factories.leader(nine[1], "deputy", "Phan Văn Phó")
    year2020.seats.filter(unit=nine[1]).update(role="deputy")
    factories.PostFactory(user=lan, unit=nine[0])
    sheet = going.sheets.get(unit=nine[0])
    checker = factories.staff(sheet.checker, "checker", "Người Chấm")
    mark(sheet, "self", minh)
    workflow.submit_sheet(sheet, by=minh)
    mark(sheet, "check", checker)
    sheet = workflow.finish_check(sheet, by=checker)
    lan, minh, deputy = (User.objects.get(pk=one.pk) for one in (lan, minh, deputy))
    assert [has_permission(one, "scoring.finish_appraisal", sheet) for one in (lan, minh, deputy)] == [
        False,
        False,
        True,
    ]
    assert ScoreSheet.objects.visible_to(deputy).filter(pk=sheet.pk).exists()
    assert f"Thẩm định phiếu của {sheet.unit}" in [item.title for item in work_for(deputy)]
    assert workflow.finish_appraisal(sheet, by=deputy).state == "appraised"


def test_a_secretary_of_the_checking_unit_is_blind_too(sheet, mark, nam, hoa, lan, nine):
    mark(sheet, "self", nam)
    sheet = workflow.submit_sheet(sheet, by=hoa)
    factories.PostFactory(user=lan, unit=nine[6])
    assert stages_seen_by(User.objects.get(pk=lan.pk), sheet) == (Stage.CHECK,)
