"""One paper for all dossiers of a year that one authority decides, with its list; each dossier hangs on it by key."""

import io

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from awards import workflow
from awards.documents.recipient_list import COLUMNS, recipient_list_paper
from awards.documents.submission import Proposal, submission_paper
from awards.models import Nomination, Quota, Submission, SubmissionLine
from awards.queries.grounds import grounds_of
from libraries.printing.paper import Clause, Paragraph
from libraries.web import clock
from records.models import Document
from records.transitions import NotAllowedNow
from tests import factories
from tests.awards.conftest import GUIDANCE, SECTIONS, fill
from tests.awards.sending import finish_report, send
from tests.awards.test_documents import words_of
from tests.support.rows_built_once import built_once
from units.models import ManagingAgency

IN_2020 = "2020-12-10 09:00"


@built_once
def second(year2020, nine, flag, lan, quotas):
    """Another unit, proposed for the flag, complete."""
    return fill(workflow.nominate(year2020, by=lan, unit=nine[2], kind=flag), lan)


def papers():
    return Document.objects.filter(kind="submission").exclude(code=None).count()


def test_all_dossiers_that_one_authority_decides_go_with_one_paper(full, second, lan, at):
    """Until 2023 the chairman decided both awards."""
    with at(IN_2020):
        submission = send(full, second, by=lan).submission
    rows = list(Nomination.objects.filter(submission=submission))
    assert {row.state for row in rows} == {"submitted"} and len(rows) == 2
    assert papers() == 1 and submission.number == "01/TTr-KTĐ" and submission.decided_by == "chair"
    assert [(line.position, line.nomination_id) for line in submission.lines.all()] == [(1, second.pk), (2, full.pk)]
    for row in rows:
        parts = row.newest_parts()
        assert (
            parts["submission"].document == submission.document and parts["list"].document == submission.list_document
        )
        assert parts["list"].document.number == submission.number


def test_two_authorities_are_two_papers(full, second, lan):
    """Since 2024 the committee decides the flag, the chairman the certificate of merit."""
    with pytest.raises(NotAllowedNow, match="Mỗi tờ trình chỉ gửi một cấp có thẩm quyền"):
        send(full, second, by=lan)
    assert Submission.objects.count() == 0
    first, other = send(full, by=lan).submission, send(second, by=lan).submission
    assert (first.decided_by, other.decided_by) == ("chair", "committee")
    assert (first.number, other.number) == ("01/TTr-KTĐ", "02/TTr-KTĐ")


def test_the_database_refuses_a_dossier_of_another_authority_or_year(full, second, lan, other_bloc):
    wrong = send(full, by=lan).submission
    with pytest.raises(IntegrityError, match="thẩm quyền của tờ trình"), transaction.atomic():
        Nomination.objects.filter(pk=second.pk).update(submission=wrong)
    foreign = factories.submission_of(factories.EmulationYearFactory(bloc=other_bloc, year=2020), lan)
    with pytest.raises(IntegrityError, match="thẩm quyền của tờ trình"), transaction.atomic():
        Nomination.objects.filter(pk=full.pk).update(submission=foreign)
    with pytest.raises(IntegrityError, match="nomination_submitted_by_a_paper"), transaction.atomic():
        Nomination.objects.filter(pk=full.pk).update(submission=None)


def test_what_came_back_and_reads_the_same_goes_in_under_its_number(submitted, duc, lan):
    paper = submitted.submission
    returned = workflow.send_back(submitted, by=duc, reason="Bổ sung số liệu")
    workflow.save_report(returned, by=lan, revision=1, **SECTIONS | {"law": "Nộp ngân sách đủ."})
    returned = Nomination.objects.get(pk=returned.pk)
    finish_report(returned, by=lan)
    assert workflow.gather(returned).again == paper
    again = send(returned, by=lan)
    assert (again.state, again.round, again.submission) == ("submitted", 2, paper)
    assert papers() == 1 and Submission.objects.count() == 1


def test_what_came_back_and_reads_otherwise_takes_a_new_paper(submitted, duc, lan):
    paper = submitted.submission
    returned = workflow.send_back(submitted, by=duc, reason="Sửa tên")
    fill(returned, lan)
    words = {"citation": "Có thành tích", "summary": "Dẫn tàu an toàn 21.500 lượt."}
    returned = workflow.edit(
        Nomination.objects.get(pk=returned.pk), by=lan, revision=Nomination.objects.get(pk=returned.pk).revision,
        recipient_name=returned.recipient_name, **words,
    )  # fmt: skip
    assert workflow.gather(returned).again is None
    again = send(returned, by=lan)
    assert again.submission != paper and again.submission.number == "02/TTr-KTĐ"
    assert paper.lines.get().cells != again.submission.lines.get().cells


def test_the_quota_counts_all_that_go_together(full, year2020, nine, diploma, lan):
    other = fill(workflow.nominate(year2020, by=lan, unit=nine[2], kind=diploma), lan)
    with pytest.raises(NotAllowedNow, match="đã trình 0 hồ sơ, tờ trình này có 2 hồ sơ"):
        send(full, other, by=lan)
    assert not Nomination.objects.exclude(state="draft").exists() and Submission.objects.count() == 0


def test_what_was_sent_stays(submitted):
    line = SubmissionLine.objects.get()
    for wrong in (
        lambda: SubmissionLine.objects.update(cells=["x"]),
        lambda: Submission.objects.update(number="09/TTr-KTĐ"),
        lambda: Submission.objects.update(state="dropped"),
        line.delete,
    ):
        with pytest.raises(IntegrityError, match=r"không sửa|không xóa|không đổi"), transaction.atomic():
            wrong()
    connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM awards_submission")
    for table in ("awards_submission", "awards_submissionline"):
        with (
            pytest.raises(IntegrityError, match="chỉ ghi một lần"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_one_line_a_dossier_a_place_a_prepared_paper(full, second, lan, at):
    with at(IN_2020):
        submission = workflow.prepare_submission([full], by=lan)
        other = workflow.prepare_submission([second], by=lan)
    for name, facts in {
        "one_line_a_dossier_a_submission": {"submission": submission, "nomination": full, "position": 2},
        "đã có trong tờ trình khác": {"submission": submission, "nomination": second, "position": 2},
        "submission_line_from_one": {"submission": submission, "nomination": full, "position": 0},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            SubmissionLine.objects.create(cells=[], **facts)
    with at(IN_2020), pytest.raises(NotAllowedNow, match="đã có trong Tờ trình"):
        workflow.prepare_submission([full], by=lan)
    workflow.drop_submission(other, by=lan)
    with at(IN_2020):
        again = workflow.prepare_submission([second], by=lan)
    assert again.pk != other.pk and again.lines.get().nomination == second


# --- The papers ------------------------------------------------------------------------------------------------------


def test_the_paper_is_for_all_and_asks_who_decides_through_who_appraises(full, second, at):
    with at(IN_2020):
        paper = submission_paper(Proposal((second, full), full.terms(), clock.today()))
    assert paper.addressees == (
        "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
        "Ban Thi đua - Khen thưởng thành phố",
    )
    assert paper.subject == "Về việc đề nghị khen thưởng năm 2020"
    words = [block.text for block in paper.body]
    assert "khen thưởng 02 tập thể" in words[0]
    kinds = [block for block in paper.body if isinstance(block, Clause)]
    assert [block.label for block in kinds] == ["1.", "2."]
    assert kinds[0].text == f"Cờ thi đua của Ủy ban nhân dân thành phố: 01 tập thể, gồm {second.recipient_name}."
    assert "Danh sách trích ngang các tập thể tại Phụ lục kèm theo Tờ trình này." in words
    assert words[-1].endswith("kính trình Chủ tịch Ủy ban nhân dân thành phố Hải Phòng xem xét, quyết định.")
    assert paper.ends_with_mark and isinstance(paper.body[-1], Paragraph)


def test_one_kind_alone_has_no_number_before_it(full):
    paper = submission_paper(Proposal((full,), full.terms(), clock.today()))
    assert not any(isinstance(block, Clause) for block in paper.body)
    assert paper.subject == f"Về việc đề nghị tặng {full.kind.name} năm 2020"


def test_the_list_is_the_annex_of_its_paper(full, nine, at):
    ManagingAgency.objects.create(unit=full.unit, name="Tổng cục cũ", valid_from="2010-01-01", valid_to="2020-01-01")
    ManagingAgency.objects.create(unit=full.unit, name="Bộ Giao thông vận tải", valid_from="2020-01-01")
    Nomination.objects.filter(pk=full.pk).update(score="985 điểm, xếp thứ nhất", confirmations="Cục Thuế: 12/XN-CT")
    row = Nomination.objects.get(pk=full.pk)
    with at(IN_2020):
        paper = recipient_list_paper(Proposal((row,), row.terms(), clock.today()), number="03/TTr-KTĐ")
    assert paper.annex_label == "Phụ lục" and paper.landscape and not paper.signatures
    assert paper.attached_to == f"(Kèm theo Tờ trình số 03/TTr-KTĐ ngày 10 tháng 12 năm 2020 của {row.bloc.name})"
    (table,) = paper.body
    assert table.columns == COLUMNS
    assert table.rows[0] == (
        "01", row.recipient_name, "Bộ Giao thông vận tải", row.kind.name, row.summary, "985 điểm, xếp thứ nhất",
        "Theo biên bản", "Giấy khen của Cục Hàng hải năm 2018 (số 15/QĐ-CHHVN, 10/01/2019)", "Cục Thuế: 12/XN-CT", "",
    )  # fmt: skip


def test_what_the_paper_rests_on_comes_by_key(full, quotas):
    grounds = grounds_of([full], clock.today())
    assert grounds == (
        f"Căn cứ Văn bản số {GUIDANCE['guidance_number']} ngày 02 tháng 12 năm 2019 của {GUIDANCE['source']}",
        "Căn cứ biên bản bình xét thi đua, khen thưởng của Khối",
    )
    Quota.objects.all().delete()
    assert len(grounds_of([full], clock.today())) == 1


@pytest.mark.usefixtures("real_papers")
def test_paper_and_list_are_sealed_files_with_word_twins(submitted):
    submission = submitted.submission
    words = words_of(submission.list_document.read())
    assert "Phụ lục DANH SÁCH TRÍCH NGANG CÁC TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG NĂM 2020" in words
    assert "(Kèm theo Tờ trình số 01/TTr-KTĐ" in words and "CỘNG HÒA XÃ HỘI" not in words
    for title in ("Tên tập thể", "Khen thưởng gần nhất", "Xác nhận thuế, BHXH, PCCC"):
        assert title in words, title
    word = docx.Document(io.BytesIO(submission.list_word.read()))
    assert word.paragraphs[1].text.startswith("Phụ lục\nDANH SÁCH TRÍCH NGANG")
    assert len(word.tables) == 1 and word.sections[0].page_width > word.sections[0].page_height


# --- The pages -------------------------------------------------------------------------------------------------------


def test_the_page_gathers_what_is_ready_and_names_what_is_not(
    client_of, full, second, nine, diploma, year2020, lan, at
):
    Quota.objects.filter(kind=diploma).update(count=2)
    lacking = workflow.nominate(year2020, by=lan, unit=nine[3], kind=diploma)
    with at(IN_2020):
        browser, address = client_of(lan), reverse("awards:nomination_submit", args=[full.pk])
        page = browser.get(address).content.decode()
        assert f'value="{second.pk}"' in page and "checked" in page
        assert str(lacking) in page and "Chưa có báo cáo thành tích" in page
        assert "Danh sách trích ngang" in page
        sent = browser.post(address, {"others": [second.pk]}, follow=True)
    shown = sent.content.decode()
    submission = Submission.objects.get()
    assert sent.redirect_chain[-1][0] == reverse("awards:submission_detail", args=[submission.pk])
    assert full.recipient_name in shown and second.recipient_name in shown and "Trình ký tờ trình" in shown
    assert {line.nomination for line in submission.lines.all()} == {full, second}
    assert browser.get(address).url == sent.redirect_chain[-1][0], "a prepared paper goes on where it stands"


def test_what_is_not_ticked_stays(client_of, full, second, lan, at):
    with at(IN_2020):
        client_of(lan).post(reverse("awards:nomination_submit", args=[full.pk]))
    second.refresh_from_db()
    assert second.state == "draft" and Submission.objects.get().lines.get().nomination == full


def test_the_page_says_under_which_paper_a_dossier_goes_in_again(client_of, submitted, duc, lan):
    workflow.send_back(submitted, by=duc, reason="Bổ sung")
    page = client_of(lan).get(reverse("awards:nomination_submit", args=[submitted.pk])).content.decode()
    assert "Trình lại theo" in page and "Tờ trình số 01/TTr-KTĐ" in page
    shown = client_of(lan).get(reverse("awards:nomination_detail", args=[submitted.pk])).content.decode()
    assert "Đã trình theo Tờ trình số 01/TTr-KTĐ" in shown


def test_who_reads_a_submission(client_of, submitted, lan, minh, mai, hoa, other_bloc):
    address = reverse("awards:submission_detail", args=[submitted.submission_id])
    assert [client_of(who).get(address).status_code for who in (lan, minh, mai, hoa)] == [200, 200, 200, 404]
