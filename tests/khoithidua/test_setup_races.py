"""The set-up at the same moment: many guesses, two people who save one step."""

import pytest
from django.db.models import QuerySet

from khoithidua.setup import verbs
from khoithidua.setup.people import Wanted
from libraries.web import clock
from records.transitions import NotAllowedNow
from tests import factories
from tests.racing import at_once, failures, meet_at
from units import workflow
from units.models import OperatorSeat, SetupCode, Unit
from units.workflow import founding, setup_code

pytestmark = pytest.mark.django_db(transaction=True)
TWO = [{"name": "Cảng A", "kind": "enterprise"}, {"name": "Cảng B", "kind": "agency"}]


def unlocked(monkeypatch) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self)


def guesses() -> int:
    workflow.make_setup_code()
    assert failures(at_once([lambda: workflow.prove_setup_code("AAAA")] * 2)) == []
    return SetupCode.objects.get().wrong_tries


def test_two_guesses_at_once_count_twice(monkeypatch):
    meet_at(monkeypatch, setup_code, "check_password", locked=True, after=True)
    assert guesses() == 2


def test_control_without_the_lock_one_guess_is_free(monkeypatch):
    meet_at(monkeypatch, setup_code, "check_password", locked=False, after=True)
    unlocked(monkeypatch)
    assert guesses() == 1


def two_lists() -> list[Exception]:
    bloc, day = factories.BlocFactory(), clock.today()
    return failures(at_once([lambda: verbs.add_units(bloc, TWO, by=None, since=day)] * 2))


def test_one_list_of_units_saved_twice_at_once_is_there_once(monkeypatch):
    meet_at(monkeypatch, founding, "free_slug", locked=True, after=True)
    (refused,) = two_lists()
    assert isinstance(refused, NotAllowedNow) and "Khối đã có đơn vị" in str(refused)
    assert Unit.objects.count() == 2


def test_control_without_the_lock_the_second_breaks(monkeypatch):
    meet_at(monkeypatch, founding, "free_slug", locked=False, after=True)
    unlocked(monkeypatch)
    assert not all(isinstance(refused, NotAllowedNow) for refused in two_lists())


def two_operators() -> list[Exception]:
    people = [Wanted("bach", "Hoàng Minh Bách", "Ông"), Wanted("hong", "Lê Thị Hồng", "Bà")]
    acts = [
        lambda person=person: verbs.seat_first_operator(person, title="Quản trị", by=None, valid_from=clock.today())
        for person in people
    ]
    return failures(at_once(acts))


def test_two_first_operators_at_once_are_one(monkeypatch):
    meet_at(monkeypatch, founding, "create_person", locked=True, after=True)
    (refused,) = two_operators()
    assert "vừa được lập" in str(refused) and OperatorSeat.objects.count() == 1


def test_control_without_the_lock_there_are_two(monkeypatch):
    # The second waits at the unique name of the first, until that one is written down.
    meet_at(monkeypatch, founding, "create_person", locked=True, after=True)
    monkeypatch.setattr(verbs, "_one_at_a_time", lambda: None)
    two_operators()
    assert OperatorSeat.objects.count() == 2
