"""Certificates: numbered, printed, failed and printed again, handed over, revoked, replaced."""

import pytest
from django.db import connection

from awards import workflow
from awards.documents import certificate as certificate_documents
from awards.models import Certificate, Nomination
from notices.models import Notice
from records.models import Job
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests import factories


def test_backgrounds_are_drawn_before_a_certificate_is_locked(numbered, monkeypatch):
    drawn, outside = [], len(connection.atomic_blocks)
    background_of = certificate_documents.background_of

    def draw(layout):
        drawn.append(len(connection.atomic_blocks) - outside)
        return background_of(layout)

    monkeypatch.setattr(certificate_documents, "background_of", draw)
    assert workflow.print_waiting() == 1
    assert drawn[0] == 0


def test_issue_numbers_first_and_prints_after(decided, lan, mai):
    job = workflow.issue(decided.lines.all(), by=mai)
    row = job.certificates.get()
    assert (row.state, row.number, row.document, job.total) == ("numbered", 1, None, 1)
    assert workflow.print_waiting() == 1
    row.refresh_from_db()
    job.refresh_from_db()
    assert row.state == "valid" and row.document.code and job.state == Job.State.DONE
    assert row.document.public["Số sổ vàng"] == "1"
    assert row.document.public["Số quyết định"] == "1234/QĐ-UBND"
    assert Notice.objects.filter(user=mai, title="Đã in 1/1 bằng").exists()
    assert workflow.print_waiting() == 0


def test_issue_twice_is_refused(numbered, decided, mai):
    with pytest.raises(NotAllowedNow, match="Đã cấp bằng"):
        workflow.issue(decided.lines.all(), by=mai)
    with pytest.raises(NotAllowedNow, match="ít nhất một"):
        workflow.issue([], by=mai)


def test_a_certificate_that_cannot_be_printed_waits_for_a_retry(numbered, lan, monkeypatch):
    def broken(*args, **options):
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("awards.printing.prepared_certificate", broken)
        assert workflow.print_waiting() == 0
        assert workflow.print_waiting() == 0
    numbered.refresh_from_db()
    first = numbered.job
    first.refresh_from_db()
    assert numbered.print_error and (first.failed, first.state) == (1, Job.State.DONE)
    assert workflow.print_waiting() == 0, "left alone until somebody asks"
    job = workflow.retry([numbered], by=lan)
    assert job != first and workflow.print_waiting() == 1
    numbered.refresh_from_db()
    assert (numbered.state, numbered.number, numbered.print_error) == ("valid", 1, "")
    with pytest.raises(NotAllowedNow, match="Không còn"):
        workflow.retry([numbered], by=lan)


def test_a_killed_worker_loses_nothing(numbered, monkeypatch):
    """Killed after the file was made, before the commit: the row is as it was, the next worker prints it."""
    from awards import printing

    made = printing.prepared_certificate

    def killed(*args, **options):
        made(*args, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(printing, "prepared_certificate", killed)
        with pytest.raises(KeyboardInterrupt):
            workflow.print_waiting()
    numbered.refresh_from_db()
    assert (numbered.state, numbered.document, numbered.print_error) == ("numbered", None, "")
    assert workflow.print_waiting() == 1


def test_revoked_with_its_reason(certificate, mai, proof, hoa):
    row = workflow.revoke(certificate, by=mai, reason="Kê khai gian dối (Điều 93).", proof=proof)
    assert row.state == "revoked" and row.revoked_by == mai
    assert row.document.end.kind == "revoked" and "Điều 93" in row.document.end.reason
    assert Notice.objects.filter(user=hoa, title__startswith="Thông báo thu hồi").exists()
    with pytest.raises(NotAllowedNow):
        workflow.revoke(certificate, by=mai, reason="lần nữa", proof=proof)
    with pytest.raises(NotAllowedNow):
        workflow.issue([row.line], by=mai)


def test_replaced_by_a_new_one_under_a_new_number(certificate, mai, proof):
    new = workflow.replace(
        certificate, by=mai, replaced_as="exchange", reason="In sai tên.", proof=proof, recipient_name="Tên đúng"
    )
    certificate.refresh_from_db()
    assert (certificate.state, certificate.replacement) == ("replaced", new)
    assert (new.state, new.number, new.recipient_name) == ("valid", 2, "Tên đúng")
    assert certificate.document.end.replaced_by == new.document
    with pytest.raises(NotAllowedNow):
        workflow.replace(certificate, by=mai, replaced_as="exchange", reason="x", proof=proof)


MISSING_LETTER = "tên ghi trên bằng có “漢” trong “Y漢n” mà phông chữ in không có"


def test_a_letter_the_print_faces_lack_stops_the_issue(decided, mai):
    line = decided.lines.get()
    Nomination.objects.filter(pk=line.nomination_id).update(recipient_name="Y Thông Y漢n Yă")
    with pytest.raises(NotAllowedNow, match=MISSING_LETTER):
        workflow.issue(decided.lines.all(), by=mai)
    assert not Certificate.objects.exists()


def test_a_letter_the_print_faces_lack_stops_the_replacement(certificate, mai, proof):
    with pytest.raises(NotAllowedNow, match=MISSING_LETTER):
        workflow.replace(
            certificate,
            by=mai,
            replaced_as="exchange",
            reason="Sửa tên.",
            proof=proof,
            recipient_name="Y Thông Y漢n Yă",
        )
    assert Certificate.objects.get().state == "valid"


def test_letters_of_every_language_of_vietnam_are_printed(certificate, mai, proof):
    name = "Y Thông Ƀuôn Yă, H’Hen Niê, Ê\u0306ban Čư Ŏ"
    new = workflow.replace(
        certificate, by=mai, replaced_as="exchange", reason="Sửa tên.", proof=proof, recipient_name=name
    )
    assert new.state == "valid" and new.document.public["Tập thể được khen thưởng"] == name


def test_a_sheet_that_would_lack_a_letter_is_not_printed_either(numbered):
    """Numbered before, by an older program: the printing stops and says which letter."""
    Certificate.objects.filter(pk=numbered.pk).update(recipient_name="Y漢n")
    assert workflow.print_waiting() == 0
    numbered.refresh_from_db()
    assert numbered.state == "numbered" and "“漢”" in numbered.print_error


def test_replacing_needs_reason_and_person(certificate, mai, proof):
    from dataclasses import replace

    with pytest.raises(NotAllowedNow, match="lý do"):
        workflow.replace(certificate, by=mai, replaced_as="exchange", reason=" ", proof=proof)
    with pytest.raises(NotAllowedNow, match="mã OTP"):
        workflow.replace(
            certificate, by=mai, replaced_as="exchange", reason="x", proof=replace(proof, password_at=None)
        )
    with pytest.raises(NotAllowedNow, match="mã OTP"):
        workflow.revoke(certificate, by=mai, reason="x", proof=replace(proof, password_at=None))
    assert Certificate.objects.count() == 1


def test_handed_over_at_a_conference_of_the_bloc(certificate, conference, lan):
    (row,) = workflow.hand_over([certificate], by=lan, conference=conference)
    assert row.handed_over_conference == conference and row.handed_over_by == lan and row.state == "valid"
    with pytest.raises(NotAllowedNow, match="đã trao"):
        workflow.hand_over([certificate], by=lan, conference=conference)


def test_not_handed_over_before_it_begins_or_elsewhere(certificate, conference, other_bloc, lan):
    with pytest.raises(NotAllowedNow, match="ít nhất một"):
        workflow.hand_over([], by=lan, conference=conference)
    conference.state = "planned"
    with pytest.raises(NotAllowedNow, match="chưa khai mạc"):
        workflow.hand_over([certificate], by=lan, conference=conference)
    conference.state = "open"
    conference.emulation_year = factories.EmulationYearFactory(bloc=other_bloc, year=2018)
    with pytest.raises(NotAllowedNow, match="không thuộc khối"):
        workflow.hand_over([certificate], by=lan, conference=conference)


def test_a_template_is_changed_on_its_newest_reading(diploma, mai):
    template = diploma.templates.get()
    saved = workflow.save_template(template, by=mai, revision=1, overprint_x_mm="1.5")
    assert saved.revision == 2
    with pytest.raises(EditConflict):
        workflow.save_template(template, by=mai, revision=1, overprint_x_mm="2")
