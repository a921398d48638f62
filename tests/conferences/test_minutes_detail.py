"""/hoi-nghi/7/bien-ban/: Mẫu 1.9 of NĐ 30/2020 from what was recorded."""

import io
import zipfile

import pypdfium2
import pytest
from django.urls import reverse

from ballots import workflow as ballots
from conferences import workflow
from conferences.documents.minutes import RESULT, ROLL, VOTES, draft_name, minutes_paper, page_blocks
from libraries.pades.verification import examine
from libraries.web.formats import spaced_code
from records.ledger import StoredDocuments
from tests.support.signing import put, sign_all


def at_(name, conference):
    return reverse(f"conferences:{name}", args=[conference.pk])


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def texts(paper):
    return [block.text for block in paper.body if block.shape == "paragraph"]


def test_the_paper_follows_the_decree(closed):
    paper = minutes_paper(closed)
    lines = texts(paper)
    order = [
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 02 tháng 7 năm 2020.",
        "Địa điểm: Trụ sở Cảng vụ Hàng hải Hải Phòng.",
        "Thành phần tham dự:",
        "- Vũ Thị Hương, Trưởng Ban Thi đua – Khen thưởng thành phố Hải Phòng.",
        "Chủ trì: Hà Quang Thắng, Phó Giám đốc, Chủ tịch Công đoàn Cảng vụ Hàng hải Hải Phòng.",
        "Thư ký: Trần Thị Lan.",
        "Nội dung (theo diễn biến hội nghị):",
        "1. Thông qua dự thảo Quy chế hoạt động của Khối",
        "Kết luận của hội nghị:",
        "Hội nghị kết thúc vào 11 giờ 30 phút, ngày 02 tháng 7 năm 2020.",
    ]
    places = [lines.index(line) for line in order]
    assert places == sorted(places)
    assert [signature.lines for signature in paper.signatures] == [("Thư ký",), ("Chủ tọa",)]
    assert [signature.name for signature in paper.signatures] == ["Trần Thị Lan", "Hà Quang Thắng"]
    assert paper.note_box == "DỰ THẢO" and paper.number == ""


def test_tallies_and_named_votes_are_tables(closed):
    tables = [block for block in minutes_paper(closed).body if block.shape == "table"]
    assert len(tables) == 3
    assert tables[1].rows == (("9", "0", "0", "0", "100%", "Thông qua"),)
    assert len(tables[2].rows) == 9
    assert tables[2].rows[0][2] == "Đồng ý (Tổ thư ký nhập)"


def test_a_page_knows_each_table_by_its_columns(closed):
    tables = [part for part in page_blocks(minutes_paper(closed)) if part.block.shape == "table"]
    assert [(part.block.columns, part.numbered) for part in tables] == [(ROLL, True), (RESULT, False), (VOTES, True)]
    assert len({part.label for part in tables}) == 3


def test_hands_have_no_table_of_names(show_of_hands, nine, lan):
    ballots.record_votes(show_of_hands, by=lan, choices=dict.fromkeys(nine, "yes"))
    ballots.close_ballot(show_of_hands, by=lan)
    tables = [block for block in minutes_paper(show_of_hands.held_at.conference).body if block.shape == "table"]
    assert len(tables) == 2


def test_what_nobody_recorded_is_dots(year2020, planned, lan):
    bare = workflow.plan(year2020, by=lan, kind="other", title="Khác", starts_at=planned.starts_at, place="Hải Phòng")
    workflow.add_agenda_item(bare, by=lan, kind="other", title="Nội dung")
    lines = texts(minutes_paper(bare))
    assert "Chủ trì: …………………………." in lines and "…………………………" in lines
    assert not any("Vũ Thị Hương" in line for line in lines)


def test_a_guest_who_did_not_come_is_not_in_the_minutes(opened, lan):
    workflow.record_attendance(opened, by=lan, roll=[], guests_here=[])
    assert not any("Vũ Thị Hương" in line for line in texts(minutes_paper(opened)))


def test_the_draft_as_page_pdf_and_word(closed, client_of, lan, nam):
    for user in (lan, nam):
        text = client_of(user).get(at_("minutes_detail", closed)).content.decode()
        assert "Hội nghị kết thúc vào 11 giờ 30 phút" in text
    pdf = b"".join(client_of(nam).get(reverse("conferences:minutes_pdf", args=[closed.pk])))
    assert "DỰ THẢO" in words_of(pdf) and "CHỦ TỌA" in words_of(pdf)
    word = client_of(nam).get(reverse("conferences:minutes_word", args=[closed.pk]))
    assert 'filename="bien-ban-hoi-nghi-phat-dong' in word["Content-Disposition"]
    names = zipfile.ZipFile(io.BytesIO(b"".join(word))).namelist()
    assert "word/document.xml" in names


def test_a_draft_is_the_blocs(closed, client_of, tuan, mai):
    for name in ("minutes_detail", "minutes_pdf", "minutes_word"):
        assert client_of(tuan).get(at_(name, closed)).status_code == 404
        assert client_of(mai).get(at_(name, closed)).status_code == 403


def test_issued_minutes_are_numbered_sealed_and_found_by_code(closed, client_of, lan, mai, minh, tuan):
    start = reverse("signatures:request_start", args=["minutes", closed.pk])
    assert client_of(minh).get(start).status_code == 403
    assert client_of(tuan).get(start).status_code == 404
    request = sign_all(put("minutes", closed, by=lan))
    answer = client_of(lan).post(reverse("signatures:request_issue", args=[request.pk]), follow=True)
    assert "Đã cấp số 01/BB-KTĐ" in answer.content.decode()
    closed = type(closed).objects.get(pk=closed.pk)
    issued = closed.minutes
    pdf = b"".join(client_of(mai).get(at_("minutes_pdf", closed)))
    assert pdf == issued.document.read()
    text = words_of(pdf)
    assert issued.number == "01/BB-KTĐ" and spaced_code(issued.document.code) in text and "DỰ THẢO" not in text
    assert issued.document.public["Số, ký hiệu"] == "01/BB-KTĐ"
    assert client_of(mai).get(at_("minutes_word", closed)).status_code == 200
    assert client_of(lan).get(start).status_code == 200 and "đã hoàn thành" in client_of(lan).get(start).text
    verdict = examine(pdf, StoredDocuments())
    assert verdict.status == "valid"


def test_not_before_the_end(opened, client_of, lan):
    start = reverse("signatures:request_start", args=["minutes", opened.pk])
    assert client_of(lan).post(start).status_code == 409


@pytest.mark.parametrize("length", [300, 5000])
def test_a_long_text_stays_a_paragraph(closed, client_of, lan, length):
    closed.refresh_from_db()
    workflow.record_events(
        closed, by=lan, revision=closed.revision, notes={}, conclusions="Nhất trí. " * (length // 10) + "<b>&</b>"
    )
    text = client_of(lan).get(at_("minutes_detail", closed)).content.decode()
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in text


def test_file_names_are_ascii(closed):
    assert draft_name(closed, ".pdf") == "bien-ban-hoi-nghi-phat-dong-va-ky-ket-giao-uoc-thi-dua-nam-2020.pdf"
