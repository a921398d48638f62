"""/hoi-nghi/7/: what is it, whose turn, the one next button."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ballots import workflow as ballots
from conferences import workflow
from conferences.models import Conference
from signatures import workflow as signatures
from tests.support.signing import put, sign_all, sign_and_issue


def url(conference):
    return reverse("conferences:conference_detail", args=[conference.pk])


def text_of(client, conference):
    page = client.get(url(conference))
    assert page.status_code == 200
    return page.content.decode()


def test_strangers_get_404(opened, client_of, tuan, mai, duc):
    for user in (tuan, mai, duc):
        assert client_of(user).get(url(opened)).status_code == 404


def test_the_order_of_events_is_the_page(closed, client_of, minh):
    text = text_of(client_of(minh), closed)
    places = [text.index(item.title) for item in closed.agenda.all()]
    assert places == sorted(places)
    assert "9 đồng ý, 0 không đồng ý, 0 không có ý kiến trên 9 đơn vị" in text


def test_the_secretariats_next_button(planned, arrive, client_of, lan, year2020):
    browser = client_of(lan)
    assert "Điểm danh các đơn vị" in text_of(browser, planned)
    arrive(planned)
    assert "Xác nhận khai mạc" in text_of(browser, planned)
    answer = browser.post(reverse("conferences:conference_open", args=[planned.pk]))
    assert answer.status_code == 302
    assert "Bắt đầu biểu quyết" in text_of(browser, planned)
    empty = workflow.plan(
        year2020, by=lan, kind="midyear", title="Sơ kết", starts_at=planned.starts_at, place="Hải Phòng"
    )
    assert "Lập chương trình hội nghị" in text_of(browser, empty)


def test_the_leaders_next_button(ballot, client_of, hoa, nam, nine):
    assert "Cho ý kiến biểu quyết" in text_of(client_of(hoa), ballot.held_at.conference)
    assert "Cho ý kiến biểu quyết" not in text_of(client_of(nam), ballot.held_at.conference)
    ballots.cast(ballot, unit=nine[5], choice="yes", by=hoa)
    assert "Cho ý kiến biểu quyết" not in text_of(client_of(hoa), ballot.held_at.conference)


def test_the_turn_until_the_news(counted, client_of, lan, at):
    browser, conference = client_of(lan), Conference.objects.get(agenda__held__ballot=counted)
    second = conference.agenda.get(position=2)
    assert f"Biểu quyết: {second.title}" in text_of(browser, conference)
    ballots.close_ballot(workflow.open_ballot(second, by=lan, question="Thông qua giao ước?"), by=lan)
    assert "Nhập ngắn gọn diễn biến" in text_of(browser, conference)
    notes = {item.pk: "Đã tiến hành." for item in conference.agenda.all()}
    workflow.record_events(conference, by=lan, revision=1, notes=notes, conclusions="")
    assert "không còn biểu quyết nào đang diễn ra" in text_of(browser, conference)
    workflow.close_conference(conference, by=lan)
    assert "Trình ký biên bản" in text_of(browser, conference)
    request = put("minutes", conference, by=lan)
    assert "Đang trình ký biên bản" in text_of(browser, conference)
    sign_all(request)
    assert "Cấp số và phát hành biên bản" in text_of(browser, conference)
    signatures.issue_paper(request, by=lan)
    assert "Soạn tin hội nghị" in text_of(browser, conference)


def test_readers_are_told_where_it_stands(planned, client_of, nam, arrive, lan):
    browser = client_of(nam)
    assert "Chưa khai mạc" in text_of(browser, planned)
    arrive(planned)
    workflow.open_conference(planned, by=lan)
    assert "Hội nghị đang họp" in text_of(browser, planned)


def test_the_board_reads_a_closed_one(closed, client_of, mai, lan):
    assert "Tổ thư ký đang lập biên bản" in text_of(client_of(mai), closed)
    sign_and_issue("minutes", closed, by=lan)
    assert "01/BB-KTĐ" in text_of(client_of(mai), closed)


def test_only_the_secretariat_opens_it(planned, client_of, minh, tuan, lan):
    where = reverse("conferences:conference_open", args=[planned.pk])
    assert client_of(minh).post(where).status_code == 403
    assert client_of(tuan).post(where).status_code == 404
    assert client_of(lan).get(where).url == reverse("conferences:conference_detail", args=[planned.pk])
    client_of(lan).post(where)
    assert client_of(lan).post(where).status_code == 409


@pytest.mark.parametrize("user", ["lan", "minh"])
def test_few_and_many_rows_cost_the_same(request, opened, lan, client_of, user):
    browser = client_of(request.getfixturevalue(user))
    workflow.open_ballot(opened.agenda.first(), by=lan, question="Một?")
    text_of(browser, opened)
    with CaptureQueriesContext(connection) as few:
        text_of(browser, opened)
    for n in range(12):
        item = workflow.add_agenda_item(opened, by=lan, kind="vote", title=f"Nội dung {n}")
        workflow.invite_guest(opened, by=lan, name=f"Khách {n}")
        workflow.open_ballot(item, by=lan, question=f"Câu {n}?")
    with CaptureQueriesContext(connection) as many:
        text_of(browser, opened)
    assert len(many) == len(few)
