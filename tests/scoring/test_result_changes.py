"""Results that are public change by the decision of a conference alone; they are written anew, and signed anew."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from conferences import workflow as meeting
from conferences.models import Conference
from libraries.web import clock
from notices.models import Notice
from records.models import AuditEvent, Document
from records.transitions import NotAllowedNow
from scoring import workflow
from scoring.documents.results import results_paper
from scoring.models import CriteriaSet, Mark, Result, ResultChange, ResultTable
from scoring.queries import result_of, sheet_view
from scoring.worklist import next_action, work_for
from tests import factories
from tests.drafting.pages import browser, post
from tests.scoring.test_models import refused
from tests.support.rows_built_once import built_once
from tests.support.signing import put, sign_and_issue

WORDS = "Công nhận phong trào đã tổ chức."


@built_once
def conference(published, year2020, nine, lan):
    """Of the whole bloc, opened after the results were published."""
    row = meeting.plan(
        year2020,
        by=lan,
        kind=Conference.Kind.YEAREND,
        title="Hội nghị tổng kết năm 2020",
        starts_at=clock.now() + datetime.timedelta(minutes=1),
        place="Hải Phòng",
        chair_name="Nguyễn Văn Minh",
        chair_post="Giám đốc",
        secretary_name="Trần Thị Lan",
    )
    meeting.add_agenda_item(row, by=lan, kind="opinions", title="Xem xét kết quả chấm điểm")
    roll = [meeting.Presence(unit, "present") for unit in nine]
    meeting.record_attendance(row, by=lan, roll=roll, guests_here=[])
    return meeting.open_conference(row, by=lan)


@pytest.fixture
def last(published):
    """The sheet of the last place, and its line that is given points."""
    sheet = published.sheets.order_by("pk").last()
    return sheet, published.criteria.get(title="Tổ chức phong trào")


def change(sheet, criterion, conference, by, found=20, words=WORDS):
    return workflow.record_change(
        sheet, by=by, conference=conference, mark=workflow.Written(criterion, found), conclusion=words
    )


def places(criteria_set):
    return [sheet.result.place for sheet in criteria_set.sheets.order_by("pk")]


def test_what_a_conference_decides_is_a_column_of_its_own_and_all_places_are_written_anew(
    published, conference, last, lan, hoa
):
    sheet, criterion = last
    assert places(published) == [None, 1, 1, 3, 3, 5, 5, 7, 7]
    change(sheet, criterion, conference, lan)
    assert places(published) == [None, 1, 1, 4, 4, 6, 6, 8, 1]
    assert [row.edition for row in sheet.results.order_by("edition")] == [1, 2], "what was published stays"
    assert result_of(sheet.unit_id, published.emulation_year_id).place == 1
    view = sheet_view(sheet)
    line = next(one for one in view.lines if one.line.criterion == criterion)
    assert [cell.words for cell in line.cells()] == ["17", "17", "17", "20"] and line.cells()[-1].note == WORDS
    assert len(sheet_view(published.sheets.order_by("pk")[1]).stages) == 3, "no empty column elsewhere"
    event = AuditEvent.objects.get(verb="scoring.record_change")
    assert event.data["edition"] == 2 and event.reason == WORDS
    assert Notice.objects.filter(user=hoa, title__startswith="Điều chỉnh kết quả chấm điểm").count() == 1


def test_the_table_says_it_and_is_signed_anew(published, conference, last, lan, minh):
    first = sign_and_issue("results", published, by=lan).issued_table
    change(*last, conference, lan)
    asked = [item.title for item in work_for(lan)]
    assert "Trình ký bảng tổng hợp điểm năm 2020" in asked
    published = CriteriaSet.objects.get(pk=published.pk)
    assert published.issued_table is None and next_action(lan, published).act == "Trình ký"
    words = " ".join(getattr(block, "text", "") for block in results_paper(published).body)
    assert f"theo kết luận của {conference.title}: {WORDS}" in words
    second = sign_and_issue("results", published, by=lan).issued_table
    assert (first.edition, second.edition) == (1, 2) and ResultTable.objects.count() == 2
    old = Document.objects.get(pk=first.document_id)
    assert old.end.replaced_by == second.document


def test_nothing_is_changed_while_the_table_is_before_its_signers(published, conference, last, lan, minh):
    put("results", published, by=lan)
    with pytest.raises(NotAllowedNow, match="đang trình ký"):
        change(*last, conference, lan)


def test_only_a_conference_that_met_after_the_publication_decides(published, last, lan, conference):
    Conference.objects.filter(pk=conference.pk).update(opened_at=published.published_at - datetime.timedelta(days=1))
    with pytest.raises(NotAllowedNow, match="Chưa có hội nghị"):
        change(*last, conference, lan)


def test_a_line_is_decided_once(conference, last, lan):
    change(*last, conference, lan)
    with pytest.raises(NotAllowedNow, match="đã có kết luận"):
        change(*last, conference, lan, found=5)


def test_the_database_lets_nothing_else_change_public_results(published, conference, last, lan):
    sheet, criterion = last
    values = {"sheet": sheet, "criterion": criterion, "found": 1, "written_at": clock.now(), "written_by": lan}
    for stage in ("self", "check", "appraisal", "conference"):
        with pytest.raises(DatabaseError, match="không ở bước này"), transaction.atomic():
            Mark.objects.filter(sheet=sheet, criterion=criterion, stage=stage)._raw_delete("default")
            Mark.objects.create(stage=stage, **values)
    numbers = dict.fromkeys(("base", "bonus", "deduction", "attainable", "share"), 0)
    with pytest.raises(DatabaseError, match="chỉ hội nghị điều chỉnh"), transaction.atomic():
        Result.objects.create(sheet=sheet, edition=2, place=1, written_at=clock.now(), **numbers)
    facts = {"criteria_set": published, "sheet": sheet, "criterion": criterion, "conclusion": WORDS}
    stamps = {"recorded_at": clock.now(), "recorded_by": lan}
    opened, before = conference.opened_at, published.published_at - datetime.timedelta(days=1)
    for edition, moment in ((3, opened), (2, before)):
        Conference.objects.filter(pk=conference.pk).update(opened_at=moment)
        with pytest.raises(DatabaseError, match="chỉ điều chỉnh theo kết luận"), transaction.atomic():
            ResultChange.objects.create(edition=edition, conference=conference, **facts, **stamps)
    Conference.objects.filter(pk=conference.pk).update(opened_at=opened)
    change(sheet, criterion, conference, lan)
    for sql in ("UPDATE scoring_resultchange SET conclusion = 'x'", "DELETE FROM scoring_resultchange"):
        refused(sql, says="chỉ ghi một lần")
    refused("UPDATE scoring_mark SET found = 1 WHERE stage = 'conference'", says="không ở bước này")


def test_whoever_belongs_to_the_unit_does_not_write_it_down(published, conference, last, lan):
    sheet, criterion = last
    page = reverse("scoring:result_change", args=[sheet.pk, criterion.pk])
    assert browser(lan).get(page).status_code == 200
    factories.PostFactory(user=lan, unit=sheet.unit)
    assert browser(lan).get(page).status_code == 403


def test_the_page(published, conference, last, lan, hoa):
    sheet, criterion = last
    detail = reverse("scoring:sheet_detail", args=[sheet.pk])
    page = reverse("scoring:result_change", args=[sheet.pk, criterion.pk])
    assert page in browser(lan).get(detail).text and page not in browser(hoa).get(detail).text
    group = published.criteria.get(parent=None, section="base")
    assert browser(lan).get(reverse("scoring:result_change", args=[sheet.pk, group.pk])).status_code == 404
    args = ("scoring:result_change", sheet.pk, criterion.pk)
    wrong = post(lan, *args, conference=conference.pk, found="", conclusion=WORDS)
    assert wrong.status_code == 422 and "Nhập kết quả được công nhận" in wrong.text and WORDS in wrong.text
    assert post(lan, *args, conference=conference.pk, found="20", conclusion=WORDS).url == detail
    shown = browser(hoa).get(reverse("scoring:criteria_detail", args=[published.pk])).text
    assert f"{conference.title} kết luận: {WORDS}" in shown
    assert page not in browser(lan).get(detail).text, "decided once"
