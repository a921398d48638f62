"""The frame around every page: how many statements an empty page costs, and what stands in it."""

import datetime

import pytest
from django.db import connection
from django.shortcuts import render
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from khoithidua.context import frame_of
from khoithidua.urls import urlpatterns as pages
from libraries.web import clock
from notices.models import Notice
from notices.outbox import end_requests, unread_count
from tests import factories
from tests.letters import tell
from units.models import City


def empty_page(request):
    return render(request, "base.html")


urlpatterns = [path("trang-trong/", empty_page), *pages]


@pytest.fixture
def empty(db):
    """The frame with nothing in it, for one person: its text and its number of statements."""

    def look(user):
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        with override_settings(ROOT_URLCONF="tests.khoithidua.test_frame"), CaptureQueriesContext(connection) as asked:
            answer = browser.get("/trang-trong/")
        assert answer.status_code == 200
        return answer.content.decode(), len(asked)

    return look


@pytest.fixture
def request_of(rf):
    """A request for a page that belongs to no bloc."""

    def ask(user, **cookies):
        request = rf.get("/tai-khoan/")
        request.user, request.resolver_match = user, None
        request.COOKIES.update(cookies)
        return request

    return ask


@pytest.mark.parametrize("persona", ["lan", "minh", "hoa", "nam", "mai"])
def test_an_empty_page_costs_four_statements(request, empty, persona, year2020):
    user = request.getfixturevalue(persona)
    tell([user], title="Việc mới", mail=False)
    page, statements = empty(user)
    assert statements <= 4, "session, user, roles, and one for the rest"
    assert '<span class="band-count">1</span>' in page


def test_the_frame_names_person_bloc_and_who_helps(empty, lan, nam, mai, bloc, year2020):
    page, _ = empty(nam)
    assert f"{nam.full_name} – Chuyên viên" in page and bloc.name in page and lan.full_name in page
    assert empty(lan)[0].count('aria-current="page"') <= 1 and "Nhật ký" in empty(lan)[0]
    board, _ = empty(mai)
    assert "Đề nghị liên hệ đơn vị Khối trưởng" in board and bloc.name not in board


def test_a_contact_written_down_comes_before_the_secretary(empty, lan, nam, bloc, year2020):
    bloc.contact = "Văn phòng Cảng vụ, 0225 000 000"
    bloc.save()
    page, _ = empty(nam)
    assert bloc.contact in page


def test_the_head_names_the_unit_as_it_is_called_today(empty, nine, year2020):
    unit = nine[5]
    user = factories.UserFactory(username="moi", full_name="Trần Mới")
    factories.PostFactory(user=user, unit=unit, title="Trưởng phòng")
    assert f"Trưởng phòng, {unit.short_name}" in empty(user)[0]


def test_the_frame_counts_what_the_inbox_calls_unread(request_of, lan, at, year2020):
    with at("2020-07-01 09:00"):
        tell([lan], title="Mới", mail=False)
        tell([lan], title="Đã xong", about="việc:1", mail=False)
        tell([lan], title="Đã hết hạn", about="việc:2", until=clock.now() + datetime.timedelta(hours=1), mail=False)
        tell([lan], title="Đã đọc", mail=False)
        Notice.objects.filter(title="Đã đọc").update(read_at=clock.now())
        end_requests("việc:1")
    with at("2020-07-01 11:00"):
        assert frame_of(request_of(lan)).unread == unread_count(lan) == 1


def test_without_a_bloc_the_citys_office_helps(empty, mai, city, year2020):
    City.objects.update(contact_name="Phòng Thi đua", contact_phone="0225 384.2000", contact_email="")
    page, statements = empty(mai)
    assert "Phòng Thi đua" in page and 'href="tel:02253842000"' in page and statements <= 4


def test_a_public_page_knows_whose_it_is(city, bloc, lan, year2020):
    """A visitor at the page of a bloc's paper is told of that bloc's secretariat, elsewhere of the city's office."""
    City.objects.update(contact_name="Phòng Thi đua", contact_phone="0225 3842000")
    lan.phone = "0912 000 111"
    lan.save()
    foot = "{% load contact_tags %}{% who_helps as helper %}{{ helper.of }}|{{ helper.name }}|{{ helper.dialled }}"
    template, city = engines["django"].from_string(foot), City.objects.on()
    own = f"Tổ thư ký {bloc.name}|{lan.full_name}|0912000111"
    assert template.render({"city": city, "bloc": bloc}) == own
    assert template.render({"city": city, "chain": bloc.slug}) == own
    assert template.render({"city": city, "person": lan}) == own
    assert template.render({"city": city}).endswith("|Phòng Thi đua|02253842000")
    assert template.render({}) == "||"


SMALL = "cơ sở dữ liệu kèm theo, dành cho dùng thử"


@pytest.mark.parametrize(
    ("named", "sample", "said"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_a_real_installation_on_the_embedded_server_says_so_on_every_page(
    client_of, lan, visitor, settings, named, sample, said
):
    settings.NAMED_DATABASE, settings.SAMPLE_MODE = named, sample
    for page in (client_of(lan).get("/tai-khoan/"), visitor.get("/xac-minh/"), visitor.get("/khong-co/")):
        assert (SMALL in page.content.decode()) is said
