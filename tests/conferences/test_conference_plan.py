"""/hoi-nghi/du-kien/…/"""

import pytest
from django.urls import reverse

from conferences.models import Conference

GOOD = {
    "kind": "midyear",
    "title": "Hội nghị sơ kết sáu tháng đầu năm 2020",
    "starts_at": "10/07/2020 08:00",
    "place": "Hải Phòng",
}


def addresses(year):
    return (
        reverse("conferences:conference_plan", args=[year.pk]),
        reverse("conferences:conference_plan", args=[year.pk]),
    )


def test_the_secretariat_plans(year2020, client_of, lan):
    page, act = addresses(year2020)
    assert client_of(lan).get(page).status_code == 200
    answer = client_of(lan).post(act, GOOD)
    conference = Conference.objects.get()
    assert answer.url == reverse("conferences:agenda_edit", args=[conference.pk])
    assert conference.starts_at.isoformat() == "2020-07-10T01:00:00+00:00"
    assert conference.state == "planned"


def test_nobody_else_plans(year2020, client_of, minh, tuan, mai):
    for user, status in ((minh, 403), (tuan, 404), (mai, 403)):
        for address in addresses(year2020):
            method = client_of(user).post if address.endswith("ghi/") else client_of(user).get
            assert method(address).status_code == status


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Nhập tên hội nghị."),
        ({"starts_at": "31/02/2020 08:00"}, "Tháng 02/2020 không có ngày 31"),
        ({"starts_at": "ngày mai"}, "Ngày giờ chưa đúng"),
        ({"kind": "party"}, "Chọn"),
        ({"title": "Hội\x00nghị"}, ""),
        ({"place": "x" * 5000}, "tối đa"),
        ({"host": "999999"}, "Chọn"),
    ],
)
def test_bad_input_keeps_what_was_typed(year2020, client_of, lan, change, sentence):
    answer = client_of(lan).post(addresses(year2020)[1], GOOD | {"chair_name": "Hà Quang Thắng"} | change)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text and "Hà Quang Thắng" in text
    assert not Conference.objects.exists()


def test_decomposed_letters_are_composed(year2020, client_of, lan):
    import unicodedata

    client_of(lan).post(addresses(year2020)[1], GOOD | {"title": unicodedata.normalize("NFD", GOOD["title"])})
    assert Conference.objects.get().title == GOOD["title"]
