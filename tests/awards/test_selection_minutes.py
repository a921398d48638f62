"""Minutes of the selection, made of the votes a conference took, and put into every dossier that leans on them."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from awards import workflow
from awards.documents.selection_minutes import RESULT, selection_paper
from awards.models import Nomination, SelectionLine, SelectionMinutes
from awards.queries.automated_checks import automated_checks
from awards.queries.grounds import grounds_of
from awards.queries.selection import told_of, voted_together
from awards.worklist import work_for
from ballots.models import Ballot
from ballots.subjects import KINDS, find_subject
from conferences.models import Attendance, Conference, ItemBallot
from libraries.pades.verification import examine
from libraries.printing.paper import Paragraph, Table
from libraries.web import clock
from records.ledger import StoredDocuments
from records.transitions import NotAllowedNow
from records.write_once import WrittenOnce
from signatures import workflow as signatures
from tests.awards.test_documents import words_of
from tests.support.rows_built_once import built_once
from tests.support.signing import put, sign_all

pytestmark = pytest.mark.usefixtures("real_papers")
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
def voted(full, second, conference, lan, minh, nine):
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
        state="closed",
        ends_at=ENDS,
        closed_at=ENDS,
        closed_by=lan,
        chair_name=minh.full_name,
        chair=minh,
        secretary_name=lan.full_name,
        secretary=lan,
    )
    return Nomination.objects.get(pk=full.pk)


@built_once
def second(year2020, nine, flag, lan, quotas):
    from tests.awards.conftest import fill

    return fill(workflow.nominate(year2020, by=lan, unit=nine[2], kind=flag), lan)


@built_once
def prepared(voted, second, lan):
    return workflow.prepare_selection_minutes(voted, by=lan)


@built_once
def asked(prepared, real_papers, lan):
    """Before lan, who was the secretary of the conference; then before minh, its chair."""
    return put("selection_minutes", prepared, by=lan)


@built_once
def issued(asked, real_papers, lan):
    signatures.issue_paper(sign_all(asked), by=lan)
    return SelectionMinutes.objects.get()


def test_one_paper_for_all_that_were_voted_on_together(issued, asked, voted, second, lan, minh):
    assert issued.number == "01/BB-KTĐ" and SelectionMinutes.objects.count() == 1
    assert [row.user for row in asked.signatures.order_by("pk")] == [lan, minh]
    for pk in (voted.pk, second.pk):
        part = Nomination.objects.get(pk=pk).newest_parts()["minutes"]
        assert part.document == issued.document and part.word == issued.word
    assert issued.document.public["Chủ tọa"] == minh.full_name


def test_nothing_is_in_a_dossier_before_everybody_has_signed(asked, voted, lan):
    assert "minutes" not in voted.newest_parts() or voted.newest_parts()["minutes"].document.number == ""
    with pytest.raises(NotAllowedNow):
        signatures.issue_paper(asked, by=lan)
    with pytest.raises(NotAllowedNow, match="đang trình ký"):
        workflow.prepare_selection_minutes(voted, by=lan)


def test_the_same_minutes_are_prepared_once_and_others_when_the_votes_change(prepared, voted, second, conference, lan):
    assert workflow.prepare_selection_minutes(voted, by=lan) == prepared
    Nomination.objects.filter(pk=second.pk).update(ballot=None)
    with pytest.raises(NotAllowedNow, match="đã thay đổi sau khi lập biên bản"):
        put("selection_minutes", prepared, by=lan)
    newer = workflow.prepare_selection_minutes(voted, by=lan)
    assert newer != prepared and told_of(newer) == [voted]
    assert [item.address for item in work_for(lan) if "biên bản bình xét" in item.title] == [
        reverse("awards:minutes_edit", args=[voted.pk])
    ]


def test_returned_mended_and_put_again(asked, prepared, client_of, voted, lan):
    signatures.return_paper(asked, by=lan, reason="Sai tên chủ tọa")
    shown = client_of(lan).get(reverse("awards:minutes_edit", args=[voted.pk])).text
    assert "Sửa và trình ký lại biên bản bình xét" in shown and "Sai tên chủ tọa" in shown
    assert put("selection_minutes", SelectionMinutes.objects.get(pk=prepared.pk), by=lan).instead_of == asked


def test_what_changed_while_it_was_signed_stops_the_number(asked, voted, lan):
    request = sign_all(asked)
    Nomination.objects.filter(pk=voted.pk).update(score="900 điểm, xếp thứ hai")
    with pytest.raises(NotAllowedNow, match="khác bản đã ký"):
        signatures.issue_paper(request, by=lan)


def test_the_database_refuses_minutes_that_nobody_signed(asked, prepared, voted, lan):
    number = {
        "number": "01/BB", "document": asked.document, "word": asked.document, "issued_at": ENDS, "issued_by": lan,
    }  # fmt: skip
    row = SelectionMinutes.objects.filter(pk=prepared.pk)
    for broken, why in (
        (lambda: row.update(**number), "thư ký và chủ tọa đã ký"),
        (lambda: row.update(number="01/BB"), "issued_with_number|đã ký"),
        (lambda: row.update(signing=None), "đang trình ký"),
        (lambda: row.update(prepared_at=ENDS), "không sửa"),
        (row.delete, "không xóa|protected"),
        (
            lambda: SelectionLine.objects.create(minutes=prepared, position=9, nomination=voted),
            "không bổ sung",
        ),
    ):
        with pytest.raises((IntegrityError, ProtectedError), match=why), transaction.atomic():
            broken()


def test_issued_minutes_stay(issued, lan):
    with pytest.raises(NotAllowedNow, match="đã phát hành"):
        put("selection_minutes", issued, by=lan)
    with pytest.raises(IntegrityError, match="không sửa"), transaction.atomic():
        SelectionMinutes.objects.filter(pk=issued.pk).update(number="02/BB")
    with pytest.raises(WrittenOnce):
        issued.lines.first().save()


def test_the_minutes_reach_the_submission_by_key(issued, voted, at):
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
        workflow.prepare_selection_minutes(full, by=lan)
    vote(conference, lan, full)
    full.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="chưa bế mạc"):
        workflow.prepare_selection_minutes(full, by=lan)


def test_the_page_makes_them(client_of, voted, second, lan):
    browser, page = client_of(lan), reverse("awards:minutes_edit", args=[voted.pk])
    shown = browser.get(page).content.decode()
    assert str(second) in shown and "Lập biên bản bình xét" in shown
    answer = browser.post(reverse("awards:prepare_selection_minutes", args=[voted.pk]), follow=True)
    shown = answer.content.decode()
    assert "Đã lập biên bản bình xét." in shown
    put_page = reverse("signatures:request_start", args=["selection_minutes", SelectionMinutes.objects.get().pk])
    assert put_page in shown and browser.get(put_page).status_code == 200
    signatures.issue_paper(sign_all(put("selection_minutes", SelectionMinutes.objects.get(), by=lan)), by=lan)
    file = SelectionMinutes.objects.get().document.read()
    words = words_of(file)
    assert "BIÊN BẢN Họp bình xét thi đua, đề nghị khen thưởng năm 2020" in words and "CHỦ TỌA" in words
    assert len(examine(file, StoredDocuments()).signatures) == 4, "fixed text, secretary, chair, number"


def test_the_page_says_what_is_missing(client_of, full, lan):
    shown = client_of(lan).get(reverse("awards:minutes_edit", args=[full.pk])).content.decode()
    assert "Chưa có biểu quyết được thông qua về hồ sơ này." in shown
    answer = client_of(lan).post(reverse("awards:prepare_selection_minutes", args=[full.pk]))
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
