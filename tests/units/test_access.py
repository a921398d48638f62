"""Every page of units × persona: who is shown it, who is refused (403), for whom it does not exist (404)."""

import datetime

import pytest
from django.urls import reverse

from tests import factories
from units.models import SigningAuthority

DN2 = "doanh-nghiep-2"
SHOWN, REFUSED, ABSENT, LOGIN = 200, 403, 404, 302
MEMBERS = dict.fromkeys(["lan", "minh", "hoa", "nam", "mai", "duc", "bach"], SHOWN) | {"tuan": ABSENT}
SECRETARY = {
    "lan": SHOWN,
    "minh": REFUSED,
    "hoa": REFUSED,
    "nam": REFUSED,
    "tuan": ABSENT,
    "mai": REFUSED,
    "duc": REFUSED,
    "bach": REFUSED,
}
OPERATOR_TOO = SECRETARY | {"bach": SHOWN}
OPERATOR = dict.fromkeys(SECRETARY, REFUSED) | {"tuan": ABSENT, "bach": SHOWN}
LEADER_TOO = SECRETARY | {"hoa": SHOWN}
EVERYBODY = dict.fromkeys(MEMBERS, SHOWN)
ONWARD = EVERYBODY | {"lan": 302, "minh": 302, "hoa": 302, "nam": 302, "tuan": 302}

PAGES = {
    "account_detail": EVERYBODY,
    "password_edit": EVERYBODY,
    "step_up": EVERYBODY,
    "device_remove": EVERYBODY,
    "bloc_list": ONWARD,
    "bloc_detail": MEMBERS,
    "bloc_edit": SECRETARY,
    "unit_detail": MEMBERS,
    "unit_rename": OPERATOR_TOO,
    "name_correct": OPERATOR_TOO,
    "unit_add": OPERATOR_TOO,
    "unit_merge": OPERATOR_TOO,
    "unit_close": OPERATOR_TOO,
    "unit_split": OPERATOR_TOO,
    "unit_move": OPERATOR,
    "post_add": SECRETARY,
    "post_close": SECRETARY,
    "authority_grant": LEADER_TOO,
    "authority_withdraw": LEADER_TOO,
    "person_list": MEMBERS,
    "person_add": SECRETARY,
    "person_detail": MEMBERS,
    "person_edit": SECRETARY,
    "person_deactivate": SECRETARY,
    "year_list": MEMBERS,
    "year_add": SECRETARY,
    "year_detail": MEMBERS,
    "year_edit": SECRETARY,
}


@pytest.fixture
def address(bloc, nine, year2020, hoa, nam):
    """Arguments of each page's URL, about hoa's unit and her staff nam."""
    unit = (bloc.slug, nine[5].slug)
    authority = SigningAuthority.objects.create(
        confirmed_at=factories.LONG_CONFIRMED,
        unit=nine[5],
        grantor=hoa,
        holder=nam,
        capacity="TUQ.",
        title="Chuyên viên",
        reference="Giấy ủy quyền số 01",
        valid_from=datetime.date(2020, 1, 1),
    )
    of_unit = {"unit_detail", "unit_rename", "unit_close", "unit_split", "unit_move", "post_add", "authority_grant"}

    def arguments(page):
        if page in of_unit:
            return unit
        if page == "name_correct":
            return (*unit, nine[5].names.get().pk)
        if page in {"unit_add", "unit_merge"}:
            return (bloc.slug,)
        if page == "post_close":
            return (*unit, nam.posts.get().pk)
        if page == "authority_withdraw":
            return (*unit, authority.pk)
        if page in {"person_detail", "person_edit", "person_deactivate"}:
            return bloc.slug, nam.pk
        if page in {"year_detail", "year_edit"}:
            return bloc.slug, 2020
        if page.startswith(("bloc_", "person_", "year_")) and page != "bloc_list":
            return (bloc.slug,)
        return ()

    return arguments


@pytest.mark.parametrize("page", PAGES)
def test_each_persona_is_answered_as_the_table_says(page, personas, address, status_of):
    answers = {name: status_of(user, page, *address(page)) for name, user in personas.items()}
    assert answers == PAGES[page]


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_log_in(page, address, status_of):
    assert status_of(None, page, *address(page)) == LOGIN


FORM_PAGES = [
    "unit_add", "unit_merge", "unit_close", "unit_split", "unit_move", "name_correct",
    "bloc_edit", "unit_rename", "post_add", "post_close", "authority_grant", "authority_withdraw", "person_add",
    "person_edit", "person_deactivate", "year_add", "year_edit",
]  # fmt: skip
BUTTONS = {"reactivate_person": "person_edit", "send_invitation": "person_edit"}
# The office of the city invites whom no secretariat keeps; that it may not here and now is told by the act.
MORE = {"send_invitation": {"bach": 409}}


@pytest.mark.parametrize("act", [*FORM_PAGES, *BUTTONS])
def test_who_may_not_see_the_form_may_not_send_it_either(act, personas, address, post):
    page = BUTTONS.get(act, act)
    for name, user in personas.items():
        if PAGES[page][name] != SHOWN:
            expected = MORE.get(act, {}).get(name, PAGES[page][name])
            assert post(user, f"units:{act}", *address(page)).status_code == expected, name


@pytest.mark.parametrize("act", ["set_role", "move_seat"])
def test_seats_are_the_secretarys(act, personas, year2020, post):
    seat = year2020.seats.first()
    for name, user in personas.items():
        if SECRETARY[name] != SHOWN:
            assert post(user, f"units:{act}", DN2, 2020, seat.pk).status_code == SECRETARY[name], name


LED_TO = {
    "set_role": "/don-vi/doanh-nghiep-2/nam/2020/",
    "move_seat": "/don-vi/doanh-nghiep-2/nam/2020/",
    "start_device": "/tai-khoan/",
    "issue_static_codes": "/tai-khoan/",
    "logout": "/",
}


@pytest.mark.parametrize("act", LED_TO)
def test_a_get_of_a_button_leads_to_its_page(act, lan, client_of, year2020):
    args = (DN2, 2020, 1) if act in {"set_role", "move_seat"} else ()
    answer = client_of(lan).get(reverse(f"units:{act}", args=args))
    assert (answer.status_code, answer.url) == (302, LED_TO[act])


def test_a_row_of_another_unit_or_bloc_is_not_reached_through_ones_own(lan, tuan, nine, bloc, hoa, status_of):
    other = tuan.posts.get()
    assert status_of(lan, "post_close", bloc.slug, nine[5].slug, other.pk) == ABSENT
    assert status_of(lan, "person_detail", bloc.slug, tuan.pk) == ABSENT
    assert status_of(lan, "unit_detail", bloc.slug, other.unit.slug) == ABSENT
    assert status_of(lan, "post_close", bloc.slug, nine[4].slug, hoa.posts.get().pk) == ABSENT


def test_rights_withdrawn_are_gone_on_the_next_request(lan, bloc, client_of):
    browser, page = client_of(lan), reverse("units:bloc_edit", args=[bloc.slug])
    assert browser.get(page).status_code == SHOWN
    lan.secretariat_seats.update(valid_to=datetime.date(2020, 1, 1))
    assert browser.get(page).status_code == ABSENT


def test_a_post_ended_yesterday_gives_nothing_today(nam, nine, bloc, client_of):
    browser, page = client_of(nam), reverse("units:unit_detail", args=[bloc.slug, nine[5].slug])
    assert browser.get(page).status_code == SHOWN
    from libraries.web import clock

    nam.posts.update(valid_to=clock.today())
    assert browser.get(page).status_code == ABSENT


def test_a_deactivated_person_is_out_on_the_next_request(lan, nam, bloc, client_of, post):
    browser, page = client_of(nam), reverse("units:account_detail")
    assert browser.get(page).status_code == SHOWN
    assert (
        post(lan, "units:person_deactivate", bloc.slug, nam.pk, data={"reason": "Chuyển công tác"}).status_code == LOGIN
    )
    assert browser.get(page).status_code == LOGIN
    assert post(lan, "units:reactivate_person", bloc.slug, nam.pk).status_code == LOGIN
    # The old login stays ended: its generation is over.
    assert browser.get(page).status_code == LOGIN


def test_the_secretary_does_not_keep_board_members_other_blocs_people_or_herself(
    lan, mai, nam, bloc, nine, other_bloc, status_of
):
    factories.PostFactory(user=mai, unit=nine[0])
    assert status_of(lan, "person_edit", bloc.slug, mai.pk) == REFUSED
    assert status_of(lan, "person_edit", bloc.slug, lan.pk) == REFUSED
    factories.PostFactory(user=nam, unit=factories.UnitFactory(bloc=other_bloc))
    assert status_of(lan, "person_detail", bloc.slug, nam.pk) == SHOWN
    assert status_of(lan, "person_edit", bloc.slug, nam.pk) == REFUSED
