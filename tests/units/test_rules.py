"""Who may what in units, as the secretary could read it."""

import datetime

import pytest

from records.access import has_permission
from units.models import SigningAuthority

SECRETARY, LEADER_TOO = {"lan"}, {"lan", "hoa"}
OF_BLOC = {"units.edit_bloc": SECRETARY, "units.add_person": SECRETARY, "units.add_year": SECRETARY}
OF_UNIT = {
    "units.rename_unit": SECRETARY,
    "units.add_post": SECRETARY,
    "units.grant_authority": LEADER_TOO,
}
OF_PERSON = dict.fromkeys(
    ("units.edit_person", "units.deactivate_person", "units.reactivate_person", "units.give_password_link"), SECRETARY
)
OF_YEAR = {"units.edit_year": SECRETARY}
OF_SEAT = dict.fromkeys(("units.set_role", "units.move_seat"), SECRETARY)


def those_who_may(personas, name, row):
    return {persona for persona, user in personas.items() if has_permission(user, name, row)}


@pytest.mark.parametrize("name", [*OF_BLOC, *OF_UNIT, *OF_PERSON, *OF_YEAR, *OF_SEAT])
def test_on_rows_of_ones_own_bloc(name, personas, bloc, nine, year2020, nam):
    for table, row in (
        (OF_BLOC, bloc),
        (OF_UNIT, nine[5]),
        (OF_PERSON, nam),
        (OF_YEAR, year2020),
        (OF_SEAT, year2020.seats.first()),
    ):
        if name in table:
            assert those_who_may(personas, name, row) == table[name]


@pytest.mark.parametrize("name", [*OF_BLOC, *OF_UNIT, *OF_PERSON, *OF_YEAR])
def test_on_rows_of_another_bloc_nobody_but_its_leader(name, personas, other_bloc, tuan):
    unit = tuan.posts.get().unit
    rows = [(OF_BLOC, other_bloc), (OF_UNIT, unit), (OF_PERSON, tuan), (OF_YEAR, other_bloc.years.get())]
    row = next(row for table, row in rows if name in table)
    assert those_who_may(personas, name, row) == ({"tuan"} if name == "units.grant_authority" else set())


def test_posts_and_authorities(personas, nine, hoa, nam):
    authority = SigningAuthority.objects.create(
        unit=nine[5],
        grantor=hoa,
        holder=nam,
        capacity="KT.",
        title="X",
        reference="Y",
        valid_from=datetime.date(2020, 1, 1),
    )
    assert those_who_may(personas, "units.close_post", nam.posts.get()) == SECRETARY
    assert those_who_may(personas, "units.withdraw_authority", authority) == LEADER_TOO
