"""Who is told: by what they hold today, never those whose access is off."""

import datetime

import pytest

from libraries.web import clock
from tests import factories
from units import audience
from units.models import SigningAuthority

LONG_AGO = datetime.date(2001, 1, 1)


@pytest.fixture
def deputy(nine, minh, nam):
    """nam, staff of another unit, may sign for minh's unit."""
    return SigningAuthority.objects.create(
        confirmed_at=factories.LONG_CONFIRMED,
        unit=nine[0], grantor=minh, holder=nam, capacity="TUQ.", title="Phó Giám đốc", valid_from=LONG_AGO,
        reference="Giấy ủy quyền số 5",
    )  # fmt: skip


def test_secretariat(bloc, lan, minh):
    assert set(audience.secretariat(bloc)) == {lan}
    assert set(audience.secretariat(bloc, LONG_AGO)) == set()


def test_leaders_and_speakers(nine, minh, hoa, nam, deputy):
    assert set(audience.leaders(nine)) == {minh, hoa}
    assert set(audience.speakers([nine[0]])) == {minh, nam}
    deputy.valid_to = clock.today()
    deputy.save()
    assert set(audience.speakers([nine[0]])) == {minh}


def test_members_are_everybody_of_the_units_once(bloc, nine, lan, minh, hoa, nam, deputy, tuan):
    assert sorted(user.pk for user in audience.members(nine)) == sorted(user.pk for user in (minh, hoa, nam))
    assert set(audience.everybody(bloc, nine)) == {lan, minh, hoa, nam}
    assert audience.everybody(bloc, bloc.units.all()).count() == 4


def test_whose_access_is_off_is_not_told(bloc, nine, lan, minh, hoa, mai):
    for user in (lan, minh, mai):
        user.is_active = False
        user.save()
    assert set(audience.everybody(bloc, nine)) == {hoa}
    assert not audience.board().exists()
    assert [row.people for row in audience.readers([nine[0]])] == [()]


def test_board(mai, duc):
    assert set(audience.board()) == {mai, duc}
    assert set(audience.board(deciders=True)) == {mai}


def test_readers_stand_unit_by_unit_with_the_head_first(nine, minh, hoa, nam, deputy, django_assert_num_queries):
    factories.staff(nine[0], "an", "Vũ Văn An")
    with django_assert_num_queries(2):
        rows = audience.readers(nine)
    assert [row.unit for row in rows] == list(nine)
    assert [person.username for person in rows[0].people] == ["minh", "an", "nam"]
