"""/hoi-nghi/7/man-hinh/ leads the screen in the hall; /hoi-nghi/man-hinh/…/ is what everybody in the room sees."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from ballots import workflow as ballots
from ballots.models import Ballot
from conferences import workflow
from conferences.models import Screen
from conferences.queries import on_screen
from libraries.threshold import Threshold


def at_(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def screen(opened, lan):
    return workflow.open_screen(opened, by=lan)


def wall(screen, **query):
    answer = Client().get(at_("screen_public", screen.address_part), query)
    assert answer.status_code == 200
    return " ".join(html.fromstring(answer.content).find(".//main").text_content().split())


def show(conference, lan, place, **more):
    return workflow.project(conference, by=lan, item=conference.agenda.get(position=place), **more)


def test_led_from_the_secretarys_page(opened, client_of, lan):
    browser, page = client_of(lan), at_("screen_control", opened.pk)
    assert "Mở màn hình" in browser.get(page).content.decode() and not Screen.objects.exists()
    browser.post(at_("open_screen", opened.pk))
    screen = Screen.objects.get()
    shown = browser.get(page).content.decode()
    assert f"http://testserver{at_('screen_public', screen.address_part)}".split("//")[1].split("/", 1)[1] in shown
    text = wall(screen)
    assert "Chương trình" in text and "Trao Cờ thi đua và Bằng khen năm 2019" in text and "9/9 đơn vị" in text
    items = list(opened.agenda.all())
    browser.post(at_("project", opened.pk), {"noi-dung": items[2].pk})
    text = wall(screen)
    assert "Nội dung 3/6" in text and "Các đơn vị đóng góp ý kiến" in text
    assert "Tiếp theo: Phát biểu của Trưởng Ban" in text
    browser.post(at_("project", opened.pk), {})
    assert "Nội dung 3/6" not in wall(screen)


def test_who_has_voted_and_not_how(opened, items, screen, lan, hoa, nine):
    ballot = workflow.open_ballot(items[0], by=lan, question="Thông qua Quy chế hoạt động của Khối?")
    text = wall(screen)  # the screen followed the ballot
    assert "Thông qua Quy chế hoạt động của Khối?" in text and "Đang biểu quyết · 0/9" in text
    ballots.cast(ballot, unit=nine[5], choice="no", by=hoa)
    text = wall(screen)
    assert "Đang biểu quyết · 1/9" in text and text.count("Đã biểu quyết") == 1
    assert "Không đồng ý" not in text and "không đồng ý" not in text
    rest = {unit: "yes" for unit in nine if unit != nine[5]}
    ballots.record_votes(ballot, by=lan, choices=rest)
    ballots.close_ballot(ballot, by=lan)
    text = wall(screen)
    assert "8 đồng ý · 1 không đồng ý · 0 không có ý kiến" in text and "88,9%" in text
    assert nine[5].short_name not in text  # nor who disagreed


def test_hands_are_counted_by_eye(opened, items, screen, lan):
    """A show of hands lists nobody."""
    workflow.open_ballot(items[0], by=lan, question="Câu hỏi?", kind=Ballot.Kind.OPEN)
    assert on_screen(Screen.objects.get()).tally is None
    text = wall(screen)
    assert "Câu hỏi?" in text and "Chưa biểu quyết" not in text


def test_a_secret_ballot_says_who_has_handed_in(opened, items, screen, lan, hoa, minh, nine):
    recused = {unit: "Không có tài khoản" for unit in nine if unit not in (nine[0], nine[5])}
    workflow.open_ballot(
        items[0], by=lan, question="Câu hỏi?", kind=Ballot.Kind.SECRET, tellers=[lan, minh], recused=recused
    )
    assert "Chờ nhận mã kiểm phiếu · 0/2" in wall(screen)


def test_the_page_is_drawn_again_only_when_something_changed(opened, screen, lan):
    address = at_("screen_public", screen.address_part)
    page = html.fromstring(Client().get(address).content)
    (board,) = page.xpath("//*[@id='man-hinh']")
    assert board.get("data-hx-trigger") == "every 1s"
    assert Client().get(board.get("data-hx-get")).status_code == 204
    show(opened, lan, 4)
    answer = Client().get(board.get("data-hx-get"))
    assert answer.status_code == 200 and "Phát biểu của Trưởng Ban" in answer.content.decode()
    # Without scripts the page loads again by itself.
    assert page.xpath("//noscript//meta[@http-equiv='refresh']/@content") == ["2"]


def test_an_address_that_was_changed_or_closed_leads_nowhere(opened, screen, client_of, lan):
    first = at_("screen_public", screen.address_part)
    client_of(lan).post(at_("open_screen", opened.pk))
    assert Client().get(first).status_code == 404
    second = at_("screen_public", Screen.objects.get().address_part)
    assert second != first and Client().get(second).status_code == 200
    client_of(lan).post(at_("close_screen", opened.pk))
    assert Client().get(second).status_code == 404
    # The wall that still asks is told to load again, so that it does not go on showing what was closed.
    answer = Client().get(second, {"ban": "x"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (404, "true")
    for guess in ("", "x", "0" * 43):
        assert not Screen.objects.at(guess).exists()


def test_only_the_secretary_leads(opened, screen, client_of, hoa, nam, tuan):
    for user, status in ((hoa, 403), (nam, 403), (tuan, 404)):
        for name in ("open_screen", "project", "close_screen"):
            assert client_of(user).post(at_(name, opened.pk)).status_code == status, name
        assert client_of(user).get(at_("screen_control", opened.pk)).status_code == status
    assert Screen.objects.get().address_part == screen.address_part


def test_a_closed_conference_shows_nothing_more(closed, lan):
    screen = Screen.objects.create(conference=closed, address_part="a" * 43, opened_at=closed.opened_at, opened_by=lan)
    text = wall(screen)
    assert "Đã bế mạc" in text and "Nội dung" not in text and "Chương trình" not in text


def test_the_database_refuses_a_guessable_address_and_a_foreign_item(opened, screen, lan, year2020):
    other = workflow.plan(year2020, by=lan, kind="other", title="Họp khác", starts_at=opened.starts_at, place="Cảng")
    foreign = workflow.add_agenda_item(other, by=lan, kind="other", title="Việc riêng")
    for values in ({"address_part": "ngan"}, {"item": foreign}, {"part": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Screen.objects.filter(pk=screen.pk).update(**values)


def test_a_foreign_item_cannot_be_asked_for(opened, screen, client_of, lan, year2020):
    other = workflow.plan(year2020, by=lan, kind="other", title="Họp khác", starts_at=opened.starts_at, place="Cảng")
    foreign = workflow.add_agenda_item(other, by=lan, kind="other", title="Việc riêng")
    assert client_of(lan).post(at_("project", opened.pk), {"noi-dung": foreign.pk}).status_code == 404
    assert client_of(lan).post(at_("project", opened.pk), {"noi-dung": "x"}).status_code == 404


def test_an_item_that_is_removed_leaves_the_programme_on_the_wall(planned, lan):
    screen = workflow.open_screen(planned, by=lan)
    show(planned, lan, 6)
    workflow.remove_agenda_item(planned.agenda.get(position=6), by=lan)
    assert "Chương trình" in wall(screen)


def test_thresholds_are_said_as_declared(opened, items, screen, lan):
    workflow.open_ballot(items[0], by=lan, question="Câu hỏi?", threshold=Threshold(2, 3, inclusive=True))
    assert "thông qua khi từ 2/3" in wall(screen)
