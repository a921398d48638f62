"""/hop-thu-mau/: notices:sample_mailbox, the mail program and authenticator app of invented people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices.mailbox import pieces
from tests import factories
from tests.letters import tell

PAGE = "/hop-thu-mau/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def sample(settings, hoa, monkeypatch):
    """Sample mode; hoa is invented and has registered the app."""
    settings.SAMPLE_MODE = True
    hoa.is_sample = True
    hoa.save()
    monkeypatch.setattr("notices.views.sample_code", lambda user: "123456" if user == hoa else None)
    return hoa


def test_it_does_not_exist_outside_sample_mode(client_of, hoa, lan, visitor):
    hoa.is_sample = True
    hoa.save()
    for client in (visitor, client_of(lan)):
        assert client.get(PAGE).status_code == 404
        assert client.get(PAGE, {"nguoi": "hoa"}).status_code == 404


def test_anyone_chooses_an_invented_person(visitor, sample, nam):
    page = text(visitor.get(PAGE))
    assert "Đỗ Thị Hòa (hoa)" in page and "Chỉ có trong bản dùng thử" in page
    assert "Lê Hoài Nam" not in page


def test_their_mails_newest_first_with_links_and_code(visitor, sample, bloc, at):
    with at("2020-11-20 09:00"):
        tell([sample], title="Góp ý dự thảo", url="/du-thao/1/", bloc=bloc)
    with at("2020-11-21 09:00"):
        tell([sample], title="Ký giao ước", url="/giao-uoc/1/", bloc=bloc)
        tell([sample], title="Còn giữ lại", bloc=bloc, hold_seconds=10)
        page = text(visitor.get(PAGE, {"nguoi": "hoa"}))
    assert page.index("Ký giao ước") < page.index("Góp ý dự thảo")
    assert '<a href="/giao-uoc/1/">https://khoithidua.example.vn/giao-uoc/1/</a>' in page
    assert "123456" in page and "Còn giữ lại" not in page


def test_without_an_app_it_says_how_to_get_one(visitor, sample):
    other = factories.UserFactory(username="mau", is_sample=True)
    page = text(visitor.get(PAGE, {"nguoi": other.username}))
    assert "chưa cài ứng dụng lấy mã OTP" in page and "Chưa có thư" in page


@pytest.mark.parametrize("username", ["nam", "khong-co", "hoa\x00x", "Hoa'--"])
def test_never_for_real_people(visitor, sample, nam, username):
    assert visitor.get(PAGE, {"nguoi": username}).status_code == 404


def test_it_is_read_only(visitor, sample, bloc):
    tell([sample], title="Ký giao ước", url="/giao-uoc/1/", bloc=bloc)
    with CaptureQueriesContext(connection) as queries:
        visitor.get(PAGE, {"nguoi": "hoa"})
    assert [q["sql"] for q in queries if not q["sql"].lstrip().upper().startswith("SELECT")] == []
    assert visitor.post(PAGE).status_code == 405


def test_few_and_many_rows_cost_the_same(visitor, sample, bloc, nine, lan, duc):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            page = text(visitor.get(PAGE, {"nguoi": "hoa"}))
        return len(seen), page

    for user in (lan, duc):
        user.is_sample = True
        user.save()
    tell([sample], title="Việc", bloc=bloc)
    few, _ = queries()
    for number in range(30):
        tell([sample], title=f"Việc {number}", bloc=bloc)
        factories.PostFactory(user=factories.UserFactory(is_sample=True), unit=nine[number % 9])
    many, page = queries()
    assert few == many and "Trang 1/4" in page


def test_only_links_to_this_installation_are_links(settings):
    body = (
        "Xem https://khoithidua.example.vn/a/b/?c=1. Không: https://khac.vn/x, https://khoithidua.example.vn//khac.vn"
    )
    assert pieces(body) == [
        ("Xem ", ""),
        ("https://khoithidua.example.vn/a/b/?c=1", "/a/b/?c=1"),
        (". Không: https://khac.vn/x, https://khoithidua.example.vn//khac.vn", ""),
    ]
