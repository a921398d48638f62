"""The clock of the rooms: local days, and standing still for tests."""

import datetime

import pytest

from libraries.web import clock

UTC = datetime.UTC


def test_today_is_the_day_in_hai_phong():
    with clock.travel(datetime.datetime(2026, 12, 31, 17, 30, tzinfo=UTC)):
        assert clock.today() == datetime.date(2027, 1, 1)
    with clock.travel(datetime.datetime(2026, 12, 31, 16, 59, tzinfo=UTC)):
        assert clock.today() == datetime.date(2026, 12, 31)


def test_time_stands_still_or_goes_on():
    moment = datetime.datetime(2020, 7, 2, 1, tzinfo=UTC)
    with clock.travel(moment):
        assert clock.now() == clock.now() == moment
    with clock.travel(moment, ticking=True):
        first = clock.now()
        assert moment <= first < clock.now()
    assert clock.now().year >= 2026


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.travel(datetime.datetime(2020, 7, 2)):
        pass
