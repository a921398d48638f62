"""A POST without the token of the page acts nowhere (docs/security.md: Forms)."""

import pytest

from tests.house import walk
from tests.house.doors import DOORS
from tests.support.persona import PEOPLE

pytestmark = pytest.mark.django_db


def somebody_who_may(world, door):
    """(person, thing) for whom the door is open: only the missing token can be the reason of the refusal."""
    for thing in world.of(door.kind):
        for person in PEOPLE.values():
            if door.who(person, thing):
                return person, thing
    raise AssertionError("nobody may")


def test_every_post_needs_its_token(world):
    people, wrong, asked = walk.browsers(), [], 0
    for browser in people.values():
        browser.handler.enforce_csrf_checks = True
    with walk.quiet():
        for name, door in DOORS.items():
            if "POST" not in door.methods:
                continue
            person, thing = somebody_who_may(world, door)
            with walk.undone():
                response, _, writes, _ = walk.ask(people[person.name], "POST", walk.path_of(name, thing))
            asked += 1
            if response.status_code != 403 or writes:
                wrong.append((name, person.name, response.status_code, writes))
    assert asked > 80
    assert not wrong, "\n".join(map(str, wrong))


def test_a_forged_token_does_not_help(world):
    people = walk.browsers()
    lan = people["lan"]
    lan.handler.enforce_csrf_checks = True
    lan.kept["csrf"] = "a" * 32
    with walk.quiet(), walk.undone():
        path = walk.path_of("notices:mark_all_read", walk.NO_ROW)
        response, _, writes, _ = walk.ask(lan, "POST", path, {"csrfmiddlewaretoken": "b" * 32})
    assert response.status_code == 403 and not writes
