"""The evidence for a criterion: added while the unit marks itself, shown to its checker beside the line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from lxml import html

from libraries.web import clock
from records.transitions import NotAllowedNow
from scoring import workflow
from scoring.models import CriteriaSet, Proof, ScoreSheet
from scoring.requirements import submission_gaps
from tests import factories
from tests.evidence.conftest import add
from tests.scoring.conftest import CHECK_BY, SCORE_BY
from tests.support.pdf import blank_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def direct(sheet):
    return sheet.criteria_set.criteria.get(title="Tổ chức phong trào")


@pytest.fixture
def piece(sheet, nam):
    return add(sheet.unit, nam)


@pytest.fixture
def address(sheet, direct):
    return f"/cham-diem/phieu/{sheet.pk}/tieu-chi/{direct.pk}/minh-chung/"


def text(answer):
    return answer.content.decode()


def fresh(sheet):
    return ScoreSheet.objects.select_related("criteria_set__emulation_year__bloc", "unit", "checker").get(pk=sheet.pk)


def test_staff_adds_a_new_file_then_uses_it_for_another_criterion(client_of, sheet, direct, address, nam):
    browser = client_of(nam)
    file = SimpleUploadedFile("bao-cao.pdf", blank_pdf(), content_type="application/pdf")
    answer = browser.post(f"{address}them/", {"file": file, "title": "Báo cáo phong trào", "issued_on": "30/10/2020"})
    assert answer.url == address and "Báo cáo phong trào" in text(browser.get(address))
    assert "1 minh chứng" in text(browser.get(f"/cham-diem/phieu/{sheet.pk}/"))
    other = sheet.criteria_set.criteria.get(title="Doanh thu")
    there = address.replace(f"/{direct.pk}/", f"/{other.pk}/")
    page = html.fromstring(text(browser.get(f"{there}them/")))
    (box,) = page.xpath("//input[@name='kept']")
    assert browser.post(f"{there}them/", {"kept": box.get("value")}).url == there
    assert [proof.criterion for proof in sheet.proofs.order_by("pk")] == [direct, other]
    assert sheet.proofs.values("evidence").distinct().count() == 1


def test_nothing_chosen_and_a_file_without_its_facts_are_said(client_of, address, nam, piece):
    browser = client_of(nam)
    empty = browser.post(f"{address}them/", {})
    assert empty.status_code == 422 and "Chọn tệp hoặc chụp văn bản." in text(empty)
    file = SimpleUploadedFile("a.pdf", blank_pdf(), content_type="application/pdf")
    bare = browser.post(f"{address}them/", {"file": file})
    assert bare.status_code == 422 and "Nhập tên minh chứng." in text(bare) and "Nhập ngày văn bản." in text(bare)
    assert not Proof.objects.exists()


def test_taken_off_it_is_still_held(client_of, sheet, direct, address, piece, nam):
    workflow.add_proofs(sheet, by=nam, criterion=direct, kept=[piece])
    browser, proof = client_of(nam), Proof.objects.get()
    assert browser.post(f"/cham-diem/phieu/{sheet.pk}/minh-chung/{proof.pk}/go/").url == address
    assert not Proof.objects.exists() and browser.get(f"/minh-chung/{piece.pk}/").status_code == 200


def test_the_checker_reads_it_once_the_sheet_is_handed_in(
    client_of, sheet, direct, address, piece, mark, nam, hoa, phuc
):
    workflow.add_proofs(sheet, by=nam, criterion=direct, kept=[piece])
    mark(sheet, "self", nam)
    addresses = (address, f"/minh-chung/{piece.pk}/", f"/minh-chung/{piece.pk}/tep/")
    assert [client_of(phuc).get(one).status_code for one in addresses] == [404, 404, 404]
    workflow.submit_sheet(fresh(sheet), by=hoa)
    assert [client_of(phuc).get(one).status_code for one in addresses] == [200, 200, 200]
    marking = text(client_of(phuc).get(f"/cham-diem/phieu/{sheet.pk}/cham/cham-cheo/"))
    assert piece.title in marking and f"/minh-chung/{piece.pk}/trang/1/" in marking
    assert client_of(hoa).get(f"{address}them/").status_code == 409


def test_who_reads_the_evidence_of_a_line(
    client_of, sheet, direct, address, piece, mark, nam, hoa, lan, minh, tuan, mai
):
    workflow.add_proofs(sheet, by=nam, criterion=direct, kept=[piece])
    mark(sheet, "self", nam)
    people = (nam, hoa, lan, minh, tuan, mai)
    assert [client_of(one).get(address).status_code for one in people] == [200, 200, 200, 404, 404, 404]
    workflow.submit_sheet(fresh(sheet), by=hoa)
    # minh leads the head unit of the year, which appraises.
    assert [client_of(one).get(address).status_code for one in people] == [200, 200, 200, 200, 404, 404]
    stranger = factories.staff(factories.UnitFactory(bloc=sheet.unit.bloc), "xa", "Người Xa")
    assert client_of(stranger).get(address).status_code == 404


def test_where_the_set_wants_it_a_file_or_an_explanation_comes_before_handing_in(drafted, nine, lan, phuc, nam, mark):
    wanted = drafted.criteria.get(title="Tổ chức phong trào")
    values = {name: getattr(wanted, name) for name in ("title", "kind", "maximum", "each", "places", "tie_order")}
    workflow.edit_criterion(wanted, by=lan, revision=wanted.revision, needs_evidence=True, **values)
    going = workflow.open_scoring(
        workflow.adopt_set(CriteriaSet.objects.get(pk=drafted.pk), by=lan), by=lan, score_by=SCORE_BY, check_by=CHECK_BY
    )
    sheet = fresh(going.sheets.get(unit=nine[5]))

    def gaps():
        return [gap.sentence for gap in submission_gaps(fresh(sheet))]

    asked = ["Tiêu chí 3 chưa có minh chứng. Thêm minh chứng hoặc nhập giải trình."]
    mark(sheet, "self", nam)
    assert gaps() == asked
    mark(fresh(sheet), "self", nam, c3=0)
    assert gaps() == [], "nothing was reached, nothing is to be shown"
    mark(fresh(sheet), "self", nam)
    workflow.add_proofs(fresh(sheet), by=nam, criterion=wanted, kept=[add(sheet.unit, nam)])
    assert gaps() == []
    workflow.remove_proof(Proof.objects.select_related("sheet", "criterion", "evidence").get(), by=nam)
    assert gaps() == asked
    mark(fresh(sheet), "self", nam, c3=18)
    assert gaps() == [], "explained"


def test_the_database_keeps_what_was_handed_in(sheet, direct, piece, mark, nam, hoa):
    workflow.add_proofs(sheet, by=nam, criterion=direct, kept=[piece])
    mark(sheet, "self", nam)
    workflow.submit_sheet(fresh(sheet), by=hoa)
    late = Proof(
        sheet=sheet, criterion=direct, evidence=add(sheet.unit, nam, "#ff00ff"), added_at=clock.now(), added_by=nam
    )
    for change in (lambda: Proof.objects.all().delete(), lambda: late.save(force_insert=True)):
        with pytest.raises(IntegrityError, match="khi đơn vị đang tự chấm"), transaction.atomic():
            change()


def test_nobody_shows_the_file_of_another_unit(sheet, direct, nine, nam):
    strange = add(nine[2], factories.staff(nine[2], "khanh", "Lê Khánh"))
    with pytest.raises(NotAllowedNow, match="minh chứng của đơn vị"):
        workflow.add_proofs(sheet, by=nam, criterion=direct, kept=[strange])
    with pytest.raises(IntegrityError, match="phải thuộc phiếu của đơn vị"), transaction.atomic():
        Proof.objects.create(sheet=sheet, criterion=direct, evidence=strange, added_at=clock.now(), added_by=nam)


def test_one_piece_stands_once(sheet, direct, piece, nam):
    for _ in range(2):
        workflow.add_proofs(fresh(sheet), by=nam, criterion=direct, kept=[piece])
    assert Proof.objects.count() == 1
    with pytest.raises(IntegrityError, match="one_piece_a_criterion_once"), transaction.atomic():
        Proof.objects.create(sheet=sheet, criterion=direct, evidence=piece, added_at=clock.now(), added_by=nam)
