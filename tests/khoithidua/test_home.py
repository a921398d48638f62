"""/: what waits for whom, by when, and the one next button ("home")."""

import re

import pytest
from django.test import Client

from notices.worklist import work_for
from tests.support.site import log_in
from units.models import User


def home_of(username):
    answer = log_in(Client(), User.objects.get(username=username)).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(username):
    return [row.title for row in work_for(User.objects.get(username=username))]


def test_everybody_finds_what_waits_for_them(sample_world):
    assert any(title.startswith("Nhắc 3 đơn vị chưa ký Giao ước") for title in titles("lan"))
    assert any(title.startswith("Trả lời 1 góp ý") for title in titles("lan"))
    assert any(title.startswith("Ký Giao ước") for title in titles("long"))  # has not signed
    assert not any(title.startswith("Ký Giao ước") for title in titles("minh"))  # has signed
    assert any(title.startswith("Viết báo cáo thành tích") for title in titles("nam"))
    assert not any(title.startswith("Ký") for title in titles("nam"))  # staff do not sign
    assert any(title.startswith("Thẩm định Bằng khen") for title in titles("duc"))
    assert titles("tuan") == titles("vy") == []  # nothing of the other bloc reaches them

    for username in ("lan", "long", "nam", "duc", "tuan"):
        page = home_of(username)
        assert page.count("btn-primary") <= 1, "one red button a screen"
        for url in re.findall(r'class="btn btn-primary" href="([^"]+)"', page):
            browser = log_in(Client(), User.objects.get(username=username))
            assert browser.get(url).status_code == 200, f"{username}: {url}"
    assert "Tiến trình năm thi đua" in home_of("lan")
    assert "Hội nghị ký kết" not in home_of("tuan")


def test_a_visitor_is_asked_to_log_in(visitor, db):
    answer = visitor.get("/")
    assert answer.status_code == 302 and answer.url.startswith("/dang-nhap/")


@pytest.mark.parametrize("persona", ["lan", "minh", "nam", "mai", "tuan"])
def test_an_empty_house_says_so(request, client_of, persona):
    page = client_of(request.getfixturevalue(persona)).get("/").content.decode()
    assert "không có việc nào chờ xử lý" in page
