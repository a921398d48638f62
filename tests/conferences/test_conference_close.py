"""/hoi-nghi/7/be-mac/"""

import pytest
from django.urls import reverse

from conferences import workflow


def page(conference):
    return reverse("conferences:conference_close", args=[conference.pk])


def act(conference):
    return reverse("conferences:conference_close", args=[conference.pk])


def test_check_answers_then_close(opened, client_of, lan, at):
    with at("2020-07-02 11:30"):
        text = client_of(lan).get(page(opened)).content.decode()
        assert "02/07/2020 11:30" in text and "Hà Quang Thắng" in text
        answer = client_of(lan).post(act(opened), {"ends_at": "02/07/2020 11:15"})
    assert answer.url == reverse("conferences:minutes_detail", args=[opened.pk])
    opened.refresh_from_db()
    assert opened.state == "closed" and opened.ends_at.hour == 4


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ("", 422, "hập thời gian kết thúc"),
        ("11 giờ", 422, "Ngày giờ chưa đúng"),
        ("02/07/2020 07:00", 409, "Thời gian kết thúc phải sau"),
        ("02/07/2120 07:00", 409, "Thời gian kết thúc phải sau"),
    ],
)
def test_bad_input(opened, client_of, lan, typed, status, sentence):
    answer = client_of(lan).post(act(opened), {"ends_at": typed})
    assert answer.status_code == status
    assert sentence in answer.content.decode() and typed in answer.content.decode()
    opened.refresh_from_db()
    assert opened.state == "open"


def test_what_is_missing_is_said(year2020, planned, client_of, lan):
    bare = workflow.plan(year2020, by=lan, kind="other", title="Khác", starts_at=planned.starts_at, place="Hải Phòng")
    workflow.add_agenda_item(bare, by=lan, kind="other", title="Nội dung")
    workflow.open_conference(bare, by=lan)
    text = client_of(lan).get(page(bare)).content.decode()
    assert "Chưa có người chủ trì hội nghị." in text and "Còn 9 đơn vị chưa được điểm danh." in text


def test_others_do_not(opened, client_of, lan, minh, tuan):
    for user, status in ((minh, 403), (tuan, 404)):
        assert client_of(user).get(page(opened)).status_code == status
        assert client_of(user).post(act(opened)).status_code == status


def test_not_twice(closed, client_of, lan):
    assert client_of(lan).post(act(closed), {"ends_at": "02/07/2020 11:15"}).status_code == 409
