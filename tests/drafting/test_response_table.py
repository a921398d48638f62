"""The response table: rows, paper, files, issue."""

import datetime
import io

import docx
import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drafting import workflow
from drafting.documents import RESPONSE_TABLE
from drafting.documents.response_table import (
    SILENCE,
    opening_of,
    response_paper,
    response_rows,
    tally_of,
)
from drafting.models import Answer, ResponseTable
from drafting.queries.version_index import VersionIndex
from libraries.pades.verification import examine
from libraries.printing.paper import Table
from records.documents import store_document
from records.ledger import StoredDocuments
from records.models import AuditEvent, Document
from records.transitions import NotAllowedNow
from signatures import workflow as signatures
from tests.drafting.pages import body, browser, get
from tests.support.signing import put, sign_all, sign_and_issue, signed_already

IN_TIME, LATER = "2020-06-14 09:00", "2020-06-21 09:00"


@pytest.fixture
def say(asked, hoa, at):
    """`say(unit, "Điều 1", "words")`: sent in time; "" is the whole text."""
    keys = {row["citation"]: row["key"] for row in asked.on_version.content}

    def write(unit, citation, words, stance="agree_with_change", replacement=""):
        with at(IN_TIME):
            comment = workflow.write_comment(
                asked, unit, by=hoa, stance=stance, body=words, replacement=replacement, node_key=keys.get(citation)
            )
            return workflow.send_comment(comment, by=hoa)

    return write


@pytest.fixture
def reply(lan, at):
    def answer(*comments, result="explained", words="Giữ như dự thảo."):
        with at(LATER):
            for comment in comments:
                workflow.answer_comment(comment, by=lan, result=result, body=words)

    return answer


def test_rows_stand_in_the_order_of_the_text_the_whole_first(say, asked, nine):
    say(nine[5], "khoản 2 Điều 2", "Bỏ điểm a.")
    say(nine[2], "", "Rà soát chính tả.")
    say(nine[3], "Điều 1", "Ghi rõ 09 đơn vị.")
    assert [row.place for row in response_rows(asked)] == ["Toàn văn dự thảo", "Điều 1", "Khoản 2 Điều 2"]
    assert [row.number for row in response_rows(asked)] == [1, 2, 3]
    assert response_rows(asked)[2].heading == "Nguyên tắc"


def test_the_same_opinion_is_one_row_that_names_all_units_in_protocol_order(say, reply, asked, nine):
    first = say(nine[5], "Điều 1", "Ghi rõ 09 đơn vị.")
    say(nine[2], "Điều 1", "  ghi rõ 09  đơn vị ")  # answered with the first, which says the same
    other_place = say(nine[3], "Điều 2", "Ghi rõ 09 đơn vị.")
    other_words = say(nine[4], "Điều 1", "Ghi rõ 9 đơn vị.")
    reply(first, other_place, other_words)
    rows = response_rows(asked)
    assert [row.units for row in rows] == [
        (nine[2].name, nine[5].name),
        (nine[4].name,),
        (nine[3].name,),
    ]


def test_the_same_opinion_sent_after_the_first_was_answered_waits_in_a_row_of_its_own(say, lan, asked, nine, at):
    first = say(nine[5], "Điều 1", "Sửa.")
    with at(IN_TIME):
        workflow.answer_comment(first, by=lan, result="explained", body="Giữ.")
    second = say(nine[2], "Điều 1", "Sửa.")
    assert [row.answered for row in response_rows(asked)] == [True, False]
    with at(LATER):
        workflow.answer_comment(second, by=lan, result="explained", body="Giữ như dự thảo.")
    (row,) = response_rows(asked)
    assert row.answer == "Giữ như dự thảo." and len(row.units) == 2


def test_a_different_wording_proposed_is_a_different_opinion(say, asked, nine):
    say(nine[5], "Điều 1", "Sửa.", replacement="Câu A.")
    say(nine[2], "Điều 1", "Sửa.", replacement="Câu B.")
    assert len(response_rows(asked)) == 2


def test_plain_agreement_and_drafts_are_no_rows(asked, written, nine, hoa, at):
    with at(IN_TIME):
        workflow.agree_fully(asked, nine[1], by=hoa)
    assert response_rows(asked) == []


def test_rows_of_a_text_follow_its_newest_version(say, asked, nine, hoa, lan, at):
    say(nine[5], "Điều 2", "Cũ, Điều 2.")
    text = asked.text
    with at(LATER):
        workflow.remove_node(text.nodes.get(heading="Phạm vi điều chỉnh"), by=lan)
        again = workflow.open_consultation(text, by=lan, closes_at=asked.closes_at + datetime.timedelta(days=9))
        comment = workflow.write_comment(again, nine[2], by=hoa, stance="question", body="Mới, toàn văn.")
        workflow.send_comment(comment, by=hoa)
    rows = response_rows(text)
    assert [(row.place, row.opinion) for row in rows] == [
        ("Toàn văn dự thảo", "Mới, toàn văn."),
        ("Điều 1", "Cũ, Điều 2."),  # it is Điều 1 now
    ]
    assert [row.opinion for row in response_rows(asked)] == ["Cũ, Điều 2."]


def test_what_is_no_longer_in_the_text_keeps_its_place(say, asked, nine, lan, at):
    say(nine[5], "khoản 1 Điều 2", "Bỏ khoản này.")
    say(nine[2], "khoản 2 Điều 2", "Giữ khoản này.")
    say(nine[3], "Điều 1", "Sửa điều này.")
    with at(LATER):
        workflow.remove_node(asked.text.nodes.get(body="Tập trung dân chủ."), by=lan)
        workflow.open_consultation(asked.text, by=lan, closes_at=asked.closes_at + datetime.timedelta(days=9))
    assert [row.opinion for row in response_rows(asked.text)] == ["Sửa điều này.", "Bỏ khoản này.", "Giữ khoản này."]


def test_the_result_is_said_once(say, reply, asked, nine):
    reply(say(nine[5], "Điều 1", "Một."), result="accepted", words="Tiếp thu, đã sửa.")
    reply(say(nine[5], "Điều 2", "Hai."), result="explained", words="Đề nghị giữ.")
    assert [row.answer_words for row in response_rows(asked)] == ["Tiếp thu, đã sửa.", "Giải trình: Đề nghị giữ."]


def test_the_opening_counts_agreement_opinions_and_silence(say, asked, nine, hoa, at):
    say(nine[5], "Điều 1", "Sửa.")
    with at(IN_TIME):
        workflow.agree_fully(asked, nine[1], by=hoa)
        during = "\n".join(opening_of(asked, tally_of(asked)))
    assert "chưa gửi ý kiến: 07 đơn vị" in during and SILENCE not in during
    with at(LATER):
        words = "\n".join(opening_of(asked, tally_of(asked)))
    assert "đã gửi xin ý kiến: 09; tổng số văn bản góp ý nhận được: 02." in words
    assert f"nhất trí hoàn toàn: 01 đơn vị ({nine[1].name}, gửi ngày 14 tháng 6 năm 2020)" in words
    assert "từ ngày" in words and "/2020" not in words  # NĐ 30/2020, Phụ lục I, II.4: days in words
    assert f"{SILENCE}: 07 đơn vị ({nine[0].name}; " in words
    assert f"có ý kiến góp ý: 01 đơn vị ({nine[5].name})" in words


def test_the_paper_has_four_columns_beside_the_number_on_landscape_a4(answered, asked, at):
    with at(LATER):
        paper = response_paper(asked)
    table = next(block for block in paper.body if isinstance(block, Table))
    assert paper.landscape and paper.note_box == "DỰ THẢO"
    assert paper.kind.upper() == "BẢNG TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý ĐỐI VỚI DỰ THẢO"
    assert paper.subject == "Quy chế hoạt động"
    assert [column.title for column in table.columns] == [
        "STT",
        "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN",
        "CHỦ THỂ GÓP Ý",
        "NỘI DUNG GÓP Ý",
        "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
    ]
    assert table.rows[0][1] == "Khoản 1 Điều 2\n(Nguyên tắc)"


def test_without_opinions_the_paper_says_so(asked, at):
    with at(LATER):
        texts = [block.text for block in response_paper(asked).body]
    assert texts[-1] == "Không có ý kiến góp ý về nội dung dự thảo."


# --- Pages -----------------------------------------------------------------

PAGES = ["drafting:response_table", "drafting:response_pdf", "drafting:response_word"]


@pytest.mark.parametrize("name", PAGES)
def test_who_reads_it_and_when(name, answered, asked, lan, minh, nam, tuan, mai, at):
    with at(IN_TIME):
        assert get(lan, "drafting:response_table", asked.pk).status_code == 200
        for who, status in ((minh, 403), (nam, 403), (tuan, 404), (mai, 404)):
            assert get(who, name, asked.pk).status_code == status, who
    with at(LATER):
        for who, status in ((lan, 200), (minh, 200), (nam, 200), (tuan, 404), (mai, 404)):
            assert get(who, name, asked.pk).status_code == status, who


def test_the_page_shows_rows_and_the_next_button(answered, asked, lan, minh, at):
    with at(LATER):
        mine, theirs = (body(get(who, "drafting:response_table", asked.pk)) for who in (lan, minh))
    for page in (mine, theirs):
        assert "Khoản 1 Điều 2" in page and "Nêu rõ nguyên tắc tự nguyện." in page and "Đã sửa khoản 1 Điều 2." in page
        assert "Tự nguyện, công khai." in page and SILENCE in page
    assert "Trình ký bảng tổng hợp" in mine and mine.count("btn-primary") == 1
    assert "trinh-ky/moi" not in theirs and "Trình ký bảng tổng hợp" not in theirs


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document), document[0].get_size()
    finally:
        document.close()


@pytest.mark.parametrize("name", PAGES)
def test_downloads_write_nothing(name, answered, asked, lan, at):
    client = browser(lan)
    with at(LATER), CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(name, args=[asked.pk]))
        b"".join(response) if response.streaming else response.content
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert not Document.objects.exists()


def test_the_draft_pdf_is_landscape_and_says_draft(answered, asked, lan, at):
    with at(LATER):
        response = get(lan, "drafting:response_pdf", asked.pk)
    words, (width, height) = text_of(b"".join(response))
    assert width > height and "DỰ THẢO" in words and "NỘI DUNG TIẾP THU, GIẢI TRÌNH" in words
    assert response["Content-Disposition"].endswith('filename="tong-hop-gop-y-quy-che-hoat-dong.pdf"')


def test_the_word_file_holds_the_same_table(answered, asked, lan, at):
    with at(LATER):
        response = get(lan, "drafting:response_word", asked.pk)
    document = docx.Document(io.BytesIO(b"".join(response)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN" in cells and any("Đã sửa khoản 1 Điều 2." in cell for cell in cells)


@pytest.mark.slow
def test_few_and_many_rows_cost_the_same_queries(say, reply, asked, nine, lan, at):
    client = browser(lan)

    def cost():
        with at(LATER), CaptureQueriesContext(connection) as queries:
            client.get(reverse("drafting:response_table", args=[asked.pk]))
        return len(queries)

    reply(say(nine[0], "Điều 1", "Một."))
    few = cost()
    reply(*(say(nine[number % 9], "Điều 2", f"Ý kiến {number}.") for number in range(40)))
    assert cost() == few


# --- Issue -----------------------------------------------------------------


def start(asked):
    return reverse("signatures:request_start", args=["response_table", asked.pk])


def issue(asked, lan):
    """Signed by the Khối trưởng and numbered; the table's document."""
    sign_and_issue("response_table", asked, by=lan)
    return ResponseTable.objects.latest("pk").document


def test_the_table_is_signed_and_issued(answered, asked, lan, minh, tuan, at):
    with at(LATER):
        assert browser(minh).get(start(asked)).status_code == 403
        assert browser(tuan).get(start(asked)).status_code == 404
        issue(asked, lan)
        issued = ResponseTable.objects.get()
        pdf = issued.document.read()
        assert examine(pdf, StoredDocuments()).status == "valid"
        words = " ".join(text_of(pdf)[0].split())
        assert "DỰ THẢO" not in words.replace("ĐỐI VỚI DỰ THẢO", "")
        assert issued.document.number == "01/BC-KTĐ" and "TM. KHỐI THI ĐUA KHỐI TRƯỞNG" in words
        assert issued.document.kind == RESPONSE_TABLE.slug and issued.document.code
        assert issued.word.read()[:2] == b"PK" and issued.word.code is None
        assert AuditEvent.objects.filter(verb="drafting.issue_response_table").count() == 1
        page = body(get(minh, "drafting:response_table", asked.pk))
        assert "Đã hoàn thành" in page and issued.document.code in page
        assert b"".join(get(minh, "drafting:response_pdf", asked.pk)) == pdf
        assert b"".join(get(minh, "drafting:response_word", asked.pk)) == issued.word.read()
        asked.refresh_from_db()
        with pytest.raises(NotAllowedNow, match="nội dung chưa thay đổi"):
            put("response_table", asked, by=lan)
    assert ResponseTable.objects.count() == 1


def test_it_waits_for_the_end_and_for_every_answer(sent, asked, lan, at):
    with at(IN_TIME):
        workflow.answer_comment(sent, by=lan, result="accepted", body="Sửa sớm.")
        with pytest.raises(NotAllowedNow, match="Đang lấy ý kiến đến 17:00 ngày 20/6/2020"):
            put("response_table", asked, by=lan)
    Answer.objects.all().delete()
    with at(LATER):
        assert "Còn 1 góp ý chưa trả lời" in browser(lan).get(start(asked)).text
        assert "Trả lời 1 góp ý" in body(get(lan, "drafting:response_table", asked.pk))
    assert not Document.objects.exists()


def test_issued_again_after_a_change_it_replaces_the_one_before(answered, asked, lan, minh, at):
    with at(LATER):
        first = issue(asked, lan)
        workflow.answer_comment(answered.comment, by=lan, result="explained", body="Nghĩ lại: giữ như cũ.", revision=1)
        page = body(get(lan, "drafting:response_table", asked.pk))
        assert "Nội dung đã thay đổi sau khi hoàn thành" in page
        words, _ = text_of(b"".join(get(lan, "drafting:response_pdf", asked.pk)))
        assert "Nghĩ lại" in words and first.code not in words, "not the old file under the new words"
        asked.refresh_from_db()
        second = issue(asked, lan)
        first.refresh_from_db()
        assert examine(first.read(), StoredDocuments()).status == "replaced" and first.end.replaced_by == second
        assert second.code in body(get(minh, "drafting:response_table", asked.pk))


def test_an_answer_that_changes_while_it_is_signed_stops_the_issue(answered, asked, lan, at):
    """What was signed is the file; other words are put before the signer anew."""
    with at(LATER):
        request = sign_all(put("response_table", asked, by=lan))
        workflow.answer_comment(answered.comment, by=lan, result="explained", body="Nghĩ lại.", revision=1)
        with pytest.raises(NotAllowedNow, match="Nội dung đã thay đổi sau khi trình ký"):
            signatures.issue_paper(request, by=lan)
        signatures.withdraw(request, by=lan, reason="Trả lời đã sửa.")
        asked.refresh_from_db()
        assert issue(asked, lan).number == "01/BC-KTĐ"


def test_other_wording_of_ours_does_not_make_it_old(answered, asked, lan, at, monkeypatch):
    with at(LATER):
        issue(asked, lan)
        monkeypatch.setattr("drafting.documents.response_table.SILENCE", "Đơn vị im lặng")
        asked.refresh_from_db()
        with pytest.raises(NotAllowedNow, match="nội dung chưa thay đổi"):
            put("response_table", asked, by=lan)


def test_nothing_is_locked_while_it_is_printed(answered, asked, lan, at, locks_at_printing):
    with at(LATER):
        issue(asked, lan)
    assert locks_at_printing and set(locks_at_printing) == {0}


def test_it_can_be_issued_after_the_text_is_settled(settled, asked, lan, at):
    with at("2020-06-23 09:00"):
        assert issue(asked, lan).code


def test_a_round_with_nothing_said_has_its_table_too(asked, lan, at):
    with at(LATER):
        words, _ = text_of(issue(asked, lan).read())
    assert "Không có ý kiến góp ý" in words


def test_an_issued_table_is_written_once_with_two_files(answered, asked, lan, at):
    with at(LATER):
        issue(asked, lan)
    for sql in (
        "UPDATE drafting_responsetable SET sha256 = repeat('0', 64)",
        "DELETE FROM drafting_responsetable",
    ):
        with pytest.raises(DatabaseError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    row = ResponseTable.objects.values().get()
    other = signed_already(asked, by=lan, kind="response_table", field="table_signing")
    kept = [
        store_document(b"x" + bytes([n]), chain=asked.chain, kind="response_table", title="BC", filename="b", by=lan)
        for n in (1, 2)
    ]
    for change in (
        {"sha256": "x" * 64, "document_id": kept[0].pk, "word_id": kept[1].pk, "signing_id": other.pk},
        {"document_id": kept[0].pk, "word_id": kept[0].pk, "signing_id": other.pk},
    ):
        with pytest.raises(DatabaseError, match="response_table_"), transaction.atomic():
            ResponseTable(**{**row, "id": None, **change}).save(force_insert=True)


def test_places_find_every_piece(asked):
    index = VersionIndex(asked.on_version)
    anchors = [node.anchor for node in index.nodes]
    assert len(set(anchors)) == len(anchors)
    for node in index.nodes:
        assert index.place_words(node.key) and node in index.subtree(node.key)
        assert not node.citation or index.place_in_sentence(node.key) == node.citation
    assert index.place_in_sentence(None) == "toàn văn dự thảo"
