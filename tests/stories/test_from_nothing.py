"""From an empty installation to two certificates, over HTTP and through pages alone: no row is made by the test."""

import pytest

from awards.models import Certificate
from khoithidua import empty_installation
from tests.stories import founding
from tests.stories.stage import Cast
from tests.stories.test_the_year import play_the_year
from units.models import City, OperatorSeat, Unit, User


@pytest.fixture
def empty(db, monkeypatch, settings):
    """No row, and no mail yet: the way in is printed."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.IDLE_HOURS = 24 * 3650  # the story leaps over weeks between two pages of one person
    monkeypatch.setitem(empty_installation._known, "in_use", False)
    assert not User.objects.exists() and not City.objects.exists()


def test_a_city_from_nothing_and_its_first_two_certificates(empty):
    founding.made()
    assert (Unit.objects.count(), User.objects.count(), OperatorSeat.objects.count()) == (9, 17, 1)
    play_the_year(Cast())
    assert {one.kind.slug for one in Certificate.objects.filter(state="valid")} == {"co-thi-dua", "bang-khen"}
