"""Whom to call: the bloc's own line, somebody of its secretariat, the city's office."""

import pytest

from units.contacts import Contact, contact_of, line_of
from units.models import City

pytestmark = pytest.mark.django_db


def test_the_line_that_the_bloc_wrote_comes_first(bloc, lan):
    bloc.contact = "Bà Lan, 0225 3842 682"
    assert contact_of(bloc) == Contact(f"Tổ thư ký {bloc.name}", "Bà Lan, 0225 3842 682")


def test_then_somebody_of_its_secretariat_who_can_be_reached(bloc, lan):
    lan.phone, lan.email = "0225 1", "lan@example.vn"
    lan.save()
    bloc.contact = ""
    assert contact_of(bloc).line == f"{lan.addressed}, điện thoại 0225 1, thư điện tử lan@example.vn"


def test_then_the_city(bloc, city, lan):
    lan.phone, lan.email = "", ""
    lan.save()
    bloc.contact = ""
    City.objects.update(contact_name="Ông Hùng", contact_phone="0225 2", contact_email="")
    city = City.objects.on()
    for asked in (bloc, None):
        expected = Contact(city.office, "Ông Hùng, điện thoại 0225 2")
        assert contact_of(asked) == expected


def test_nobody_is_named_who_cannot_be_reached():
    assert line_of("Ông Hùng", "", "") == ""
