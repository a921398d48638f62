"""The bloc's side of a dossier: begun, written, put together, submitted within the quota."""

import datetime

import pytest

from awards import workflow
from awards.models import Nomination, Quota
from law.models import LegalText
from notices.models import Notice
from records.documents import store_document
from records.models import AuditEvent
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests import factories
from tests.awards.conftest import GUIDANCE, SECTIONS, agree, fill
from tests.awards.sending import finish_report, send
from tests.support.signing import sign_and_issue, signed_already


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


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
    words = {"recipient_name": "A", "citation": "b", "summary": "c"}
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
    part = finish_report(draft, by=nam)
    assert (part.part, part.report_revision) == ("report", 2) and part.word_id


@pytest.mark.usefixtures("real_papers")
def test_nothing_is_locked_while_report_submission_and_record_are_printed(
    draft, lan, mai, duc, proof, facts, locks_at_printing
):
    sign_and_issue("submission", workflow.prepare_submission([fill(draft, lan)], by=lan), by=lan)
    assert locks_at_printing == [0] * 6  # PDF and Word of report and list; what is signed once, and its Word
    submitted = Nomination.objects.get(pk=draft.pk)
    workflow.decide([agree(submitted, mai, duc)], by=mai, proof=proof, **facts)
    assert locks_at_printing == [0] * 7


def test_a_report_edited_after_it_was_put_in_must_be_put_in_again(full, lan):
    workflow.save_report(full, by=lan, revision=1, **SECTIONS)
    full.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="đã sửa sau khi đưa vào hồ sơ"):
        send(full, by=lan)


def test_an_empty_report_is_not_finished(draft, nam):
    with pytest.raises(NotAllowedNow, match="Chưa lập báo cáo"):
        finish_report(draft, by=nam)
    workflow.save_report(draft, by=nam, revision=0, overview="x")
    draft = Nomination.objects.get(pk=draft.pk)
    with pytest.raises(NotAllowedNow, match=r"II\.1"):
        finish_report(draft, by=nam)


def test_past_awards_of_a_wrong_shape_are_refused(draft, nam):
    with pytest.raises(NotAllowedNow, match="Dòng 1: nhập đủ năm và danh hiệu, hình thức"):
        workflow.save_report(draft, by=nam, revision=0, past_awards="năm 2018 bằng khen")


def test_what_is_missing_is_said_in_words(draft, lan):
    with pytest.raises(NotAllowedNow) as refusal:
        send(draft, by=lan)
    for words in ("tóm tắt thành tích", "thành tích ghi trên bằng", "báo cáo thành tích", "biên bản bình xét"):
        assert words in refusal.value.message


def test_submission_takes_a_number_makes_the_paper_and_tells_the_board(full, lan, mai, duc):
    nomination = send(full, by=lan)
    part = nomination.newest_parts()["submission"]
    assert nomination.state == "submitted" and nomination.submitted_by == lan
    assert part.document.number == "01/TTr-KTĐ" and part.document.code and part.word
    assert set(Notice.objects.filter(title__startswith="Kính đề nghị thẩm định:").values_list("user", flat=True)) == {
        mai.pk,
        duc.pk,
    }
    assert verbs()[-3:] == ["awards.issue_submission", "awards.submit", "signatures.issue_paper"]


def test_no_more_than_the_quota(full, year2020, nine, diploma, lan, mai):
    send(full, by=lan)
    second = fill(workflow.nominate(year2020, by=lan, unit=nine[2], kind=diploma), lan)
    with pytest.raises(NotAllowedNow, match="Khối được phân bổ 1 Bằng khen năm 2020, đã trình 1"):
        send(second, by=lan)
    workflow.set_quota(year2020, by=mai, kind=diploma, count=2, **GUIDANCE)
    assert send(second, by=lan).state == "submitted"


def test_no_submission_without_a_quota(full, lan):
    Quota.objects.all().delete()
    with pytest.raises(NotAllowedNow, match="Chưa nhập số lượng"):
        send(full, by=lan)


def test_a_quota_has_a_source_and_is_not_below_what_was_submitted(submitted, year2020, diploma, mai):
    with pytest.raises(NotAllowedNow, match="Nhập số, ngày và cơ quan ban hành"):
        workflow.set_quota(year2020, by=mai, kind=diploma, count=2, **GUIDANCE | {"source": "  "})
    with pytest.raises(NotAllowedNow, match="Đã trình 1 hồ sơ"):
        workflow.set_quota(year2020, by=mai, kind=diploma, count=0, **GUIDANCE)


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
        signing=signed_already(conference, by=lan),
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
        assert draft.terms().legal_source == "Điều 74 Luật Thi đua, khen thưởng 06/2022/QH15"
    assert diploma.terms_on(datetime.date(2000, 1, 1)) is None


def test_no_submission_on_a_day_without_a_law_to_cite(full, lan):
    LegalText.objects.update(checked=LegalText.Checked.UNVERIFIED)
    with pytest.raises(NotAllowedNow, match="chưa có văn bản căn cứ nào có hiệu lực"):
        send(full, by=lan)
