"""The city's side of a dossier: opinions, sent back, decided."""

import datetime

import pytest
from django.db import IntegrityError

from awards import workflow
from awards.models import Decision, DecisionLine, Nomination, Review
from awards.queries.authority import one_authority
from notices.models import Notice
from records.models import AuditEvent
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests import factories
from tests.awards.conftest import GUIDANCE, agree, fill
from tests.awards.sending import send


def test_the_second_agreement_makes_it_reviewed(submitted, mai, duc):
    agree(submitted, mai)
    assert submitted.state == "submitted"
    agree(submitted, duc)
    assert submitted.state == "reviewed" and submitted.reviewed_at
    assert Notice.objects.filter(user=mai, title__startswith="Kính đề nghị nhập quyết định").count() == 1


def test_a_request_sends_it_back_with_the_comment_as_reason(submitted, mai, lan, hoa, nam):
    workflow.review(submitted, by=mai, standard="met", conclusion="request_more", comment="Thiếu xác nhận thuế.")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.round, submitted.submitted_at) == ("draft", 2, None)
    notice = Notice.objects.filter(title__startswith="Hồ sơ cần bổ sung")
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
    again = send(submitted, by=lan)
    assert again.newest_parts()["submission"].document.number == "01/TTr-KTĐ"
    agree(again, duc)
    assert again.state == "submitted"
    agree(again, mai)
    assert again.state == "reviewed"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"standard": "met", "conclusion": "disagree", "comment": " "}, "Nhập nhận xét"),
        ({"standard": "not_met", "conclusion": "agree"}, "Hồ sơ chưa đạt tiêu chuẩn"),
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
    with pytest.raises(NotAllowedNow, match="đã có ý kiến thẩm định"):
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


def test_a_decision_gives_numbers_of_the_golden_book(reviewed, year2020, nine, diploma, lan, mai, duc, proof, facts):
    workflow.set_quota(year2020, by=mai, kind=diploma, count=2, **GUIDANCE)
    other = fill(workflow.nominate(year2020, by=lan, unit=nine[0], kind=diploma), lan)
    other = agree(send(other, by=lan), mai, duc)
    decision = workflow.decide([other, reviewed], by=mai, proof=proof, **facts)
    assert [(line.line_no, line.nomination) for line in decision.lines.all()] == [(1, other), (2, reviewed)]
    assert (decision.decided_by, decision.signer_lines) == ("chair", "CHỦ TỊCH")
    assert decision.authority.startswith("CHỦ TỊCH ỦY BAN NHÂN DÂN")
    assert decision.document.number == "1234/QĐ-UBND" and decision.document.code
    for row in (other, reviewed):
        row.refresh_from_db()
        assert row.state == "decided" and row.decided_at
    evidence = AuditEvent.objects.get(verb="awards.record_decision")
    assert evidence.data["device_id"] == proof.device_id and evidence.chain == "thanh-pho"


def test_two_authorities_do_not_stand_in_one_decision(reviewed, year2020, nine, flag, lan, mai, duc, proof, facts):
    other = fill(workflow.nominate(year2020, by=lan, unit=nine[0], kind=flag), lan)
    other = agree(send(other, by=lan), mai, duc)
    with pytest.raises(NotAllowedNow, match="Cờ thi đua: Ủy ban nhân dân; Bằng khen: Chủ tịch"):
        workflow.decide([other, reviewed], by=mai, proof=proof, **facts)
    assert not Decision.objects.exists()
    decision = workflow.decide([other], by=mai, proof=proof, **facts)
    assert (decision.decided_by, decision.signer_lines) == ("committee", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
    # The database says the same to whoever goes around the verb.
    with pytest.raises(IntegrityError, match="thuộc thẩm quyền khác"):
        DecisionLine.objects.create(decision=decision, line_no=2, nomination=reviewed)


def test_until_2023_the_chairman_decided_both(kinds):
    in_2020 = datetime.date(2020, 6, 1)
    assert one_authority(list(kinds.values())[:2], in_2020).decided_by == "chair"
    with pytest.raises(NotAllowedNow, match="chưa có quy định"):
        one_authority(list(kinds.values())[:1], datetime.date(2001, 1, 1))


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

    with pytest.raises(NotAllowedNow, match="mã OTP"):
        workflow.decide([reviewed], by=mai, proof=replace(proof, code_at=None), **facts)


def test_decisions_with_impossible_facts_are_refused(reviewed, decided_elsewhere, mai, proof, facts):
    today = facts["decided_on"]
    for change, sentence in [
        ({"number": "  "}, "Nhập số"),
        ({"number": "1234/qđ-ubnd"}, "đã có trên hệ thống"),
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
    other = agree(send(other, by=lan), mai, duc)
    return workflow.decide([other], by=mai, proof=proof, **facts)
