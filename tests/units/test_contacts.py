"""Whom to call: the bloc's own line, somebody of its secretariat, the city's office."""

import pytest

from units.contacts import Contact, contact_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(lan):
    lan.phone, lan.email = "0225 1", "lan@example.vn"
    lan.save()
    return lan


def test_the_line_that_the_bloc_wrote_comes_first(bloc, city, lan):
    bloc.contact = "Bà Lan, 0225 3842 682"
    assert contact_for(bloc, city) == Contact(f"Tổ thư ký {bloc.name}", "Bà Lan, 0225 3842 682")
    assert contact_for(bloc, city).line == "Bà Lan, 0225 3842 682"


def test_then_somebody_of_its_secretariat(bloc, city, lan):
    bloc.contact = ""
    assert contact_for(bloc, city).line == f"{lan.full_name}, điện thoại 0225 1, thư điện tử lan@example.vn"


def test_then_the_city(bloc, city):
    city.contact_name, city.contact_phone, city.contact_email = "Ông Hùng", "0225 2", ""
    for asked in (bloc, None):
        bloc.contact = ""
        assert contact_for(asked, city) == Contact(city.body, "Ông Hùng", "0225 2")


def test_nobody_is_named_where_nobody_is_known(bloc, city):
    bloc.contact, city.contact_name, city.contact_phone, city.contact_email = "", "", "", ""
    assert contact_for(bloc, city) is None
