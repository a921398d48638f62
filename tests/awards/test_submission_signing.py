"""The submission is signed by who signs for the bloc, then numbered and sent: nothing of it before that."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards import workflow
from awards.models import Nomination, Quota, Submission
from awards.worklist import next_action
from libraries.pades.verification import examine
from records.ledger import StoredDocuments
from records.models import Document, NumberSeries
from records.transitions import NotAllowedNow
from signatures import workflow as signatures
from signatures.models import SigningRequest
from tests import factories
from tests.awards.conftest import SECTIONS
from tests.awards.test_documents import words_of
from tests.support.pdf import blank_pdf
from tests.support.rows_built_once import built_once
from tests.support.signing import put, sign, sign_all
from units.models import Post

pytestmark = pytest.mark.usefixtures("real_papers", "today")
DAY = "2020-12-10 09:00"


@pytest.fixture
def today(at):
    with at(DAY):
        yield


@built_once
def prepared(full, lan, at):
    with at(DAY):
        return workflow.prepare_submission([full], by=lan)


@built_once
def asked(prepared, real_papers, lan, at):
    """Before Minh, who signs for the bloc."""
    with at(DAY):
        return put("submission", prepared, by=lan)


@built_once
def complete(asked, real_papers, at):
    with at(DAY):
        return sign_all(asked)


def page_of(submission):
    return reverse("awards:submission_detail", args=[submission.pk])


def row_of(request):
    return Submission.objects.get(signing=request)


def test_signed_first_numbered_last(complete, full, lan, minh, mai):
    assert not NumberSeries.objects.filter(series__startswith="TTr").exists()
    assert Nomination.objects.get(pk=full.pk).state == "draft" and row_of(complete).number is None
    signatures.issue_paper(complete, by=lan)
    sent, dossier = row_of(complete), Nomination.objects.get(pk=full.pk)
    assert (sent.state, sent.number, sent.submitted_by) == ("issued", "01/TTr-KTĐ", lan)
    assert (dossier.state, dossier.submission) == ("submitted", sent)
    verdict = examine(sent.document.read(), StoredDocuments())
    assert verdict.status == "valid" and len(verdict.signatures) == 3, "the fixed text, the person, the number"
    words = words_of(sent.document.read())
    assert "KHỐI TRƯỞNG" in words and "Nguyễn Văn Minh" in words and "chưa ký" not in words
    listed = words_of(sent.list_document.read())
    assert "Kèm theo Tờ trình số 01/TTr-KTĐ ngày 10 tháng 12 năm 2020" in listed and full.recipient_name in listed
    parts = dossier.newest_parts()
    assert (parts["submission"].document, parts["list"].document) == (sent.document, sent.list_document)
    assert sent.document.public["Người ký"].startswith("Nguyễn Văn Minh")


def test_the_database_refuses_a_number_without_the_signature(asked, full, lan):
    """Every way round: the number, the state, the dossier."""
    paper = row_of(asked)
    files = dict.fromkeys(("document", "word", "list_document", "list_word"), asked.document)
    issued = {"state": "issued", "number": "01/TTr-KTĐ", "submitted_at": paper.prepared_at, "submitted_by": lan} | files
    with pytest.raises(IntegrityError, match="sau khi đủ chữ ký"), transaction.atomic():
        Submission.objects.filter(pk=paper.pk).update(**issued)
    with pytest.raises(IntegrityError, match="submission_issued_when_issued"), transaction.atomic():
        Submission.objects.filter(pk=paper.pk).update(number="01/TTr-KTĐ")
    with pytest.raises(IntegrityError, match="chưa bỏ được"), transaction.atomic():
        Submission.objects.filter(pk=paper.pk).update(state="dropped")
    with pytest.raises(IntegrityError, match="đã trình ký, không sửa"), transaction.atomic():
        paper.lines.update(cells=["khác"])
    handed_in = {"state": "submitted", "submission": paper, "submitted_at": paper.prepared_at, "submitted_by": lan}
    with pytest.raises(IntegrityError, match="thẩm quyền của tờ trình"), transaction.atomic():
        Nomination.objects.filter(pk=full.pk).update(**handed_in)
    with pytest.raises(IntegrityError, match="không sửa"), transaction.atomic():
        Submission.objects.filter(pk=paper.pk).update(decided_by="prime")


def test_what_is_before_its_signers_stays(asked, full, lan, client_of):
    full = Nomination.objects.get(pk=full.pk)
    words = {"recipient_name": "Tên khác", "citation": "x", "summary": "y"}
    for act in (
        lambda: workflow.edit(full, by=lan, revision=full.revision, **words),
        lambda: workflow.save_report(full, by=lan, revision=1, **SECTIONS),
        lambda: put("achievement_report", full, by=lan),
        lambda: workflow.hand_in_report(full, by=lan, content=b"%PDF", filename="a.pdf"),
        lambda: workflow.hand_in_minutes(full, by=lan, content=b"%PDF", filename="a.pdf"),
        lambda: workflow.drop_submission(row_of(asked), by=lan),
    ):
        with pytest.raises(NotAllowedNow, match="đang trình ký"):
            act()
    browser = client_of(lan)
    detail = browser.get(reverse("awards:nomination_detail", args=[full.pk])).text
    assert "Đang trình ký tờ trình" in detail and reverse("awards:nomination_edit", args=[full.pk]) not in detail
    refused = browser.post(reverse("awards:drop_submission", args=[row_of(asked).pk]))
    assert refused.status_code == 409 and "Thu hồi văn bản trình ký" in refused.text


def test_returned_mended_and_put_again(asked, full, lan, minh, client_of):
    signatures.return_paper(asked, by=minh, reason="Sửa tên đơn vị theo quyết định đổi tên.")
    shown = client_of(lan).get(page_of(row_of(asked))).text
    assert "Sửa và trình ký lại tờ trình" in shown and "Sửa tên đơn vị theo quyết định" in shown
    words = {"recipient_name": "Công ty Hoa tiêu (tên mới)", "citation": "x", "summary": "y"}
    dossier = Nomination.objects.get(pk=full.pk)
    workflow.edit(dossier, by=lan, revision=dossier.revision, **words)
    again = sign_all(put("submission", row_of(asked), by=lan))
    signatures.issue_paper(again, by=lan)
    sent = row_of(again)
    assert sent.number == "01/TTr-KTĐ" and sent.lines.get().cells[0] == "Công ty Hoa tiêu (tên mới)"
    assert "Công ty Hoa tiêu (tên mới)" in words_of(sent.document.read())
    assert not Document.objects.filter(kind="submission", number="02/TTr-KTĐ").exists()


def test_withdrawn_and_dropped_its_dossiers_are_free(complete, full, lan, client_of):
    """Found wrong after the signature: no number was taken, and no dead end is left."""
    signatures.withdraw(complete, by=lan, reason="Thiếu một tập thể.")
    browser, paper = client_of(lan), row_of(complete)
    assert "Hủy tờ trình" in browser.get(page_of(paper)).text
    answer = browser.post(reverse("awards:drop_submission", args=[paper.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("awards:nomination_detail", args=[full.pk])
    paper.refresh_from_db()
    assert paper.state == "dropped" and "Tờ trình đã bỏ" in browser.get(page_of(paper)).text
    assert next_action(lan, Nomination.objects.get(pk=full.pk)).title == "Trình hồ sơ"
    assert workflow.prepare_submission([full], by=lan).pk != paper.pk
    assert not NumberSeries.objects.filter(series__startswith="TTr").exists()


def test_signed_by_hand_the_scan_is_the_document(asked, full, lan, mai, client_of):
    """Ký trên giấy: certified by who received it; the list goes with it under the same number."""
    scan = blank_pdf()
    answers = {
        "file": SimpleUploadedFile("to-trinh.pdf", scan, content_type="application/pdf"), "form": "scan",
        "number": "01/TTr-KTĐ", "signed_on": "10/12/2020", "kept_at": "Văn thư Cảng vụ", "compared": "on",
    }  # fmt: skip
    answer = client_of(lan).post(reverse("signatures:original_receive", args=[asked.pk]), answers)
    assert answer.status_code == 302, answer.text
    sent = row_of(asked)
    assert (sent.state, sent.number) == ("issued", "01/TTr-KTĐ") and sent.document.read() == scan
    assert sent.document.public["Người nhận, đối chiếu"] == "Trần Thị Lan"
    assert "Tờ trình số 01/TTr-KTĐ" in words_of(sent.list_document.read())
    assert Nomination.objects.get(pk=full.pk).state == "submitted"
    assert "Ký trên giấy ngày 10/12/2020" in client_of(lan).get(page_of(sent)).text
    assert "Ký trên giấy" not in client_of(mai).get(page_of(sent)).text, "how it is signed is the bloc's affair"


def test_who_left_office_signs_no_more(asked, full, lan, minh, nine):
    """The law asks the post of the day: withdrawn, and put before whoever holds it now."""
    Post.objects.filter(user=minh).update(valid_to=datetime.date(2020, 12, 1))
    with pytest.raises(NotAllowedNow):
        sign(asked.parties.get(), by=minh)
    assert SigningRequest.objects.get(pk=asked.pk).state == "open"


def test_a_place_of_the_quota_that_went_meanwhile_stops_the_issue(complete, lan):
    from awards.models import Quota

    Quota.objects.update(count=0)
    with pytest.raises(NotAllowedNow, match="phân bổ 0"):
        signatures.issue_paper(complete, by=lan)
    assert not NumberSeries.objects.filter(series__startswith="TTr", last__gt=0).exists()
    assert SigningRequest.objects.get(pk=complete.pk).state == "complete" and row_of(complete).number is None


def test_who_sees_it_before_it_is_sent(asked, complete, lan, minh, hoa, mai, client_of):
    page, paper = page_of(row_of(asked)), reverse("signatures:sign_read", args=[asked.pk])
    assert [client_of(who).get(page).status_code for who in (lan, minh, hoa, mai)] == [200, 200, 404, 404]
    assert [client_of(who).get(paper).status_code for who in (minh, hoa, mai)] == [200, 404, 404]


def test_whoever_signs_reads_the_list_too(asked, full, minh, client_of):
    shown = client_of(minh).get(reverse("signatures:sign_read", args=[asked.pk])).text
    assert "Danh sách trích ngang các tập thể đề nghị khen thưởng" in shown
    assert "Dẫn tàu an toàn 21.436 lượt" in shown and "Ký tờ trình" in shown


def test_what_changed_meanwhile_is_said_with_the_button_beside_it(complete, full, lan, client_of):
    """A vote that is counted, new guidance of the city: the number is not taken for other words than were signed."""
    Quota.objects.filter(kind=full.kind).update(guidance_number="99/HD-BTĐKT")
    browser, withdraw = client_of(lan), reverse("signatures:request_withdraw", args=[complete.pk])
    issue_page = reverse("signatures:request_issue", args=[complete.pk])
    for page in (reverse("signatures:request_detail", args=[complete.pk]), issue_page):
        shown = browser.get(page).text
        assert "Nội dung khác bản trình ký" in shown and withdraw in shown
    assert browser.post(issue_page).status_code == 409
    browser.post(withdraw, {"reason": "Văn bản hướng dẫn mới"})
    again = sign_all(put("submission", row_of(complete), by=lan))
    assert "Nội dung khác" not in browser.get(reverse("signatures:request_detail", args=[again.pk])).text
    signatures.issue_paper(again, by=lan)
    assert "99/HD-BTĐKT" in words_of(row_of(again).document.read())


def test_the_request_is_seen_by_whoever_sees_the_paper(asked, nine, minh, lan, nam, client_of):
    """Of the head unit its leader, who signs; its staff neither the submission nor how it is signed."""
    staff = factories.UserFactory(full_name="Chuyên Viên Khối Trưởng")
    factories.PostFactory(user=staff, unit=nine[0], title="Chuyên viên", valid_from=datetime.date(2020, 1, 1))
    for user, sees in ((lan, True), (minh, True), (staff, False), (nam, False)):
        assert Submission.objects.visible_to(user).filter(signing=asked).exists() == sees, user
        assert SigningRequest.objects.visible_to(user).filter(pk=asked.pk).exists() == sees, user
