"""Every state × step; every refusal of a verb; what a verb leaves behind."""

import dataclasses
import datetime

import pytest

from ballots import workflow as ballots
from ballots.models import Ballot
from ballots.subjects import KINDS, find_subject
from conferences import workflow as conferences
from drafting import workflow as drafting
from libraries.pades.verification import examine
from libraries.printing.paper import PaperTooHeavy
from notices.models import Notice, OutgoingMail
from records import issuing, numbering
from records.models import AuditEvent, Document, NumberSeries
from records.numbers import take_number
from records.transitions import NotAllowedNow
from regulations import signing, workflow
from regulations.models import Regulation
from regulations.requirements import _objection
from signatures import workflow as signatures
from signatures.candidates import heads
from signatures.kinds import PAPERS
from tests import factories
from tests.regulations.conftest import HOLDS_FROM, SHORT_TREE, SIGNED_ON, issue
from tests.support.signing import chosen, put, sign_all
from units.models import SigningAuthority

State = Regulation.State
LATER = datetime.datetime(2020, 8, 1, tzinfo=datetime.UTC)


ACTS = {
    "adopt": lambda row, by, ballot: workflow.adopt(row, by=by, ballot=ballot),
    "back_to_draft": lambda row, by, ballot: workflow.back_to_draft(row, by=by, reason="Sửa khoản 1"),
    "submit_regulation": lambda row, by, ballot: put("regulation", row, by=by),
}
ALLOWED = {("settled", "adopt"), ("adopted", "back_to_draft"), ("adopted", "submit_regulation")}


@pytest.mark.parametrize("stage", ["settled", "adopted", "issued", "superseded"])
@pytest.mark.parametrize("verb", ACTS)
def test_verbs_in_every_state(request, settled, lan, ballot, at, stage, verb):
    row = request.getfixturevalue(stage)
    before = AuditEvent.objects.filter(verb=f"regulations.{verb}").count()
    if (stage, verb) in ALLOWED:
        with at("2020-07-03 09:00"):
            ACTS[verb](row, lan, ballot)
        assert AuditEvent.objects.filter(verb=f"regulations.{verb}").count() == before + 1
        return
    with pytest.raises(NotAllowedNow, match="Chưa thể thực hiện"):
        ACTS[verb](row, lan, ballot)
    assert AuditEvent.objects.filter(verb=f"regulations.{verb}").count() == before


@pytest.fixture
def superseded(issued, short_adopted, lan, at):
    newer = short_adopted("Quy chế sửa đổi của Khối")
    with at("2020-07-20 09:00"):
        issue(newer, lan, datetime.date(2020, 7, 20))
    return Regulation.objects.get(pk=issued.pk)


# --- Starting --------------------------------------------------------------------------------------------------------


def test_a_new_one_brings_its_text(draft, lan):
    assert draft.text.kind == "regulation"
    assert draft.bloc == draft.emulation_year.bloc
    assert draft.text.nodes.filter(kind="article").count() == 3
    assert AuditEvent.objects.filter(verb="regulations.start_regulation", actor=lan).count() == 1


def test_a_text_becomes_one_regulation(year2020, lan):
    text = drafting.create_text(year2020, by=lan, kind="regulation", title="Quy chế của Khối", tree=SHORT_TREE)
    assert workflow.start_regulation(year2020, by=lan, text=text).text == text
    with pytest.raises(NotAllowedNow, match="đã được lập thành quy chế"):
        workflow.start_regulation(year2020, by=lan, text=text)


def test_only_a_regulation_text_of_that_year(year2020, lan, bloc):
    pledge = drafting.create_text(year2020, by=lan, kind="pledge", title="Giao ước", tree=SHORT_TREE)
    with pytest.raises(NotAllowedNow, match="không phải dự thảo quy chế"):
        workflow.start_regulation(year2020, by=lan, text=pledge)
    elsewhere = factories.EmulationYearFactory(bloc=bloc, year=2021)
    text = drafting.create_text(elsewhere, by=lan, kind="regulation", title="Quy chế", tree=SHORT_TREE)
    with pytest.raises(NotAllowedNow, match="của năm thi đua đã chọn"):
        workflow.start_regulation(year2020, by=lan, text=text)


# --- Adopting --------------------------------------------------------------------------------------------------------


def test_adoption_pins_what_was_settled(adopted, ballot, lan, hoa):
    assert adopted.state == State.ADOPTED
    assert adopted.adopted_version == adopted.text.settled_version
    assert (adopted.ballot, adopted.adopted_by) == (ballot, lan)
    event = AuditEvent.objects.get(verb="regulations.adopt")
    assert event.data["yes"] == event.data["members"] == 9
    assert event.data["version_sha256"] == adopted.adopted_version.sha256


def test_the_words_of_the_question_decide_nothing(settled, vote, lan):
    ballot = vote(question="Hội nghị có nhất trí với văn bản đã gửi?")
    assert workflow.adopt(settled, by=lan, ballot=ballot).ballot == ballot


def test_the_bloc_is_told_without_mail(nam, tuan, adopted):
    assert Notice.objects.get(user=nam, title__startswith="Hội nghị đã thông qua").mail is None
    assert not Notice.objects.filter(user=tuan).exists()


def test_reopening_the_text_leaves_the_adopted_words(adopted, lan):
    words = adopted.adopted_version.content
    text = drafting.reopen(adopted.text, by=lan, reason="Thử sửa")
    node = text.nodes.filter(kind="clause").first()
    drafting.save_node(node, by=lan, revision=node.revision, heading="", body="Sửa lén.")
    assert Regulation.objects.get(pk=adopted.pk).adopted_version.content == words


def test_not_before_the_text_is_settled(draft, ballot, lan):
    with pytest.raises(NotAllowedNow, match="Nội dung chưa chốt"):
        workflow.adopt(draft, by=lan, ballot=ballot)


def test_not_with_a_comment_unanswered(draft, ballot, lan, nam, hoa, nine, at):
    from tests.regulations.conftest import moment

    with at("2020-06-10 09:00"):
        round_ = drafting.open_consultation(draft.text, by=lan, closes_at=moment("2020-06-10 17:00"))
        comment = drafting.write_comment(round_, nine[5], by=nam, stance="disagree", body="Không nhất trí.")
        drafting.send_comment(comment, by=hoa)
    with pytest.raises(NotAllowedNow, match="Còn 1 góp ý chưa trả lời"):
        workflow.adopt(draft, by=lan, ballot=ballot)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"choice": "no"}, "không được thông qua"),
        ({"count": False}, "này chưa kết thúc"),
    ],
)
def test_not_by_a_ballot_that_does_not_carry_it(settled, vote, lan, how, says):
    wrong = vote(**how)
    with pytest.raises(NotAllowedNow, match=says):
        workflow.adopt(settled, by=lan, ballot=wrong)


def test_not_by_a_ballot_about_words_that_were_changed_later(draft, settle, ballot, lan):
    settle(draft, "2020-07-05")
    with pytest.raises(NotAllowedNow, match="biểu quyết một bản khác của quy chế"):
        workflow.adopt(draft, by=lan, ballot=ballot)


def test_not_by_a_ballot_about_another_one(adopted, year2020, lan, settle, ballot, at):
    """By key: the words of the question are the same."""
    with at("2020-06-15 08:00"):
        second = workflow.start_regulation(year2020, by=lan, title=adopted.title, tree=SHORT_TREE)
    settle(second, "2020-06-15")
    with pytest.raises(NotAllowedNow, match="không phải về quy chế này"):
        workflow.adopt(second, by=lan, ballot=ballot)


def test_not_by_a_ballot_about_no_regulation(settled, opened, nine, lan):
    item = opened.agenda.all()[1]
    other = conferences.open_ballot(item, by=lan, question="Thông qua Quy chế hoạt động của Khối?")
    ballots.record_votes(other, by=lan, choices=dict.fromkeys(nine, "yes"))
    with pytest.raises(NotAllowedNow, match="không phải về quy chế này"):
        workflow.adopt(settled, by=lan, ballot=ballots.close_ballot(other, by=lan))


def test_a_secret_ballot_carries_it_without_a_list_of_who_said_what(settled):
    counted = {"state": "closed", "passed": True, "yes": 7, "no": 1, "abstain": 1, "opened_at": settled.started_at}
    counted["subject_edition"] = settled.text.settled_version_id
    assert _objection(settled, Ballot(kind="secret", **counted), 0) == ""
    assert "không có ý kiến của từng đơn vị" in _objection(settled, Ballot(kind="named", **counted), 0)


# --- As a subject ----------------------------------------------------------------------------------------------------


def test_it_is_put_to_the_vote_when_it_is_settled_and_until_it_is_adopted(draft, settle, year2020, opened, lan):
    def subject():
        return find_subject(year2020, "regulation", draft.pk)

    assert [one.key for one in KINDS["regulation"].offered(year2020)] == [draft.pk]
    with pytest.raises(NotAllowedNow, match="chưa chốt nên chưa biểu quyết được"):
        conferences.open_ballot(opened.agenda.all()[0], by=lan, question="?", subject=subject())
    settle(draft)
    assert (subject().edition, subject().hindrance) == (draft.text.settled_version_id, "")


def test_an_adopted_one_is_not_put_to_the_vote_again(adopted, year2020):
    assert "đã được thông qua" in find_subject(year2020, "regulation", adopted.pk).hindrance
    assert not list(KINDS["regulation"].offered(year2020))


def test_the_other_bloc_finds_nothing(settled, other_bloc, tuan):
    assert find_subject(other_bloc.years.get(), "regulation", settled.pk) is None


def test_voting_again_wants_a_reason(settled, ballot, vote, opened, year2020, lan):
    vote("no")
    subject = find_subject(year2020, "regulation", settled.pk)
    with pytest.raises(NotAllowedNow, match="đã được biểu quyết với kết quả “Không thông qua”"):
        conferences.open_ballot(opened.agenda.all()[0], by=lan, question="?", subject=subject)
    again = conferences.open_ballot(
        opened.agenda.all()[0], by=lan, question="?", subject=subject, repeats_because="Kiểm phiếu nhầm"
    )
    assert again.repeats_because == "Kiểm phiếu nhầm"


# --- Back ------------------------------------------------------------------------------------------------------------


def test_back_to_draft_clears_the_stamps_and_keeps_the_reason(adopted, ballot, lan):
    with pytest.raises(NotAllowedNow, match="Nhập lý do"):
        workflow.back_to_draft(adopted, by=lan, reason="  ")
    row = workflow.back_to_draft(adopted, by=lan, reason="Sai tên đơn vị ở Điều 2")
    assert (row.state, row.ballot, row.adopted_version, row.adopted_at) == (State.DRAFT, None, None, None)
    event = AuditEvent.objects.get(verb="regulations.back_to_draft")
    assert (event.reason, event.data["ballot"]) == ("Sai tên đơn vị ở Điều 2", ballot.pk)


def test_unchanged_words_are_adopted_again_changed_ones_need_a_new_ballot(adopted, ballot, lan, settle):
    workflow.back_to_draft(adopted, by=lan, reason="Ghi nhầm")
    row = workflow.adopt(adopted, by=lan, ballot=ballot)
    workflow.back_to_draft(row, by=lan, reason="Phải sửa")
    row.text = drafting.reopen(row.text, by=lan, reason="Phải sửa")
    node = row.text.nodes.filter(kind="clause").first()
    drafting.save_node(node, by=lan, revision=node.revision, heading="", body="Câu mới.")
    settle(row, "2020-07-06")
    with pytest.raises(NotAllowedNow, match="biểu quyết một bản khác của quy chế"):
        workflow.adopt(row, by=lan, ballot=ballot)


# --- Issuing ---------------------------------------------------------------------------------------------------------


def test_issue_gives_number_files_and_mail(issued, hoa, lan):
    assert issued.state == State.ISSUED
    assert issued.number_text == issued.document.number == "01/QC-KTĐ"
    assert issued.document.public["Có hiệu lực từ"] == "10/7/2020"
    verdict = examine_as_public(issued)
    assert verdict.status == "valid"
    assert issued.word_document.read()[:2] == b"PK"
    assert issued.word_document.code is None
    title = "Ban hành Quy chế số 01/QC-KTĐ, hiệu lực 10/7/2020"
    assert Notice.objects.filter(title=title).exists()
    assert OutgoingMail.objects.filter(subject=title).exists()


def examine_as_public(regulation):
    from records.ledger import StoredDocuments

    return examine(regulation.document.read(), StoredDocuments())


def test_issue_supersedes_in_the_same_transaction(superseded):
    newer = superseded.successor
    assert (superseded.state, newer.state) == (State.SUPERSEDED, State.ISSUED)
    assert newer.number_text == "02/QC-KTĐ"
    assert superseded.document.end.replaced_by == newer.document
    assert "02/QC-KTĐ" in superseded.document.end.reason
    assert examine_as_public(superseded).status == "replaced"
    assert Regulation.objects.filter(bloc=newer.bloc, state="issued").count() == 1


def test_days_decide_what_holds(superseded):
    newer, day = superseded.successor, datetime.timedelta(days=1)
    end = newer.effective_from
    assert not superseded.in_force_on(HOLDS_FROM - day)
    assert superseded.in_force_on(HOLDS_FROM) and superseded.in_force_on(end - day)
    assert newer.in_force_on(end) and not superseded.in_force_on(end)


def test_words_about_force(issued, superseded, at):
    newer = superseded.successor
    with at("2020-07-05 08:00"):
        assert issued.force_words == "Sẽ có hiệu lực từ 10/7/2020"
        assert superseded.force_words == "Còn hiệu lực đến trước ngày 20/7/2020"
    with at("2020-07-20 08:00"):
        assert newer.force_words == "Có hiệu lực từ 20/7/2020"
        assert superseded.force_words == "Hết hiệu lực từ 20/7/2020"


def test_it_holds_from_its_issue_at_the_earliest(adopted, lan, at):
    with at("2020-07-03 09:00"):
        request = sign_all(put("regulation", adopted, by=lan))
        with pytest.raises(NotAllowedNow, match="phải từ ngày ban hành"):
            signatures.issue_paper(request, by=lan, effective_from=datetime.date(2020, 7, 2))
    assert not NumberSeries.objects.filter(series="QC-KTĐ").exists()


def test_the_new_one_comes_after_the_old_one(issued, short_adopted, lan, at):
    newer = short_adopted("Quy chế sửa đổi của Khối")
    with at("2020-07-04 09:00"), pytest.raises(NotAllowedNow, match="Ngày có hiệu lực phải từ ngày đó"):
        issue(newer, lan, datetime.date(2020, 7, 5))
    issued.refresh_from_db()
    assert issued.state == State.ISSUED


def test_only_who_may_sign_that_day(adopted, nam, lan, at):
    kind = PAPERS["regulation"]
    with at("2020-07-03 09:00"):
        forged = {"signer": dataclasses.replace(chosen(kind, adopted)["signer"], user=nam)}
        with pytest.raises(NotAllowedNow, match="không có thẩm quyền ký"):
            signatures.put_before_signers(kind, adopted, by=lan, signers=forged, sign_by=LATER)
        with pytest.raises(NotAllowedNow, match="Chưa chọn người ký"):
            signatures.put_before_signers(kind, adopted, by=lan, signers={}, sign_by=LATER)


def test_a_failure_leaves_no_number_and_no_document(adopted, lan, at, monkeypatch):
    def fall(*args, **kwargs):
        raise RuntimeError("the disk is full")

    with at("2020-07-03 09:00"):
        request = sign_all(put("regulation", adopted, by=lan))
        monkeypatch.setattr(signing.regulation, "_tell_bloc", fall)
        with pytest.raises(RuntimeError):
            signatures.issue_paper(request, by=lan, effective_from=HOLDS_FROM)
        adopted.refresh_from_db()
        assert adopted.state == State.ADOPTED
        assert not Document.objects.filter(kind="regulation", code__isnull=False).exists()
        monkeypatch.undo()
        signatures.issue_paper(request, by=lan, effective_from=HOLDS_FROM)
    adopted.refresh_from_db()
    assert adopted.number == 1


def test_nothing_is_locked_while_it_is_printed(adopted, lan, at, locks_at_printing):
    with at("2020-07-03 09:00"):
        issue(adopted, lan)
    assert locks_at_printing and set(locks_at_printing) == {0}


def test_a_number_taken_meanwhile_is_not_printed(adopted, lan, at, monkeypatch):
    """Somebody else's act took number 1 after our file was made: the row is filled again with number 2."""
    make, printed = numbering.number_row_pdf, []

    def make_and_lose_the_number(paper):
        if not printed:
            take_number(chain=adopted.chain, series="QC-KTĐ", year=2020)
        printed.append(paper.number)
        return make(paper)

    monkeypatch.setattr(numbering, "number_row_pdf", make_and_lose_the_number)
    with at("2020-07-03 09:00"):
        row = issue(adopted, lan)
    assert printed == ["01/QC-KTĐ", "02/QC-KTĐ"]
    assert row.number_text == row.document.number == "02/QC-KTĐ"


def test_a_text_too_long_to_print_is_a_sentence(adopted, lan, at, monkeypatch):
    def too_heavy(paper):
        raise PaperTooHeavy("Văn bản dài 300.000 ký tự, quá mức.")

    monkeypatch.setattr(issuing, "paper_to_pdf", too_heavy)
    with at("2020-07-03 09:00"), pytest.raises(NotAllowedNow, match="quá mức"):
        put("regulation", adopted, by=lan)
    assert Regulation.objects.get(pk=adopted.pk).signing is None


# --- Signers ---------------------------------------------------------------------------------------------------------


def test_who_signs_for_the_bloc(year2020, nine, minh, nam):
    deputy = factories.leader(nine[1], "dung", "Phạm Văn Dũng")
    SigningAuthority.objects.create(
        confirmed_at=factories.LONG_CONFIRMED,
        unit=nine[0], grantor=minh, holder=nam, capacity="KT.", title="Phó Giám đốc", reference="GUQ 01",
        valid_from=SIGNED_ON,
    )  # fmt: skip
    signers = heads(year2020, SIGNED_ON)
    assert [(row.name, row.post, row.lines) for row in signers] == [
        ("Nguyễn Văn Minh", "Giám đốc Cảng vụ Hàng hải Hải Phòng", ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG")),
        (
            "Lê Hoài Nam",
            "KT. Giám đốc, Phó Giám đốc Cảng vụ Hàng hải Hải Phòng",
            ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"),
        ),
        (
            deputy.full_name,
            "Giám đốc Cảng vụ Đường thủy nội địa Khu vực I",
            ("TM. KHỐI THI ĐUA", "KT. KHỐI TRƯỞNG", "KHỐI PHÓ"),
        ),
    ]
    assert [row.name for row in heads(year2020, SIGNED_ON - datetime.timedelta(days=1))] == [
        "Nguyễn Văn Minh",
        "Phạm Văn Dũng",
    ]


def test_the_printed_signer_outlives_the_post(issued, minh):
    minh.posts.update(valid_to=datetime.date(2020, 8, 1))
    assert issued.signer_name == "Nguyễn Văn Minh"
    assert issued.signer_lines.splitlines() == ["TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"]
