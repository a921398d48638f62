"""The board of a round: Điều × unit, one click to remind whoever is silent, ten seconds to take that back."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from drafting import workflow
from notices.models import Notice, OutgoingMail
from records.models import AuditEvent
from tests.drafting.pages import body, browser, get, post


def cells(page):
    """{(row, column): the cell's words} of the table of Điều and units."""

    def words(cell):
        return " ".join(cell.text_content().split())

    (table,) = html.fromstring(page).xpath("//table[contains(@class, 'board')]")
    columns = [words(cell) for cell in table.xpath("thead//th")]
    found = {}
    for row in table.xpath("tbody/tr"):
        place = row.xpath("th")[0].text.strip()
        for column, cell in zip(columns[1:], row.xpath("td"), strict=True):
            found[place, column] = words(cell)
    return found


def test_each_opinion_stands_under_its_article_and_its_unit(sent, asked, lan, hoa_tieu, at):
    with at("2020-06-14 09:00"):
        page = body(get(lan, "drafting:consultation_board", asked.pk))
    found = cells(page)
    mine = found["Điều 2", hoa_tieu.short_name]
    assert mine.startswith("1 ") and "1 chưa trả lời" in mine
    assert found["Điều 2", "Cộng"] == "1 (1 chưa trả lời)"
    filled = {place for place, words in found.items() if re.match(r"[1-9]", words)}
    assert filled == {("Điều 2", hoa_tieu.short_name), ("Điều 2", "Cộng")}
    assert {place for place, _ in found} == {"Toàn văn dự thảo", "Điều 1", "Điều 2"}
    assert reverse("drafting:answer_edit", args=[sent.pk]) in page


def test_what_is_answered_waits_no_longer(answered, asked, lan, hoa, hoa_tieu, at):
    with at("2020-06-22 09:00"):
        secretary = body(get(lan, "drafting:consultation_board", asked.pk))
        unit = body(get(hoa, "drafting:consultation_board", asked.pk))
    for page in (secretary, unit):
        assert "đã trả lời" in cells(page)["Điều 2", hoa_tieu.short_name] and "Đã trả lời đủ" in page
    assert "Gửi nhắc" in secretary and "Gửi nhắc" not in unit


def test_a_draft_is_on_no_board_and_units_wait_for_the_end(written, asked, lan, hoa, at):
    with at("2020-06-14 09:00"):
        page = body(get(lan, "drafting:consultation_board", asked.pk))
        assert not any(re.match(r"[1-9]", words) for words in cells(page).values())
        assert get(hoa, "drafting:consultation_board", asked.pk).status_code == 403


def test_one_click_reminds_and_one_takes_back(asked, lan, hoa, at):
    secretary = browser(lan)

    def press(name):
        sent = {"submission_token": str(uuid.uuid4())}
        return secretary.post(reverse(name, args=[asked.pk]), sent, follow=True)

    with at("2020-06-14 09:00:00"):
        page = body(press("drafting:remind"))
        assert "Đã gửi nhắc 1 đơn vị chưa góp ý. Thư được gửi đi sau 10 giây." in page and "Hoàn tác" in page
        assert "Đơn vị chưa có người nhận thông báo: " in page
        assert "1 lần, gần nhất 09:00 ngày 14/6/2020" in page
        assert OutgoingMail.objects.filter(subject__contains="(nhắc lần 1,").exists()
    with at("2020-06-14 09:00:08"):
        page = body(press("drafting:take_back_reminder"))
        assert "thư nhắc không được gửi đi" in page and "lần, gần nhất" not in page
    assert not Notice.objects.filter(title__contains="(nhắc lần 1,").exists()
    assert not OutgoingMail.objects.filter(subject__contains="(nhắc lần 1,").exists()
    assert AuditEvent.objects.filter(verb="drafting.take_back_reminder").count() == 1
    with at("2020-06-14 09:01:00"):
        press("drafting:remind")
        assert hoa.notices.filter(title__contains="(nhắc lần 1,").exists(), "what was taken back may be sent again"
    with at("2020-06-14 09:01:11"):
        assert "Hoàn tác" not in body(secretary.get(reverse("drafting:consultation_board", args=[asked.pk])))
        late = press("drafting:take_back_reminder")
        assert late.status_code == 409 and "không hoàn tác được" in body(late)


def test_one_unit_alone_is_reminded(asked, lan, hoa, minh, nine, hoa_tieu, at):
    with at("2020-06-14 09:00"):
        assert post(lan, "drafting:remind", asked.pk, unit=str(hoa_tieu.pk)).status_code == 302
        again = browser(lan).post(
            reverse("drafting:remind", args=[asked.pk]),
            {"submission_token": str(uuid.uuid4()), "unit": str(hoa_tieu.pk)},
            follow=True,
        )
        assert "Hôm nay đã gửi nhắc các đơn vị này" in body(again) and "Hoàn tác" not in body(again)
        assert post(lan, "drafting:remind", asked.pk, unit="0").status_code == 404
        assert post(hoa, "drafting:remind", asked.pk).status_code == 403
        assert post(hoa, "drafting:take_back_reminder", asked.pk).status_code == 403
    assert hoa.notices.filter(title__contains="(nhắc lần 1,").count() == 1
    assert not minh.notices.filter(title__contains="(nhắc lần").exists()


def test_a_reader_without_an_address_is_forgotten_too(asked, lan, hoa, nam, hoa_tieu, at):
    nam.email = ""
    nam.save()
    with at("2020-06-14 09:00"):
        sent = workflow.remind(asked, by=lan, unit=hoa_tieu)
        assert nam.notices.filter(title__contains="(nhắc lần 1,").exists()
        workflow.take_back_reminder(asked, by=lan, notices=sent.notices)
    assert not Notice.objects.filter(title__contains="(nhắc lần 1,").exists()


@pytest.mark.slow
def test_many_opinions_cost_the_same_queries(asked, lan, hoa, nine, at):
    keys = [row["key"] for row in asked.on_version.content]

    def cost():
        client = browser(lan)
        with at("2020-06-14 10:00"), CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("drafting:consultation_board", args=[asked.pk])).status_code == 200
        return len(queries)

    def add(count):
        for number in range(count):
            with at("2020-06-14 09:00"):
                comment = workflow.write_comment(
                    asked,
                    nine[number % 9],
                    by=hoa,
                    stance="question",
                    body=f"Ý kiến số {number}.",
                    node_key=keys[number % len(keys)],
                )
                workflow.send_comment(comment, by=hoa)

    add(2)
    few = cost()
    add(60)
    assert cost() == few
