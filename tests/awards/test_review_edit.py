"""The board: desk (awards:review_queue), two panes (awards:review_edit), opinion (awards:review), awards:send_back."""

import re

import pytest
from django.urls import reverse

from awards import workflow
from awards.models import Nomination, Review
from tests import factories
from tests.awards.conftest import fill
from tests.awards.sending import send
from tests.awards.test_dossier_pages import pdf_bytes, word_bytes

OPINION = {"standard": "met", "conclusion": "agree", "comment": "", "revision": "2"}


def page_of(browser, nomination, tab=""):
    return browser.get(reverse("awards:review_edit", args=[nomination.pk]) + tab)


def test_the_desk_counts_and_begins(client_of, mai, submitted):
    page = client_of(mai).get(reverse("awards:review_queue")).content.decode()
    assert "1 hồ sơ cần thẩm định" in page and "Đã thẩm định 0/1" in page
    assert reverse("awards:review_edit", args=[submitted.pk]) in page


def test_an_empty_desk_says_so(client_of, mai):
    assert "Chưa có hồ sơ nào cần thẩm định" in client_of(mai).get(reverse("awards:review_queue")).content.decode()


def test_the_dossier_is_read_left_and_judged_right(client_of, mai, submitted):
    page = page_of(client_of(mai), submitted).content.decode()
    for words in (
        "BÁO CÁO THÀNH TÍCH".capitalize()[:3],
        "21.436 lượt",
        "Đủ thành phần hồ sơ (3/3)",
        "Trong số lượng được phân bổ cho Khối",
        "Tiêu biểu",
        "Lưu ý kiến",
        "Để sau",
    ):
        assert words in page, words
    sent = submitted.newest_parts()["submission"]
    for tab, words in {
        # The sealed file itself, page by page: drawn anew it would be a paper of today.
        "?xem=to-trinh": reverse("awards:part_page", args=[submitted.pk, sent.pk, 1]),
        "?xem=da-khen": "Giấy khen của Cục Hàng hải",
        "?xem=bien-ban": "Biên bản bình xét",
        "?xem=la": "21.436",
    }.items():
        assert words in page_of(client_of(mai), submitted, tab).content.decode()


def test_uploaded_parts_are_read_too(client_of, mai, lan, full):
    workflow.hand_in_report(
        full,
        by=lan,
        content=word_bytes("Chữ trong tệp Word"),
        filename="a.docx",
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    workflow.hand_in_minutes(full, by=lan, content=pdf_bytes(), filename="b.pdf")
    full = send(Nomination.objects.get(pk=full.pk), by=lan)
    assert "Chữ trong tệp Word" in page_of(client_of(mai), full).content.decode()
    assert "trang 1/1" in page_of(client_of(mai), full, "?xem=bien-ban").content.decode()


def test_an_opinion_leads_to_the_next_dossier(client_of, mai, lan, submitted, year2020, nine, flag):
    other = send(fill(workflow.nominate(year2020, by=lan, unit=nine[0], kind=flag), lan), by=lan)
    browser = client_of(mai)
    assert "Lưu và xem hồ sơ tiếp theo" in page_of(browser, submitted).content.decode()
    answer = browser.post(reverse("awards:review_edit", args=[submitted.pk]), OPINION)
    assert answer.url == reverse("awards:review_edit", args=[other.pk])
    assert "Đã thẩm định 1/2" in page_of(browser, other).content.decode()
    last = browser.post(reverse("awards:review_edit", args=[other.pk]), OPINION)
    assert last.url == reverse("awards:review_queue")


def test_the_opinion_of_others_is_hidden_until_ones_own_is_in(client_of, mai, duc, submitted):
    workflow.review(submitted, by=duc, standard="met", conclusion="disagree", comment="Chưa thuyết phục.")
    browser = client_of(mai)
    assert "Chưa thuyết phục." not in page_of(browser, submitted).content.decode()
    detail = reverse("awards:nomination_detail", args=[submitted.pk])
    assert "Chưa thuyết phục." not in browser.get(detail).content.decode()
    browser.post(reverse("awards:review_edit", args=[submitted.pk]), OPINION)
    assert "Chưa thuyết phục." in page_of(browser, submitted).content.decode()


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"standard": ""}, 422, "Chọn mức độ"),
        ({"conclusion": "x"}, 422, "Chọn một kết luận"),
        ({"conclusion": "request_more"}, 422, "Nhập nhận xét"),
        ({"standard": "not_met"}, 422, "Hồ sơ chưa đạt tiêu chuẩn"),
        ({"revision": "7"}, 409, "trình lại"),
        ({"comment": "n" * 3001}, 422, "tối đa 3.000"),
    ],
)
def test_bad_opinions_are_refused_and_kept(client_of, mai, submitted, change, status, words):
    data = OPINION | {"comment": "Nhận xét đã gõ"} | change
    if change.get("conclusion") == "request_more":
        data["comment"] = ""
    page = client_of(mai).post(reverse("awards:review_edit", args=[submitted.pk]), data)
    text = page.content.decode()
    assert page.status_code == status and words in text
    assert data["comment"] in text and not Review.objects.exists()


def test_who_read_an_earlier_round_reads_again_and_keeps_the_words(client_of, mai, duc, lan, submitted):
    workflow.send_back(submitted, by=duc, reason="Thiếu số liệu")
    send(Nomination.objects.get(pk=submitted.pk), by=lan)
    browser, address = client_of(mai), reverse("awards:review_edit", args=[submitted.pk])
    page = browser.post(address, OPINION | {"comment": "Nhận xét đã gõ"})
    text = page.content.decode()
    assert page.status_code == 409 and "trình lại" in text and "Nhận xét đã gõ" in text
    assert "thay cho nội dung đang có" not in text and not Review.objects.exists()
    read = re.search(r"name=\"revision\" value=\"(\d+)\"", text).group(1)
    assert browser.post(address, OPINION | {"revision": read}).status_code == 302
    assert Review.objects.get().round == 2


def test_a_board_member_of_the_unit_is_told_why_not(client_of, submitted, nine):
    own = factories.board_member("own", "Người Đơn Vị", from_unit=nine[5])
    browser = client_of(own)
    assert "không được thẩm định hồ sơ" in page_of(browser, submitted).content.decode()
    desk = browser.get(reverse("awards:review_queue")).content.decode()
    assert "Cán bộ thuộc hoặc đã thuộc đơn vị này" in desk
    assert browser.post(reverse("awards:review_edit", args=[submitted.pk]), OPINION).status_code == 403


def test_sent_back_with_a_reason(client_of, mai, submitted):
    browser = client_of(mai)
    assert browser.post(reverse("awards:send_back", args=[submitted.pk]), {"reason": " "}).status_code == 422
    page = browser.post(reverse("awards:send_back", args=[submitted.pk]), {"reason": "Thiếu số liệu"})
    submitted.refresh_from_db()
    assert page.url == reverse("awards:review_queue") and submitted.state == "draft"


def test_the_queue_asks_no_more_for_many_rows(client_of, mai, lan, submitted, year2020, nine, diploma, flag):
    import datetime

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = client_of(mai)
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("awards:review_queue"))
    now = datetime.datetime.now(datetime.UTC)
    for unit in nine:
        row = Nomination(
            emulation_year=year2020, unit=unit, kind=flag, recipient_name="x", citation="y", summary="z",
            created_by=lan, state="submitted", submitted_at=now, submitted_by=lan,
            submission=factories.submission_of(year2020, lan, decided_by="committee"),
        )  # fmt: skip
        row.set_keys()
        row.save()
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("awards:review_queue"))
    assert len(many) <= len(few)
