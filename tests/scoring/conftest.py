"""A criteria set of every kind of criterion, adopted and opened in November 2020; who fills in and checks."""

import datetime

import pytest

from libraries.web import clock
from scoring import workflow
from scoring.models import Criterion, Mark
from scoring.queries import lines_of
from scoring.workflow import Written
from tests import factories
from tests.conftest import HAI_PHONG
from tests.support.rows_built_once import built_once

Kind, Section, Stage = Criterion.Kind, Criterion.Section, Mark.Stage
NOVEMBER = "2020-11-10 09:00"
SCORE_BY = datetime.datetime(2020, 11, 20, 17, tzinfo=HAI_PHONG)
CHECK_BY = datetime.datetime(2020, 11, 27, 17, tzinfo=HAI_PHONG)


def criterion(criteria_set, by, title, kind, maximum, parent=None, **more):
    values = {"section": Section.BASE, "each": None, "places": [], "tie_order": None} | more
    return workflow.add_criterion(criteria_set, by=by, parent=parent, title=title, kind=kind, maximum=maximum, **values)


@built_once
def drafted(year2020, nine, lan):
    """Đang soạn thảo: 100 points in a group of five, a bonus, a deduction, three grades."""
    one = workflow.create_set(year2020, by=lan, title="Bộ tiêu chí năm 2020")
    group = criterion(one, lan, "Nhiệm vụ chuyên môn", Kind.SUM, 100)
    criterion(one, lan, "Doanh thu", Kind.TARGET, 40, group)
    criterion(one, lan, "Không để xảy ra tai nạn", Kind.ALL_OR_NOTHING, 20, group)
    criterion(one, lan, "Tổ chức phong trào", Kind.DIRECT, 20, group, tie_order=1)
    criterion(one, lan, "Báo cáo đúng hạn", Kind.RATIO, 10, group)
    criterion(one, lan, "Hạng hội thi", Kind.PLACE, 10, group, places=[10, 6, 3])
    criterion(one, lan, "Được khen thưởng", Kind.EVENTS, 6, section=Section.BONUS, each=3)
    criterion(one, lan, "Báo cáo chậm", Kind.EVENTS, 5, section=Section.DEDUCTION, each=1)
    grades = [("Xuất sắc", 90, 25), ("Tốt", 70, None), ("Khá", 0, None)]
    return workflow.edit_set(one, by=lan, revision=None, title=one.title, step=one.step, grades=grades)


@built_once
def adopted(drafted, lan):
    return workflow.adopt_set(drafted, by=lan)


@built_once
def going(adopted, lan):
    """Đang chấm điểm: each of the nine has its sheet."""
    with clock.travel(datetime.datetime(2020, 11, 10, 9, tzinfo=HAI_PHONG)):
        return workflow.open_scoring(adopted, by=lan, score_by=SCORE_BY, check_by=CHECK_BY)


@built_once
def phuc(nine):
    """Leader of the unit that checks hoa's."""
    return factories.leader(nine[6], "phuc", "Bùi Văn Phúc")


@built_once
def sheet(going, nine, phuc):
    """That of hoa's unit, checked by phuc's."""
    return going.sheets.get(unit=nine[5])


@pytest.fixture(autouse=True)
def november(at):
    with at(NOVEMBER):
        yield


FOUND = {
    "Doanh thu": (90, 100),
    "Không để xảy ra tai nạn": 1,
    "Tổ chức phong trào": 18,
    "Báo cáo đúng hạn": 100,
    "Hạng hội thi": 2,
    "Được khen thưởng": 1,
    "Báo cáo chậm": 2,
}


def written(sheet, **other):
    """Marks for every leaf: FOUND, but for what `other` says by the criterion's place ("c3=15")."""
    rows = []
    leaves = [line.criterion for line in lines_of(sheet.criteria_set) if line.is_leaf]
    for number, leaf in enumerate(leaves, start=1):
        found = other.get(f"c{number}", FOUND[leaf.title])
        value, target = found if isinstance(found, tuple) else (found, None)
        rows.append(Written(leaf, value, target, note="Theo quyết định số 12." if f"c{number}" in other else ""))
    return rows


def save_column(sheet, stage, by, **other):
    """A whole column, as the form would save it."""
    return workflow.save_marks(sheet, Stage(stage), by=by, marks=written(sheet, **other), revision=None)


def bring_to_an_end(sheet, lan, **other):
    """One sheet, with people of its own."""
    own = factories.staff(sheet.unit, f"own{sheet.pk}", "Người Một")
    checker = factories.staff(sheet.checker, f"checker{sheet.pk}", "Người Hai")
    save_column(sheet, "self", own, **other)
    workflow.submit_sheet(sheet, by=own)
    save_column(sheet, "check", checker, **other)
    workflow.finish_check(sheet, by=checker)
    return workflow.finish_appraisal(sheet, by=lan)


@pytest.fixture
def mark():
    """`mark(sheet, "self", nam, c3=15)`."""
    return save_column


@pytest.fixture
def appraise(lan, going):
    """`appraise(sheet, c3=15)`."""
    return lambda sheet, **other: bring_to_an_end(sheet, lan, **other)


@built_once
def published(going, lan):
    """One unit is not considered; the others stand in pairs of equal points."""
    with clock.travel(datetime.datetime(2020, 11, 10, 9, tzinfo=HAI_PHONG)):
        excluded, *others = going.sheets.order_by("pk")
        workflow.exclude_unit(excluded, by=lan, reason="Không ký giao ước.", source="khoản 1 Điều 22 Quy chế")
        for number, one in enumerate(others):
            bring_to_an_end(one, lan, c3=20 - number // 2)
        return workflow.publish_results(going, by=lan)
