"""The achievement report: for one year or two, its table read from the pledge by key, under the right post."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards import workflow
from awards.documents.achievement_report import PAST, TARGETS, report_paper
from awards.models import AwardTerms, Nomination, ReportedResult
from awards.queries.results import Reached, years_reported
from drafting.models import Text
from libraries.printing.paper import Paragraph, Table
from libraries.web import clock
from pledges.models import Pledge, Target
from records.transitions import NotAllowedNow
from tests.awards.conftest import SECTIONS
from tests.support.rows_built_once import built_once
from units.models import ManagingAgency

OTHER = "2019; Lượt tàu được dẫn; lượt; 20.000; 21.436; 20.150\n2020; Nộp ngân sách; %; 100; 102; "


def target_of(year, unit, by, *, name="Lượt tàu được dẫn an toàn", value="20500"):
    """A target as a pledge that was opened holds it; the pledge itself is not what these tests are about."""
    text = Text.objects.filter(emulation_year=year, kind="pledge").first() or Text.objects.create(
        emulation_year=year, kind="pledge", title=f"Giao ước {year.year}", created_at=clock.now(), created_by=by
    )
    pledge = Pledge.objects.filter(emulation_year=year).first() or Pledge.objects.create(
        emulation_year=year, text=text, title=text.title, created_at=clock.now(), created_by=by
    )
    return Target.objects.create(
        pledge=pledge, unit=unit, position=pledge.targets.count() + 1, name=name, measure="lượt", value=Decimal(value),
        written_at=clock.now(), written_by=by,
    )  # fmt: skip


@pytest.fixture
def sealed(monkeypatch):
    """Pledges count as sealed: opening one prints and signs, which tests/pledges do."""
    monkeypatch.setattr("awards.queries.results.SEALED", ["draft"])


@built_once
def target(draft, lan):
    return target_of(draft.emulation_year, draft.unit, lan)


def saved(nomination, by, **more):
    workflow.save_report(nomination, by=by, revision=0, **SECTIONS | more)
    return Nomination.objects.get(pk=nomination.pk)


def tables(nomination):
    return [block for block in report_paper(nomination, nomination.report).body if isinstance(block, Table)]


def test_the_flag_covers_one_year_and_the_certificate_of_merit_two(draft, year2020, nine, flag, lan):
    first = workflow.nominate(year2020, by=lan, unit=nine[2], kind=flag)
    assert list(years_reported(first)) == [2020] and list(years_reported(draft)) == [2019, 2020]
    assert report_paper(saved(draft, lan), draft.report).subject.endswith("(thành tích 02 năm 2019 - 2020)")
    assert report_paper(saved(first, lan), first.report).subject.endswith("(thành tích năm 2020)")


def test_the_table_reads_the_targets_of_the_pledge_by_key(draft, target, lan, sealed):
    row = saved(draft, lan, results=[Reached(target.pk, Decimal("21436"), Decimal("20000"))])
    table = tables(row)[0]
    assert table.columns == TARGETS
    assert table.rows == (("1", target.name, "lượt", "20.500", "21.436", "104,6%", "20.000", "107,2%"),)
    # The pledge is the source: what it registered is shown, never typed again.
    assert "name" not in {field.name for field in ReportedResult._meta.fields}


def test_two_years_stand_one_after_the_other(draft, target, lan, sealed):
    row = saved(draft, lan, other_results=OTHER, results=[Reached(target.pk, Decimal("21436"), None)])
    cells = [[getattr(cell, "text", cell) for cell in line] for line in tables(row)[0].rows]
    assert [line[0] for line in cells] == ["Năm 2019", "1", "Năm 2020", "1", "2"]
    assert cells[1] == ["1", "Lượt tàu được dẫn", "lượt", "20.000", "21.436", "107,2%", "20.150", "106,4%"]
    assert cells[3][4:] == ["21.436", "104,6%", "", ""] and cells[4][1:6] == [
        "Nộp ngân sách", "%", "100", "102", "102%",
    ]  # fmt: skip


def test_a_target_that_was_not_sealed_is_not_reported(draft, target, lan):
    with pytest.raises(NotAllowedNow, match="không thuộc giao ước của đơn vị"):
        saved(draft, lan, results=[Reached(target.pk, Decimal(1), None)])


def test_nobody_reports_the_target_of_another_unit(draft, nine, lan, sealed):
    foreign = target_of(draft.emulation_year, nine[2], lan)
    with pytest.raises(NotAllowedNow, match="không thuộc giao ước của đơn vị"):
        saved(draft, lan, results=[Reached(foreign.pk, Decimal(1), None)])
    report = saved(draft, lan).report
    with pytest.raises(IntegrityError, match="Chỉ tiêu thuộc đơn vị khác"), transaction.atomic():
        ReportedResult.objects.create(report=report, target=foreign)


def test_one_result_a_target(draft, target, lan, sealed):
    row = saved(draft, lan, results=[Reached(target.pk, Decimal(1), None)])
    workflow.save_report(row, by=lan, revision=1, results=[Reached(target.pk, Decimal(2), None)], **SECTIONS)
    assert ReportedResult.objects.get().result == 2
    with pytest.raises(IntegrityError, match="one_result_a_target_a_report"), transaction.atomic():
        ReportedResult.objects.create(report=row.report, target=target)


def test_years_of_a_report_are_few(kinds):
    with pytest.raises(IntegrityError, match="award_terms_report_of_some_years"), transaction.atomic():
        AwardTerms.objects.update(report_years=0)


def test_the_form_of_the_paper(draft, hoa, lan):
    """Agency above the unit, number of the unit, two signatures, who gets it, "./." (Phụ lục I, II.2, II.7, II.9)."""
    ManagingAgency.objects.create(unit=draft.unit, name="Bộ Giao thông vận tải", valid_from="2010-01-01")
    paper = report_paper(saved(draft, lan), draft.report)
    assert paper.superior == "BỘ GIAO THÔNG VẬN TẢI" and paper.issuer == draft.unit.name.upper()
    assert paper.number.endswith("/BC-……") and paper.recipients == (draft.bloc.name, "Lưu: VT")
    confirms, leads = paper.signatures
    assert confirms.lines == ("Xác nhận của cấp trình khen thưởng",) and not confirms.name
    assert (leads.lines, leads.name) == (("Giám đốc",), hoa.full_name)
    assert paper.ends_with_mark
    heads = [block.text for block in paper.body if isinstance(block, Paragraph) and block.bold]
    assert [head.split(".")[0] for head in heads if head.isupper()] == ["I", "II", "III"]
    assert tables(Nomination.objects.get(pk=draft.pk))[-1].columns == PAST


def test_results_are_typed_on_the_page_and_kept(client_of, nam, draft, target, sealed):
    browser, address = client_of(nam), reverse("awards:report_edit", args=[draft.pk])
    page = browser.get(address).content.decode()
    assert f"Kết quả năm 2020: {target.name} (lượt)" in page and "Đã đăng ký trong giao ước: 20.500 lượt." in page
    boxes = {f"result_{target.pk}": "21.436", f"before_{target.pk}": "20.000,5", "revision": "0"}
    assert browser.post(address, SECTIONS | boxes).status_code == 302
    kept = ReportedResult.objects.get()
    assert (kept.result, kept.before) == (Decimal("21436"), Decimal("20000.50"))
    assert "21.436" in browser.get(address).content.decode()
    wrong = browser.post(address, SECTIONS | boxes | {f"result_{target.pk}": "nhiều", "revision": "1"})
    assert wrong.status_code == 422 and "nhiều" in wrong.content.decode()


def test_other_results_name_the_wrong_line(client_of, nam, draft):
    boxes = {"other_results_0_0": "2019", "other_results_0_1": "Lượt tàu", "revision": "0"}
    page = client_of(nam).post(reverse("awards:report_edit", args=[draft.pk]), SECTIONS | boxes)
    assert page.status_code == 422 and "Dòng 1: nhập đủ năm, chỉ tiêu và kết quả" in page.content.decode()
