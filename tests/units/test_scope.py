"""The bloc and year one works in: in the address, in the chooser of each head, under every "new …"."""

import re

import pytest
from django.urls import reverse

from drafting.workflow import create_text
from pledges import workflow as pledges
from regulations import workflow as regulations
from tests import factories
from units.scope import COOKIE
from units.year_to_open import year_to_open

pytestmark = pytest.mark.django_db

LISTS = [
    "home",
    "drafting:text_list",
    "regulations:regulation_list",
    "pledges:pledge_list",
    "conferences:conference_list",
    "awards:nomination_list",
    "awards:certificate_list",
]


def place(name, bloc, year):
    return reverse(name, kwargs={"bloc": bloc.slug, "year": year})


def chooser(page):
    """{label: address} of the chooser, and the label that is marked."""
    nav = re.search(r'<nav class="account-menu" aria-label="Phạm vi làm việc">(.*?)</nav>', page, re.DOTALL)
    if nav is None:
        return {}, ""
    links = re.findall(r'<a href="([^"]+)"( aria-current="true")?>.*?</svg>([^<]+)</a>', nav[1], re.DOTALL)
    return {label: url for url, _, label in links}, next((label for _, current, label in links if current), "")


@pytest.fixture
def year2019(bloc, nine):
    return factories.EmulationYearFactory(bloc=bloc, year=2019)


@pytest.fixture
def next_year(bloc, nine):
    return factories.EmulationYearFactory(bloc=bloc, year=2027)


@pytest.fixture
def second_bloc(lan, year2020):
    """lan also keeps another bloc, which has a year of its own."""
    bloc = factories.BlocFactory(slug="khoi-hai", name="Khối thi đua Hai", short_name="Khối Hai")
    factories.SecretariatSeatFactory(user=lan, bloc=bloc)
    factories.EmulationYearFactory(bloc=bloc, year=2020)
    return bloc


@pytest.mark.parametrize(
    ("there", "wanted", "opened"),
    [
        ([], None, None),
        ([2019, 2020, 2027], None, 2020),
        ([2019, 2020, 2027], 2027, 2027),
        ([2019, 2020], 2021, 2020),
        ([2028, 2027], None, 2027),
    ],
)
def test_the_year_that_opens(at, there, wanted, opened):
    with at("2026-11-30 09:00"):
        assert year_to_open(there, wanted) == opened


@pytest.mark.parametrize("name", LISTS)
def test_a_place_is_open_to_those_who_see_its_bloc(name, bloc, lan, nam, tuan, mai, year2020, client_of, visitor):
    address = place(name, bloc, 2020)
    for person in (lan, nam, mai):
        assert client_of(person).get(address).status_code == 200
    assert client_of(tuan).get(address).status_code == 404
    assert client_of(lan).get(place(name, bloc, 2018)).status_code == 404
    assert client_of(lan).get(reverse(name, kwargs={"bloc": "khong-co", "year": 2020})).status_code == 404
    assert visitor.get(address).url.startswith("/dang-nhap/")


def test_a_list_in_a_place_has_only_its_rows(bloc, lan, year2019, year2020, client_of):
    for year in (year2019, year2020):
        create_text(year, by=lan, kind="regulation", title=f"Văn bản của {year.year}")
    browser = client_of(lan)
    page = browser.get(place("drafting:text_list", bloc, 2019)).content.decode()
    assert "Văn bản của 2019" in page and "Văn bản của 2020" not in page
    assert 'href="/du-thao/"' in page and "Xem mọi năm" in page
    page = browser.get("/du-thao/").content.decode()
    assert "Văn bản của 2019" in page and "Văn bản của 2020" in page and "Xem mọi năm" not in page


def test_the_chooser_leads_to_the_same_list_elsewhere(bloc, second_bloc, lan, year2019, client_of):
    links, current = chooser(client_of(lan).get(place("pledges:pledge_list", bloc, 2020)).content.decode())
    assert current == "Năm 2020"
    assert links == {
        "Năm 2020": place("pledges:pledge_list", bloc, 2020),
        "Năm 2019": place("pledges:pledge_list", bloc, 2019),
        "Khối Hai": place("pledges:pledge_list", second_bloc, 2020),
    }


def test_a_row_says_which_year_it_is_of(bloc, lan, year2019, year2020, client_of):
    pledge = pledges.create_pledge(year2019, by=lan, tree=())
    page = client_of(lan).get(f"/giao-uoc/{pledge.pk}/").content.decode()
    links, current = chooser(page)
    assert current == "Năm 2019" and links["Năm 2020"] == place("pledges:pledge_list", bloc, 2020)
    assert f'href="{place("conferences:conference_list", bloc, 2019)}"' in page, "the menu stays in the row's year"


def test_the_list_of_everything_marks_no_year(bloc, lan, year2020, client_of):
    page = client_of(lan).get("/giao-uoc/").content.decode()
    assert chooser(page)[1] == "" and "Mọi năm" in page


def test_the_next_year_changes_nobodys_view(bloc, lan, minh, year2020, client_of, at):
    with at("2020-12-20 09:00"):
        before = client_of(lan).get("/", follow=True).content.decode()
        factories.EmulationYearFactory(bloc=bloc, year=2021)
        for person in (lan, minh):
            answer = client_of(person).get("/", follow=True)
            assert answer.redirect_chain == [(place("home", bloc, 2020), 302)]
        after = client_of(lan).get("/", follow=True).content.decode()
        assert re.findall(r"<h\d.*?</h\d>", before, re.DOTALL) == re.findall(r"<h\d.*?</h\d>", after, re.DOTALL)
        page = client_of(lan).get(place("pledges:pledge_list", bloc, 2020)).content.decode()
        assert "Lập giao ước năm 2020" in page and "năm 2021" not in page


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("pledges:pledge_list", "pledges:pledge_start"),
        ("regulations:regulation_list", "regulations:regulation_start"),
        ("conferences:conference_list", "conferences:conference_plan"),
        ("awards:nomination_list", "awards:nomination_new"),
    ],
)
def test_what_is_begun_is_of_the_year_worked_in(name, begins, bloc, lan, year2019, year2020, next_year, client_of):
    for year in (year2019, year2020, next_year):
        page = client_of(lan).get(place(name, bloc, year.year)).content.decode()
        others = {year2019.pk, year2020.pk, next_year.pk} - {year.pk}
        assert f'href="{reverse(begins, args=[year.pk])}"' in page
        assert not any(f'href="{reverse(begins, args=[pk])}"' in page for pk in others)


def test_a_new_text_offers_the_year_worked_in(bloc, lan, year2019, year2020, client_of):
    browser = client_of(lan)
    browser.get(place("drafting:text_list", bloc, 2019))
    page = browser.get("/du-thao/moi/").content.decode()
    assert re.search(rf'<option value="{year2019.pk}" selected', page)


def test_pages_of_no_bloc_keep_what_was_worked_in(bloc, second_bloc, lan, client_of):
    browser = client_of(lan)
    browser.get(place("home", second_bloc, 2020))
    page = browser.get("/tai-khoan/").content.decode()
    assert f'href="{place("pledges:pledge_list", second_bloc, 2020)}"' in page and "Khối thi đua Hai" in page
    assert browser.get("/").url == place("home", second_bloc, 2020)


@pytest.mark.parametrize("value", ["", ".", "x.y", "999999999.2020", "1" * 4000, "%D9%A1.2020", "{other}.2020"])
def test_a_cookie_of_anybody_leads_nowhere_else(value, bloc, lan, year2020, other_bloc, client_of):
    browser = client_of(lan)
    browser.cookies[COOKIE] = value.replace("{other}", str(other_bloc.pk))
    assert browser.get("/").url == place("home", bloc, 2020)
    assert other_bloc.name not in browser.get("/tai-khoan/").content.decode()


def test_somebody_who_left_the_bloc_is_not_kept_there(bloc, second_bloc, lan, client_of, at):
    browser = client_of(lan)
    browser.get(place("home", second_bloc, 2020))
    lan.secretariat_seats.filter(bloc=second_bloc).update(valid_to="2020-12-31")
    assert browser.get("/").url == place("home", bloc, 2020)
    assert browser.get(place("home", second_bloc, 2020)).status_code == 404


def test_the_board_chooses_in_the_list_of_blocs(bloc, mai, year2020, client_of):
    browser = client_of(mai)
    assert chooser(browser.get("/").content.decode()) == ({}, "")
    links, _ = chooser(browser.get(place("awards:nomination_list", bloc, 2020)).content.decode())
    assert links["Chọn khối khác"] == "/don-vi/"


def test_a_bloc_without_a_year_has_no_chooser(bloc, lan, client_of):
    answer = client_of(lan).get("/")
    assert answer.status_code == 200 and chooser(answer.content.decode()) == ({}, "")


def test_a_regulation_is_listed_in_every_year_it_may_hold(bloc, lan, year2019, year2020, client_of):
    regulation = regulations.start_regulation(year2019, by=lan, title="Quy chế hoạt động")
    page = client_of(lan).get(place("regulations:regulation_list", bloc, 2020)).content.decode()
    assert f'href="/quy-che/{regulation.pk}/"' in page
