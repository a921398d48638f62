"""Minutes of the selection, made of the votes a conference took, and put into every dossier that leans on them."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards import workflow
from awards.documents.selection_minutes import RESULT, selection_paper
from awards.models import Nomination, SelectionMinutes
from awards.queries.automated_checks import automated_checks
from awards.queries.grounds import grounds_of
from awards.queries.selection import voted_together
from ballots.models import Ballot
from ballots.subjects import KINDS, find_subject
from conferences.models import Attendance, Conference, ItemBallot
from libraries.printing.paper import Paragraph, Table
from libraries.web import clock
from records.transitions import NotAllowedNow
from records.write_once import WrittenOnce
from tests.awards.test_documents import words_of
from tests.support.rows_built_once import built_once

ENDS = datetime.datetime(2020, 7, 2, 4, tzinfo=datetime.UTC)


def vote(conference, by, nomination, *, yes=8, no=1):
    """A counted ballot about this dossier, which leans on it from then on."""
    item = conference.agenda.create(position=conference.agenda.count() + 1, kind="vote", title="Bình xét")
    ballot = Ballot.objects.create(
        emulation_year=conference.emulation_year, occasion=conference.title, question="Đề nghị khen thưởng?",
        subject_kind="nomination", subject_key=nomination.pk, threshold_numerator=1,
        threshold_denominator=2, members=9, present=9, yes=yes, no=no, abstain=0, needed=5, passed=True,
        state="closed", opened_at=ENDS, opened_by=by, closed_at=ENDS, closed_by=by,
    )  # fmt: skip
    ItemBallot.objects.create(agenda_item=item, ballot=ballot)
    KINDS["nomination"].counted(ballot)
    return ballot


@built_once
def voted(full, second, conference, lan, nine):
    """Two dossiers that lean on votes of one conference, which has ended; one of nine units stayed away."""
    for place, unit in enumerate(nine):
        status = "excused_in_writing" if place == 3 else "present"
        Attendance.objects.create(
            conference=conference, unit=unit, status=status, recorded_at=clock.now(), recorded_by=lan
        )
    for row in (full, second):
        vote(conference, lan, row)
        Nomination.objects.filter(pk=row.pk).update(score="985 điểm, xếp thứ nhất")
    Conference.objects.filter(pk=conference.pk).update(
        state="closed", ends_at=ENDS, closed_at=ENDS, closed_by=lan, chair_name="Hà Quang Thắng", secretary_name="Lan"
    )
    return Nomination.objects.get(pk=full.pk)


@built_once
def second(year2020, nine, flag, lan, quotas):
    from tests.awards.conftest import fill

    return fill(workflow.nominate(year2020, by=lan, unit=nine[2], kind=flag), lan)


def test_one_paper_for_all_that_were_voted_on_together(voted, second, lan):
    minutes = workflow.issue_selection_minutes(voted, by=lan)
    assert minutes.number == "01/BB-KTĐ" and SelectionMinutes.objects.count() == 1
    for pk in (voted.pk, second.pk):
        part = Nomination.objects.get(pk=pk).newest_parts()["minutes"]
        assert part.document == minutes.document and part.word == minutes.word


def test_the_minutes_reach_the_submission_by_key(voted, lan, at):
    workflow.issue_selection_minutes(voted, by=lan)
    row = Nomination.objects.get(pk=voted.pk)
    said = f"Căn cứ Biên bản số 01/BB-KTĐ ngày 02 tháng 7 năm 2020 của {row.bloc.name} về bình xét thi đua"
    assert said in grounds_of([row], clock.today())


def test_the_form_of_the_paper(voted):
    conference = voted.ballot.held_at.conference
    paper = selection_paper(conference, voted_together(voted), number="01/BB-KTĐ")
    assert paper.kind == "Biên bản" and not paper.place
    assert [signature.lines for signature in paper.signatures] == [("Thư ký",), ("Chủ tọa",)]
    words = [block.text for block in paper.body if isinstance(block, Paragraph)]
    assert words[3].startswith("Tổng số đơn vị thành viên: 09; có mặt: 08; vắng: 01: ")
    assert "(vắng (có văn bản báo cáo))" in words[3]
    assert any(text.startswith("2. Hình thức: biểu quyết ghi tên từng đơn vị.") for text in words)
    (table,) = (block for block in paper.body if isinstance(block, Table))
    assert table.columns == RESULT
    # Handed out, collected, valid, invalid, in favour, and the share of all members.
    assert table.rows[1][2:] == ("985 điểm, xếp thứ nhất", "09", "09", "09", "0", "08", "88,9%")
    assert words[-1].startswith("Cuộc họp kết thúc vào") and paper.recipients[-1] == "Lưu: VT, Hồ sơ khen thưởng"


def test_nothing_is_made_without_a_vote_or_before_the_end(full, conference, lan):
    with pytest.raises(NotAllowedNow, match="Chưa có biểu quyết được thông qua"):
        workflow.issue_selection_minutes(full, by=lan)
    vote(conference, lan, full)
    full.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="chưa bế mạc"):
        workflow.issue_selection_minutes(full, by=lan)


def test_they_are_written_once(voted, lan):
    minutes = workflow.issue_selection_minutes(voted, by=lan)
    with pytest.raises(WrittenOnce):
        minutes.save()
    with pytest.raises(IntegrityError, match="selection_minutes_have_a_number"), transaction.atomic():
        SelectionMinutes.objects.create(
            emulation_year=minutes.emulation_year, conference=minutes.conference, number="", document=minutes.word,
            word=minutes.document, issued_at=ENDS, issued_by=lan,
        )  # fmt: skip


@pytest.mark.usefixtures("real_papers")
def test_the_page_makes_them(client_of, voted, second, lan):
    browser, page = client_of(lan), reverse("awards:minutes_edit", args=[voted.pk])
    shown = browser.get(page).content.decode()
    assert str(second) in shown and "Lập biên bản bình xét" in shown
    answer = browser.post(reverse("awards:issue_selection_minutes", args=[voted.pk]), follow=True)
    assert "Đã lập Biên bản bình xét số 01/BB-KTĐ" in answer.content.decode()
    words = words_of(SelectionMinutes.objects.get().document.read())
    assert "BIÊN BẢN Họp bình xét thi đua, đề nghị khen thưởng năm 2020" in words and "CHỦ TỌA" in words


def test_the_page_says_what_is_missing(client_of, full, lan):
    shown = client_of(lan).get(reverse("awards:minutes_edit", args=[full.pk])).content.decode()
    assert "Chưa có biểu quyết được thông qua về hồ sơ này." in shown
    answer = client_of(lan).post(reverse("awards:issue_selection_minutes", args=[full.pk]))
    assert answer.status_code == 409


# --- Whose vote it is ------------------------------------------------------------------------------------------------


def test_the_ballot_of_the_bloc_follows_its_regulation_and_the_share_of_the_law_is_the_councils(voted, second):
    """NĐ 98/2023 Đ.30 k.7 asks for 80 % of the council; six of nine units carry it where the bloc asks for half."""
    few = Ballot.objects.filter(pk=Nomination.objects.get(pk=second.pk).ballot_id)
    assert few.get().yes == 8
    vote(few.get().held_at.conference, few.get().closed_by, second, yes=6, no=3)
    row = Nomination.objects.get(pk=second.pk)
    terms = row.terms()
    assert terms.vote_percent == 80
    checks = {check.words: check.fine for check in automated_checks(row, row.newest_parts(), terms)}
    own = next(words for words in checks if words.startswith("Khối biểu quyết: đồng ý 6/9"))
    assert checks[own] and "theo quy chế của Khối cần quá 1/2" in own
    assert any(words.startswith("Hội đồng của cấp trình biểu quyết riêng: từ 80%") for words in checks)


def test_a_dossier_leans_on_the_vote_about_it_by_key(voted, second, conference, lan):
    """No other ballot, whatever its question says; a later vote that fails takes the result away."""
    other = Nomination.objects.get(pk=second.pk).ballot
    with pytest.raises(IntegrityError, match="về chính hồ sơ này"), transaction.atomic():
        Nomination.objects.filter(pk=voted.pk).update(ballot=other)
    subject = find_subject(voted.emulation_year, "nomination", voted.pk)
    assert voted.recipient_name in subject.question and not subject.hindrance
    KINDS["nomination"].counted(Ballot(subject_kind="nomination", subject_key=voted.pk, passed=False))
    assert Nomination.objects.get(pk=voted.pk).ballot is None


def test_a_submitted_dossier_is_not_voted_on(submitted, year2020):
    assert "đã trình" in find_subject(year2020, "nomination", submitted.pk).hindrance
    assert not list(KINDS["nomination"].offered(year2020))


def test_standards_of_every_period_stand_before_the_reviewer(kinds):
    """Whoever judges awards of 2019 reads what they are judged by, marked as not compared with the text."""
    for slug in ("co-thi-dua", "bang-khen"):
        terms = kinds[slug].terms_on(datetime.date(2020, 4, 20))
        assert terms.standards.count("\n") >= 3 and "chưa được xác nhận" in terms.source_note
