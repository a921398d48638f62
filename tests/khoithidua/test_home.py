"""/: what waits for whom, by when, and the one next button ("home")."""

import re

import pytest
from django.test import Client

from drafting.workflow import create_text
from notices.outbox import end_requests
from notices.worklist import work_for
from tests import factories
from tests.asking import asked_in_vain
from tests.letters import tell
from tests.support.site import log_in
from units.models import User
from units.workflow.years import add_year


def home_of(username):
    answer = log_in(Client(), User.objects.get(username=username)).get("/", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(username):
    return [row.title for row in work_for(User.objects.get(username=username))]


def test_everybody_finds_what_waits_for_them(sample_world):
    assert any(title.startswith("Gửi nhắc ký Giao ước") and "còn 3 chữ ký" in title for title in titles("lan"))
    assert any(title.startswith("Trả lời 1 góp ý") for title in titles("lan"))
    assert any(title.startswith("Ký Giao ước") for title in titles("long"))  # has not signed
    assert not any(title.startswith("Ký Giao ước") for title in titles("minh"))  # has signed
    assert any(title.startswith("Lập báo cáo thành tích") for title in titles("nam"))
    assert not any(title.startswith("Ký") for title in titles("nam"))  # staff do not sign
    assert any(title.startswith("Thẩm định Bằng khen") for title in titles("duc"))
    assert titles("tuan") == []  # nothing of the other bloc reaches them
    assert [title.split()[0] for title in titles("vy")] == ["Thêm", "Soạn"]  # her own bloc has not begun

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


@pytest.mark.parametrize("persona", ["minh", "nam", "mai", "tuan"])
def test_an_empty_house_says_so(request, client_of, persona):
    page = client_of(request.getfixturevalue(persona)).get("/", follow=True).content.decode()
    assert "không có việc nào chờ xử lý" in page


def test_the_secretariat_of_an_empty_bloc_is_told_where_to_begin(client_of, lan, bloc, at):
    with at("2020-03-02 09:00"):
        page = client_of(lan).get("/", follow=True).content.decode()
        assert "Thêm năm thi đua 2020" in page and "Khối chưa có năm thi đua nào" in page
        assert f'href="/don-vi/{bloc.slug}/nam/them/"' in page
        year = add_year(bloc, by=lan, year=2020)
        factories.UnitFactory(bloc=bloc, named="Cảng vụ")
        assert [item.title for item in work_for(lan)] == [
            "Chọn đơn vị Khối trưởng",
            "Thêm cán bộ của các đơn vị",
            "Soạn thảo quy chế của Khối",
        ]
        for item in work_for(lan):
            assert client_of(lan).get(item.address).status_code == 200
        create_text(year, by=lan, kind="regulation", title="Quy chế hoạt động")
        assert [item.title for item in work_for(lan)] == ["Soạn thảo Quy chế hoạt động"]


def test_no_notice_of_the_sample_asks_for_what_is_done(sample_world):
    assert not asked_in_vain()


def test_what_was_told_lately_is_in_order_of_its_date_and_ends_with_its_matter(client_of, minh, lan, year2020, at):
    with at("2020-07-01 09:00"):
        tell([minh], title="Ký giao ước", about="signatures.sign:1", mail=False)
    with at("2020-07-03 09:00"):
        tell([minh], title="Việc thứ ba", mail=False)
    with at("2020-07-02 09:00"):
        tell([minh], title="Việc thứ hai", mail=False)
    with at("2020-01-01 09:00"):
        tell([minh], title="Chuyện năm ngoái", mail=False)
    with at("2020-07-04 09:00"):
        page = client_of(minh).get("/", follow=True).content.decode()
        places = [page.index(title) for title in ("Việc thứ ba", "Việc thứ hai", "Ký giao ước")]
        assert places == sorted(places) and "Chuyện năm ngoái" not in page
        end_requests("signatures.sign:1")
        assert "Ký giao ước" not in client_of(minh).get("/", follow=True).content.decode()
        assert "Việc đã hoàn thành" in client_of(minh).get("/thong-bao/").content.decode()
