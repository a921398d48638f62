"""Act × row × person by hand. Rows of units have no states: what differs is whose row it is.

lan: secretary · minh, hoa: leaders · nam: staff of hoa's unit · tuan: leader in the other bloc, thu its secretary ·
mai, duc: the city · bach: the operator.
"""

import datetime

import pytest

from libraries.web import clock
from records.access import has_permission
from records.transitions import Creation
from tests import factories
from tests.matrix import assert_matrix, in_state
from units.actions import (
    AUTHORITY_ACTIONS,
    BLOC_ACTIONS,
    CHANGE_ACTIONS,
    CITY_ACTIONS,
    HANDOVER_ACTIONS,
    OPERATOR_ACTIONS,
    PERSON_ACTIONS,
    POST_ACTIONS,
    SEAT_ACTIONS,
    UNIT_ACTIONS,
    YEAR_ACTIONS,
)
from units.models import AccessChange, Handover, SigningAuthority

BLOC_MATRIX = """
act          own     other   leads to
edit_bloc    lan     thu     stays
load_sample  itself  itself  stays
make_bloc    bach    bach    new
rename_bloc  bach    bach    stays
end_bloc     bach    bach    stays
"""
UNIT_MATRIX = """
act                  own       other     leads to
rename_unit          lan+bach  thu+bach  stays
correct_name         lan+bach  thu+bach  stays
set_managing_agency  lan+bach  thu+bach  stays
create_unit          itself    itself    new
join_unit            lan+bach  thu+bach  new
close_unit           lan+bach  thu+bach  stays
merge_units          lan+bach  thu+bach  stays
split_unit           lan+bach  thu+bach  stays
move_unit            bach      bach      stays
"""
YEAR_MATRIX = """
act        own  other  leads to
add_year   lan  thu    new
edit_year  lan  thu    stays
"""
SEAT_MATRIX = """
act        own  other  leads to
set_role   lan  thu    stays
move_seat  lan  thu    stays
"""
# own: nam · other: tuan · both: holds a post in either bloc · board: of the city board, with a post in lan's bloc ·
# closed: an account that was closed · secretary: lan herself. Adding is asked about the bloc, for which of them ever.
PERSON_MATRIX = """
act                 own     other   both    board   closed  secretary  leads to
create_person       bach    bach    bach    bach    bach    bach       new
add_person          lan     thu     lan     lan     lan     lan        new
edit_person         lan     thu     -       -       lan     -          stays
deactivate_person   lan     thu     -       -       lan     -          stays
leave_person        lan+bach  thu+bach  bach  bach  lan+bach  bach  stays
reactivate_person   lan     thu     -       -       lan     -          stays
edit_profile        itself  itself  itself  itself  itself  itself     stays
send_invitation     lan+bach  thu+bach  bach  bach  lan+bach  bach  stays
print_invitation    bach    bach    bach    bach    bach    bach       stays
request_factor      lan+bach  thu+bach  bach  bach  lan+bach  bach  stays
shorten_waiting     mai+duc  mai+duc  mai+duc  mai+duc  mai+duc  mai+duc  stays
change_address      itself  itself  itself  itself  itself  itself     stays
setup_invitation    itself  itself  itself  itself  itself  itself     stays
reset_password      itself  itself  itself  itself  itself  itself     stays
accept_invitation   itself  itself  itself  itself  itself  itself     stays
log_in              itself  itself  itself  itself  itself  itself     stays
end_login           itself  itself  itself  itself  itself  itself     stays
break_glass         itself  itself  itself  itself  itself  itself     stays
lock_name           itself  itself  itself  itself  itself  itself     stays
change_password     itself  itself  itself  itself  itself  itself     stays
end_other_logins    itself  itself  itself  itself  itself  itself     stays
start_device        itself  itself  itself  itself  itself  itself     stays
confirm_device      itself  itself  itself  itself  itself  itself     stays
remove_device       itself  itself  itself  itself  itself  itself     stays
issue_static_codes  itself  itself  itself  itself  itself  itself     stays
add_passkey         itself  itself  itself  itself  itself  itself     stays
remove_passkey      itself  itself  itself  itself  itself  itself     stays
begin_mail_codes    itself  itself  itself  itself  itself  itself     stays
end_mail_codes      itself  itself  itself  itself  itself  itself     stays
"""
# prepared: by lan, about somebody of hoa's unit; the bloc has no other secretary.
CHANGE_MATRIX = """
act             prepared                  confirmed  refused  leads to
prepare_change  itself                    itself     itself   new
confirm_change  hoa+mai+duc+bach          -          -        confirmed
refuse_change   lan+nam+hoa+mai+duc+bach  -          -        refused
"""
POST_MATRIX = """
act         own  other  leads to
add_post    lan  thu    new
close_post  lan  thu    stays
"""
# own: of hoa's unit · neighbour: of another unit of the bloc, led by minh.
AUTHORITY_MATRIX = """
act                 own      neighbour  other     leads to
grant_authority     lan+hoa  lan+minh   thu+tuan  new
withdraw_authority  lan+hoa  lan+minh   thu+tuan  stays
"""


CITY_MATRIX = """
act           any   leads to
begin_city    bach  new
correct_city  bach  stays
"""
# nam takes it over from lan.
HANDOVER_MATRIX = """
act                handed        taken   withdrawn  leads to
hand_over          lan           lan     lan        new
take_over          nam           -       -          taken
withdraw_handover  lan+nam+bach  -       -          withdrawn
"""
OPERATOR_MATRIX = """
act            any   leads to
seat_operator  bach  new
end_operator   bach  stays
"""


@pytest.fixture
def people(personas, other_bloc):
    thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=thu, bloc=other_bloc)
    return personas | {"thu": thu}


def authority(unit, grantor, holder):
    return SigningAuthority.objects.create(
        confirmed_at=factories.LONG_CONFIRMED,
        unit=unit,
        grantor=grantor,
        holder=holder,
        capacity="KT.",
        title="Phó Giám đốc",
        reference="Giấy ủy quyền số 01",
        valid_from=datetime.date(2020, 1, 1),
    )


@pytest.fixture
def other_unit(tuan):
    return tuan.posts.get().unit


def test_the_matrix_of_a_bloc_by_hand(people, bloc, other_bloc):
    rows = {"own": bloc, "other": other_bloc}
    assert_matrix(BLOC_ACTIONS, BLOC_MATRIX, people, lambda action, whose: rows[whose], [*rows])


def test_the_matrix_of_a_unit_by_hand(people, nine, other_unit):
    rows = {"own": nine[5], "other": other_unit}
    assert_matrix(UNIT_ACTIONS, UNIT_MATRIX, people, lambda action, whose: rows[whose], [*rows])


def test_the_matrix_of_a_year_by_hand(people, year2020, other_bloc):
    rows = {"own": year2020, "other": other_bloc.years.get()}

    def about(action, whose):
        return rows[whose].bloc if isinstance(action, Creation) else rows[whose]

    assert_matrix(YEAR_ACTIONS, YEAR_MATRIX, people, about, [*rows])


def test_the_matrix_of_a_seat_by_hand(people, year2020, other_bloc):
    rows = {"own": year2020.seats.first(), "other": other_bloc.years.get().seats.first()}
    assert_matrix(SEAT_ACTIONS, SEAT_MATRIX, people, lambda action, whose: rows[whose], [*rows])


def test_the_matrix_of_a_person_by_hand(people, nine, bloc, other_bloc, other_unit, lan, nam, tuan):
    both = factories.staff(nine[4], "giang", "Vũ Trường Giang")
    factories.PostFactory(user=both, unit=other_unit)
    board = factories.board_member("khanh", "Lê Khánh")
    factories.PostFactory(user=board, unit=nine[0])
    closed = factories.staff(nine[3], "phuc", "Đinh Hồng Phúc")
    closed.is_active = False
    rows = {"own": nam, "other": tuan, "both": both, "board": board, "closed": closed, "secretary": lan}

    def about(action, whose):
        if isinstance(action, Creation):
            return other_bloc if whose == "other" else bloc
        return rows[whose]

    assert_matrix(PERSON_ACTIONS, PERSON_MATRIX, people, about, [*rows])


def test_the_matrix_of_a_change_by_hand(people, nine, bloc, lan, nam):
    authority = SigningAuthority.objects.create(
        unit=nine[5],
        grantor=people["hoa"],
        holder=nam,
        capacity="KT.",
        title="x",
        reference="x",
        valid_from=datetime.date(2020, 1, 1),
    )
    change = AccessChange(
        kind="authority",
        person=nam,
        unit=nine[5],
        bloc=bloc,
        authority=authority,
        prepared_by=lan,
        prepared_at=clock.now(),
    )

    def about(action, state):
        change.state = state
        return change

    assert_matrix(CHANGE_ACTIONS, CHANGE_MATRIX, people, about, ["prepared", "confirmed", "refused"])


def test_the_matrix_of_a_post_by_hand(people, nine, other_unit, nam, tuan):
    rows = {"own": nam.posts.get(), "other": tuan.posts.get()}

    def about(action, whose):
        return rows[whose].unit if isinstance(action, Creation) else rows[whose]

    assert_matrix(POST_ACTIONS, POST_MATRIX, people, about, [*rows])


def test_the_matrix_of_an_authority_by_hand(people, nine, other_unit, minh, hoa, nam, tuan):
    rows = {}
    for whose, unit, leader in (("own", nine[5], hoa), ("neighbour", nine[0], minh), ("other", other_unit, tuan)):
        deputy = factories.staff(unit, f"giup.{leader.username}", "Bùi Thanh Hà")
        rows[whose] = authority(unit, leader, deputy)

    def about(action, whose):
        return rows[whose].unit if isinstance(action, Creation) else rows[whose]

    assert_matrix(AUTHORITY_ACTIONS, AUTHORITY_MATRIX, people, about, [*rows])


def test_the_matrix_of_the_city_by_hand(people, city):
    assert_matrix(CITY_ACTIONS, CITY_MATRIX, people, lambda action, state: city)


def test_the_matrix_of_an_operator_by_hand(people, bach):
    assert_matrix(OPERATOR_ACTIONS, OPERATOR_MATRIX, people, lambda action, state: bach.operator_seats.get())


def test_the_matrix_of_a_handover_by_hand(people, year2020, lan, nam):
    row = Handover(emulation_year=year2020, giver=lan, taker=nam)
    assert_matrix(HANDOVER_ACTIONS, HANDOVER_MATRIX, people, lambda action, state: in_state(row, state))


def test_an_authority_to_sign_gives_none_of_it(people, nine, hoa, nam):
    """Who signs for the unit by an authorisation does not hand it on."""
    given = authority(nine[5], hoa, nam)
    assert nine[5].pk in nam.roles().can_sign_for
    assert not has_permission(nam, "units.grant_authority", nine[5])
    assert not has_permission(nam, "units.withdraw_authority", given)
