"""Every verb: what it does, what it refuses, and every state × step pair."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from awards import workflow
from awards.documents import certificate as certificate_documents
from awards.models import Certificate, Decision, Nomination, Quota, Review
from notices.models import Notice
from records.documents import store_document
from records.models import AuditEvent, Job
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests import factories
from tests.awards.conftest import SECTIONS, agree, fill

STAMPS = ("submitted_at", "submitted_by", "reviewed_at", "decided_at")


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


# --- The dossier -----------------------------------------------------------------------------------------------------


def test_a_dossier_begins_with_the_name_of_the_last_day_of_the_year(year2020, nine, diploma, lan):
    from units.models import UnitName

    unit = nine[5]
    UnitName.objects.filter(unit=unit).update(valid_to=datetime.date(2020, 7, 1))
    for name, start, end in (("Tên giữa năm", (2020, 7, 1), (2021, 1, 1)), ("Tên năm sau", (2021, 1, 1), None)):
        row = UnitName(
            unit=unit,
            name=name,
            valid_from=datetime.date(*start),
            valid_to=datetime.date(*end) if end else None,
        )
        row.set_keys()
        row.save()
    nomination = workflow.nominate(year2020, by=lan, unit=type(unit).objects.get(pk=unit.pk), kind=diploma)
    assert nomination.recipient_name == "Tên giữa năm"
    assert nomination.state == "draft" and verbs()[-1] == "awards.nominate"


def test_one_dossier_a_unit_and_kind(draft, year2020, nine, diploma, flag, lan):
    with pytest.raises(NotAllowedNow, match="đã có hồ sơ"):
        workflow.nominate(year2020, by=lan, unit=nine[5], kind=diploma)
    workflow.nominate(year2020, by=lan, unit=nine[5], kind=flag)


def test_a_unit_without_a_seat_is_not_proposed(year2020, tuan, diploma, lan):
    stranger = tuan.posts.get().unit
    with pytest.raises(NotAllowedNow, match="không có tên"):
        workflow.nominate(year2020, by=lan, unit=stranger, kind=diploma)


def test_editing_on_an_old_reading_is_refused(draft, lan):
    words = {"recipient_name": "A", "citation": "b", "summary": "c", "ballot": None}
    workflow.edit(draft, by=lan, revision=1, **words)
    with pytest.raises(EditConflict):
        workflow.edit(draft, by=lan, revision=1, **words)


def test_the_report_is_saved_again_and_again_and_finished(draft, nam):
    report = workflow.save_report(draft, by=nam, revision=0, **SECTIONS)
    report = workflow.save_report(draft, by=nam, revision=1, **SECTIONS)
    assert report.revision == 2
    with pytest.raises(EditConflict):
        workflow.save_report(draft, by=nam, revision=1, **SECTIONS)
    draft.refresh_from_db()
    part = workflow.finish_report(draft, by=nam)
    assert (part.part, part.report_revision) == ("report", 2) and part.word_id


def test_nothing_is_locked_while_report_submission_and_record_are_printed(
    draft, lan, mai, duc, proof, facts, locks_at_printing
):
    submitted = workflow.submit(fill(draft, lan), by=lan)
    assert locks_at_printing == [0] * 4  # PDF and Word of report and submission
    workflow.decide([agree(submitted, mai, duc)], by=mai, proof=proof, **facts)
    assert locks_at_printing == [0] * 5


def test_backgrounds_are_drawn_before_a_certificate_is_locked(numbered, monkeypatch):
    drawn, outside = [], len(connection.atomic_blocks)
    background_of = certificate_documents.background_of

    def draw(layout):
        drawn.append(len(connection.atomic_blocks) - outside)
        return background_of(layout)

    monkeypatch.setattr(certificate_documents, "background_of", draw)
    assert workflow.print_waiting() == 1
    assert drawn[0] == 0


def test_a_report_edited_after_it_was_put_in_must_be_put_in_again(full, lan):
    workflow.save_report(full, by=lan, revision=1, **SECTIONS)
    full.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="đã sửa sau khi đưa vào hồ sơ"):
        workflow.submit(full, by=lan)


def test_an_empty_report_is_not_finished(draft, nam):
    with pytest.raises(NotAllowedNow, match="Chưa viết báo cáo"):
        workflow.finish_report(draft, by=nam)
    workflow.save_report(draft, by=nam, revision=0, overview="x")
    draft = Nomination.objects.get(pk=draft.pk)
    with pytest.raises(NotAllowedNow, match=r"II\.1"):
        workflow.finish_report(draft, by=nam)


def test_past_awards_of_a_wrong_shape_are_refused(draft, nam):
    with pytest.raises(NotAllowedNow, match="Dòng 1 cần đủ bốn phần"):
        workflow.save_report(draft, by=nam, revision=0, past_awards="năm 2018 bằng khen")


def test_what_is_missing_is_said_in_words(draft, lan):
    with pytest.raises(NotAllowedNow) as refusal:
        workflow.submit(draft, by=lan)
    for words in ("tóm tắt thành tích", "nội dung khen", "báo cáo thành tích", "biên bản bình xét"):
        assert words in refusal.value.message


def test_submission_takes_a_number_makes_the_paper_and_tells_the_board(full, lan, mai, duc):
    nomination = workflow.submit(full, by=lan)
    part = nomination.newest_parts()["submission"]
    assert nomination.state == "submitted" and nomination.submitted_by == lan
    assert part.document.number == "01/TTr-KTĐ" and part.document.code and part.word
    assert set(Notice.objects.filter(title__startswith="Thẩm định hồ sơ").values_list("user", flat=True)) == {
        mai.pk,
        duc.pk,
    }
    assert verbs()[-1] == "awards.submit"


def test_no_more_than_the_quota(full, year2020, nine, diploma, lan):
    workflow.submit(full, by=lan)
    second = fill(workflow.nominate(year2020, by=lan, unit=nine[2], kind=diploma), lan)
    with pytest.raises(NotAllowedNow, match="Chỉ tiêu Bằng khen năm 2020 của Khối là 1, đã trình 1"):
        workflow.submit(second, by=lan)
    workflow.set_quota(year2020, by=lan, kind=diploma, count=2, source="Hướng dẫn bổ sung")
    assert workflow.submit(second, by=lan).state == "submitted"


def test_no_submission_without_a_quota(full, lan):
    Quota.objects.all().delete()
    with pytest.raises(NotAllowedNow, match="Chưa ghi chỉ tiêu"):
        workflow.submit(full, by=lan)


def test_a_quota_has_a_source_and_is_not_below_what_was_submitted(submitted, year2020, diploma, lan):
    with pytest.raises(NotAllowedNow, match="căn cứ"):
        workflow.set_quota(year2020, by=lan, kind=diploma, count=2, source="  ")
    with pytest.raises(NotAllowedNow, match="Đã trình 01"):
        workflow.set_quota(year2020, by=lan, kind=diploma, count=0, source="x")


def test_minutes_of_a_conference_are_attached_as_they_are(draft, year2020, lan, bloc, other_bloc):
    from conferences.models import Minutes
    from conferences.workflow import plan

    conference = plan(
        year2020,
        by=lan,
        kind="signing",
        title="Hội nghị",
        starts_at=datetime.datetime(2020, 7, 2, 1, tzinfo=datetime.UTC),
        place="Hải Phòng",
    )
    kept = [
        store_document(b"x" + bytes([n]), chain=bloc.slug, kind="minutes", title="BB", filename="bb.pdf", by=lan)
        for n in (1, 2)
    ]
    minutes = Minutes.objects.create(
        conference=conference,
        number="01/BB-KTĐ",
        document=kept[0],
        word=kept[1],
        issued_at=conference.starts_at,
        issued_by=lan,
    )
    part = workflow.attach_minutes(draft, by=lan, minutes=minutes)
    assert part.document == minutes.document
    foreign = factories.EmulationYearFactory(bloc=other_bloc, year=2019)
    type(conference).objects.filter(pk=conference.pk).update(emulation_year=foreign)
    with pytest.raises(NotAllowedNow, match="khối khác"):
        workflow.attach_minutes(draft, by=lan, minutes=Minutes.objects.get(pk=minutes.pk))


def test_law_is_data_by_date(draft, at, diploma):
    with at("2020-07-02 09:00"):
        assert "năm 2003" in draft.terms().legal_source
    with at("2025-07-02 09:00"):
        assert draft.terms().legal_source == "Luật Thi đua, khen thưởng 06/2022/QH15, Điều 74"
    assert diploma.terms_on(datetime.date(2000, 1, 1)) is None


# --- Judgement -------------------------------------------------------------------------------------------------------


def test_the_second_agreement_makes_it_reviewed(submitted, mai, duc):
    agree(submitted, mai)
    assert submitted.state == "submitted"
    agree(submitted, duc)
    assert submitted.state == "reviewed" and submitted.reviewed_at
    assert Notice.objects.filter(user=mai, title__startswith="Ghi quyết định").count() == 1


def test_a_request_sends_it_back_with_the_comment_as_reason(submitted, mai, lan, hoa, nam):
    workflow.review(submitted, by=mai, standard="met", conclusion="request_more", comment="Thiếu xác nhận thuế.")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.round, submitted.submitted_at) == ("draft", 2, None)
    notice = Notice.objects.filter(title__startswith="Bổ sung hồ sơ")
    assert set(notice.values_list("user", flat=True)) == {lan.pk, hoa.pk, nam.pk}
    assert "Thiếu xác nhận thuế." in notice[0].body
    assert AuditEvent.objects.get(verb="awards.send_back").reason == "Thiếu xác nhận thuế."


def test_one_disagreement_keeps_it_submitted_and_stays(submitted, mai, duc):
    workflow.review(submitted, by=mai, standard="not_met", conclusion="disagree", comment="Chưa đủ số liệu.")
    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    agree(submitted, duc)
    assert submitted.state == "submitted"
    third = factories.board_member("ba", "Người Thứ Ba")
    agree(submitted, third)
    assert submitted.state == "reviewed" and submitted.reviews.filter(conclusion="disagree").exists()


def test_opinions_of_an_earlier_round_do_not_count(submitted, mai, duc, lan):
    agree(submitted, mai)
    workflow.send_back(submitted, by=duc, reason="Bổ sung số liệu.")
    submitted.refresh_from_db()
    again = workflow.submit(submitted, by=lan)
    assert again.newest_parts()["submission"].document.number == "02/TTr-KTĐ"
    agree(again, duc)
    assert again.state == "submitted"
    agree(again, mai)
    assert again.state == "reviewed"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"standard": "met", "conclusion": "disagree", "comment": " "}, "Ghi nhận xét"),
        ({"standard": "not_met", "conclusion": "agree"}, "Chưa đạt tiêu chuẩn"),
    ],
)
def test_opinions_that_make_no_sense_are_refused(submitted, mai, words, sentence):
    with pytest.raises(NotAllowedNow, match=sentence):
        workflow.review(submitted, by=mai, **words)
    assert not Review.objects.exists()


@pytest.mark.parametrize("read", [0, 1, 9])
def test_an_opinion_on_what_is_no_longer_the_dossier_is_refused(submitted, mai, read):
    with pytest.raises(EditConflict, match="trình lại"):
        workflow.review(submitted, by=mai, standard="met", conclusion="agree", revision=read)
    assert not Review.objects.exists()


def test_nobody_judges_twice(submitted, mai):
    agree(submitted, mai)
    with pytest.raises(NotAllowedNow, match="đã ghi ý kiến"):
        workflow.review(submitted, by=mai, standard="met", conclusion="agree")


def own_side(nine):
    """People of the board who are, or were that year, on the nominated unit's side."""
    unit = nine[5]
    sits = factories.board_member("sits", "Từ Đơn Vị", from_unit=unit)
    held = factories.board_member("held", "Đã Ở Đó")
    factories.PostFactory(
        user=held, unit=unit, valid_from=datetime.date(2020, 3, 1), valid_to=datetime.date(2020, 4, 1)
    )
    works = factories.board_member("works", "Đang Làm")
    factories.PostFactory(user=works, unit=unit, valid_from=datetime.date(2022, 1, 1))
    return [sits, held, works]


def test_nobody_judges_their_own_unit(submitted, nine, proof, facts):
    for person in own_side(nine):
        with pytest.raises(NotAllowedNow, match="thuộc hoặc đã thuộc"):
            workflow.review(submitted, by=person, standard="met", conclusion="agree")
        with pytest.raises(NotAllowedNow, match="thuộc hoặc đã thuộc"):
            workflow.send_back(submitted, by=person, reason="x")
    assert not Review.objects.exists()


def test_a_post_of_another_year_does_not_matter(submitted, nine):
    before = factories.board_member("before", "Năm Trước")
    factories.PostFactory(
        user=before, unit=nine[5], valid_from=datetime.date(2015, 1, 1), valid_to=datetime.date(2020, 1, 1)
    )
    agree(submitted, before)
    assert submitted.reviews.count() == 1


def test_a_decision_gives_numbers_of_the_golden_book(reviewed, year2020, nine, flag, lan, mai, duc, proof, facts):
    other = fill(workflow.nominate(year2020, by=lan, unit=nine[0], kind=flag), lan)
    other = agree(workflow.submit(other, by=lan), mai, duc)
    decision = workflow.decide([other, reviewed], by=mai, proof=proof, **facts)
    assert [(line.line_no, line.nomination) for line in decision.lines.all()] == [(1, other), (2, reviewed)]
    assert decision.signer_lines == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert decision.document.number == "1234/QĐ-UBND" and decision.document.code
    for row in (other, reviewed):
        row.refresh_from_db()
        assert row.state == "decided" and row.decided_at
    evidence = AuditEvent.objects.get(verb="awards.record_decision")
    assert evidence.data["device_id"] == proof.device_id and evidence.chain == "thanh-pho"


def test_the_reviewer_does_not_decide_alone(submitted, mai, duc, proof, facts):
    """Two agreements of which none is somebody else's cannot exist; one alone is refused on every path."""
    agree(submitted, mai)
    Nomination.objects.filter(pk=submitted.pk).update(state="reviewed", reviewed_at=submitted.submitted_at)
    with pytest.raises(NotAllowedNow, match="người khác"):
        workflow.decide([submitted], by=mai, proof=proof, **facts)


def test_nobody_decides_on_their_own_unit(reviewed, nine, proof, facts):
    for person in own_side(nine):
        with pytest.raises(NotAllowedNow, match="thuộc hoặc đã thuộc"):
            workflow.decide([reviewed], by=person, proof=proof, **facts)


def test_a_decision_needs_the_person_again(reviewed, mai, proof, facts):
    from dataclasses import replace

    with pytest.raises(NotAllowedNow, match="mã xác nhận"):
        workflow.decide([reviewed], by=mai, proof=replace(proof, code_at=None), **facts)


def test_decisions_with_impossible_facts_are_refused(reviewed, decided_elsewhere, mai, proof, facts):
    today = facts["decided_on"]
    for change, sentence in [
        ({"number": "  "}, "Nhập số"),
        ({"number": "1234/qđ-ubnd"}, "đã được ghi"),
        ({"number": "9/QĐ-UBND", "decided_on": today + datetime.timedelta(days=1)}, "sau hôm nay"),
        ({"number": "9/QĐ-UBND", "decided_on": today - datetime.timedelta(days=1)}, "trước ngày trình"),
        ({"number": "9/QĐ-UBND", "signer_name": " "}, "họ tên người ký"),
    ]:
        with pytest.raises(NotAllowedNow, match=sentence):
            workflow.decide([reviewed], by=mai, proof=proof, **facts | change)
    with pytest.raises(NotAllowedNow, match="ít nhất một"):
        workflow.decide([], by=mai, proof=proof, **facts)
    assert Decision.objects.count() == 1


@pytest.fixture
def decided_elsewhere(year2020, nine, flag, quotas, lan, mai, duc, proof, facts):
    other = fill(workflow.nominate(year2020, by=lan, unit=nine[0], kind=flag), lan)
    other = agree(workflow.submit(other, by=lan), mai, duc)
    return workflow.decide([other], by=mai, proof=proof, **facts)


# --- Certificates ----------------------------------------------------------------------------------------------------


def test_issue_numbers_first_and_prints_after(decided, lan):
    job = workflow.issue(decided.lines.all(), by=lan)
    row = job.certificates.get()
    assert (row.state, row.number, row.document, job.total) == ("numbered", 1, None, 1)
    assert workflow.print_waiting() == 1
    row.refresh_from_db()
    job.refresh_from_db()
    assert row.state == "valid" and row.document.code and job.state == Job.State.DONE
    assert row.document.public["Số sổ vàng"] == "1"
    assert row.document.public["Quyết định số"] == "1234/QĐ-UBND"
    assert Notice.objects.filter(user=lan, title="Đã in 1/1 bằng").exists()
    assert workflow.print_waiting() == 0


def test_issue_twice_is_refused(numbered, decided, lan):
    with pytest.raises(NotAllowedNow, match="Đã phát hành bằng"):
        workflow.issue(decided.lines.all(), by=lan)
    with pytest.raises(NotAllowedNow, match="ít nhất một"):
        workflow.issue([], by=lan)


def test_a_certificate_that_cannot_be_printed_waits_for_a_retry(numbered, lan, monkeypatch):
    def broken(*args, **options):
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("awards.printing.make_certificate", broken)
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

    made = printing.make_certificate

    def killed(*args, **options):
        made(*args, **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(printing, "make_certificate", killed)
        with pytest.raises(KeyboardInterrupt):
            workflow.print_waiting()
    numbered.refresh_from_db()
    assert (numbered.state, numbered.document, numbered.print_error) == ("numbered", None, "")
    assert workflow.print_waiting() == 1


def test_revoked_with_its_reason(certificate, mai, proof, hoa):
    row = workflow.revoke(certificate, by=mai, reason="Kê khai gian dối (Điều 93).", proof=proof)
    assert row.state == "revoked" and row.revoked_by == mai
    assert row.document.end.kind == "revoked" and "Điều 93" in row.document.end.reason
    assert Notice.objects.filter(user=hoa, title__startswith="Thu hồi").exists()
    with pytest.raises(NotAllowedNow):
        workflow.revoke(certificate, by=mai, reason="lần nữa", proof=proof)
    with pytest.raises(NotAllowedNow):
        workflow.issue([row.line], by=mai)


def test_replaced_by_a_new_one_under_a_new_number(certificate, mai, proof):
    new = workflow.replace(certificate, by=mai, reason="In sai tên.", proof=proof, recipient_name="Tên đúng")
    certificate.refresh_from_db()
    assert (certificate.state, certificate.replacement) == ("replaced", new)
    assert (new.state, new.number, new.recipient_name) == ("valid", 2, "Tên đúng")
    assert certificate.document.end.replaced_by == new.document
    with pytest.raises(NotAllowedNow):
        workflow.replace(certificate, by=mai, reason="x", proof=proof)


MISSING_LETTER = "tên người nhận có “漢” ở chữ “Y漢n” mà phông chữ in không có"


def test_a_letter_the_print_faces_lack_stops_the_issue(decided, lan):
    line = decided.lines.get()
    Nomination.objects.filter(pk=line.nomination_id).update(recipient_name="Y Thông Y漢n Yă")
    with pytest.raises(NotAllowedNow, match=MISSING_LETTER):
        workflow.issue(decided.lines.all(), by=lan)
    assert not Certificate.objects.exists()


def test_a_letter_the_print_faces_lack_stops_the_replacement(certificate, mai, proof):
    with pytest.raises(NotAllowedNow, match=MISSING_LETTER):
        workflow.replace(certificate, by=mai, reason="Sửa tên.", proof=proof, recipient_name="Y Thông Y漢n Yă")
    assert Certificate.objects.get().state == "valid"


def test_letters_of_every_language_of_vietnam_are_printed(certificate, mai, proof):
    name = "Y Thông Ƀuôn Yă, H’Hen Niê, Ê\u0306ban Čư Ŏ"
    new = workflow.replace(certificate, by=mai, reason="Sửa tên.", proof=proof, recipient_name=name)
    assert new.state == "valid" and new.document.public["Tập thể được khen"] == name


def test_a_sheet_that_would_lack_a_letter_is_not_printed_either(numbered):
    """Numbered before, by an older program: the printing stops and says which letter."""
    Certificate.objects.filter(pk=numbered.pk).update(recipient_name="Y漢n")
    assert workflow.print_waiting() == 0
    numbered.refresh_from_db()
    assert numbered.state == "numbered" and "“漢”" in numbered.print_error


def test_replacing_needs_reason_and_person(certificate, mai, proof):
    from dataclasses import replace

    with pytest.raises(NotAllowedNow, match="lý do"):
        workflow.replace(certificate, by=mai, reason=" ", proof=proof)
    with pytest.raises(NotAllowedNow, match="mã xác nhận"):
        workflow.replace(certificate, by=mai, reason="x", proof=replace(proof, password_at=None))
    with pytest.raises(NotAllowedNow, match="mã xác nhận"):
        workflow.revoke(certificate, by=mai, reason="x", proof=replace(proof, password_at=None))
    assert Certificate.objects.count() == 1


@pytest.fixture
def conference(year2020, lan):
    from conferences.workflow import plan

    row = plan(
        year2020,
        by=lan,
        kind="signing",
        title="Hội nghị ký kết",
        starts_at=datetime.datetime(2020, 7, 2, 1, tzinfo=datetime.UTC),
        place="Hải Phòng",
    )
    type(row).objects.filter(pk=row.pk).update(state="open", opened_at=row.starts_at, opened_by=lan)
    row.refresh_from_db()
    return row


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


# --- Every state × step ----------------------------------------------------------------------------------------------


def acts(person, proof, facts):
    """step → the verb called with what it needs."""
    minutes = {"content": b"%PDF-1.7", "filename": "a.pdf"}
    words = {"recipient_name": "A", "citation": "b", "summary": "c", "ballot": None}
    return {
        "edit": lambda row: workflow.edit(row, by=person, revision=row.revision, **words),
        "save_report": lambda row: workflow.save_report(row, by=person, revision=99, **SECTIONS),
        "finish_report": lambda row: workflow.finish_report(row, by=person),
        "hand_in_report": lambda row: workflow.hand_in_report(row, by=person, **minutes),
        "attach_minutes": lambda row: workflow.attach_minutes(row, by=person, minutes=None),
        "hand_in_minutes": lambda row: workflow.hand_in_minutes(row, by=person, **minutes),
        "submit": lambda row: workflow.submit(row, by=person),
        "review": lambda row: workflow.review(row, by=person, standard="met", conclusion="agree"),
        "send_back": lambda row: workflow.send_back(row, by=person, reason="x"),
        "decide": lambda row: workflow.decide([row], by=person, proof=proof, **facts),
    }


# Written by hand: in which states each verb acts. The last agreement finishes the review; it has no verb of its own.
BY_HAND = {
    "edit": {"draft"},
    "save_report": {"draft"},
    "finish_report": {"draft"},
    "hand_in_report": {"draft"},
    "attach_minutes": {"draft"},
    "hand_in_minutes": {"draft"},
    "submit": {"draft"},
    "review": {"submitted"},
    "send_back": {"submitted", "reviewed"},
    "decide": {"reviewed"},
}
PAIRS = [(state, step) for step, states in BY_HAND.items() for state in Nomination.State.values if state not in states]


@pytest.mark.parametrize(("state", "step"), PAIRS)
def test_no_step_from_another_state(full, mai, proof, facts, state, step):
    now = datetime.datetime.now(datetime.UTC)
    filled = {
        "draft": {},
        "submitted": {"submitted_at": now, "submitted_by": mai},
        "reviewed": {"submitted_at": now, "submitted_by": mai, "reviewed_at": now},
        "decided": {"submitted_at": now, "submitted_by": mai, "reviewed_at": now, "decided_at": now},
    }[state]
    Nomination.objects.filter(pk=full.pk).update(state=state, **filled)
    row = Nomination.objects.get(pk=full.pk)
    with pytest.raises(NotAllowedNow, match="đang ở trạng thái"):
        acts(mai, proof, facts)[step](row)
    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize("state", ["numbered", "revoked", "replaced"])
def test_a_certificate_that_is_not_valid_is_left_as_it_is(certificate, mai, proof, conference, state):
    now = datetime.datetime.now(datetime.UTC)
    if state == "revoked":
        workflow.revoke(certificate, by=mai, reason="x", proof=proof)
    elif state == "replaced":
        workflow.replace(certificate, by=mai, reason="x", proof=proof)
    else:
        Certificate.objects.filter(pk=certificate.pk).update(state=state, document=None, sealed_at=None)
    row = Certificate.objects.get(pk=certificate.pk)
    for act in (
        lambda: workflow.revoke(row, by=mai, reason="x", proof=proof),
        lambda: workflow.replace(row, by=mai, reason="x", proof=proof),
        lambda: workflow.hand_over([row], by=mai, conference=conference),
    ):
        with pytest.raises(NotAllowedNow, match="đang ở trạng thái"):
            act()
    assert now and get_user_model().objects.exists()
