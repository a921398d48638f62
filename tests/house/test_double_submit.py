"""The button pressed twice acts once: the second time one is led to the first result (docs/security.md: Forms).

The forms are those of the pages themselves, filled in as a hurried person would.
"""

import pytest
from lxml import html

from tests.house import walk
from tests.house.doors import DOORS
from tests.support.form import Form, forms_of, plausible
from tests.support.persona import PEOPLE
from tests.support.site import Site

pytestmark = pytest.mark.django_db


def acting_forms(page: str, person: str, address: str) -> list[Form]:
    # Forms that ask who one is are tested with real codes by their rooms; files too.
    return [
        form
        for form in forms_of(html.fromstring(page), person, address)
        if form.method == "post"
        and form.box("submission_token")
        and not {box.type for box in form.boxes} & {"password", "file"}
    ]


# The lock under which the two presses of one form wait for each other (records/current_form.py) is let go: it was
# taken for this answer, and tells nothing.
LET_GO = "SELECT pg_advisory_unlock(%s, hashtext(%s))"

WHO = ("lan", "nam", "long", "vy", "tuan", "mai", "hung")


def test_the_second_press_acts_no_more(world, capsys):
    site, people, tried, wrong = Site(), walk.browsers(), {}, []
    with walk.quick_paper(), walk.quiet():
        for name, door in DOORS.items():
            if "GET" not in door.methods:
                continue
            for person in WHO:
                for thing in world.of(door.kind)[:4]:
                    if not door.who(PEOPLE[person], thing):
                        continue
                    with walk.undone():
                        response, body, _, _ = walk.ask(people[person], "GET", walk.path_of(name, thing))
                    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
                        continue
                    for form in acting_forms(body.decode(), person, walk.path_of(name, thing)):
                        key = (form.view, person)
                        # Whoever ends every login is asked to log in by the second press: nothing left to press.
                        if tried.get(key) == "acted" or form.view == "units:end_every_login":
                            continue
                        tried[key], problem = press_twice(people[person], form.action, sent(site, form))
                        if problem:
                            wrong.append(f"{form}: {problem}")
    acted = sorted({name for (name, _), how in tried.items() if how == "acted"})
    only_shown = sorted({name for name, _ in tried} - set(acted))
    with capsys.disabled():
        print(f"\ntwice pressed: {len(acted)} acts, each once; not reached by guessed words: {', '.join(only_shown)}")
    assert not wrong, "\n".join(wrong)
    assert len(acted) >= 40, acted


def sent(site: Site, form: Form) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for name, value in plausible(site, form):
        data.setdefault(name, []).append(value)
    return data


def press_twice(browser, action: str, data: dict) -> tuple[str, str]:
    with walk.undone():
        first, _, _, problem = walk.ask(browser, "POST", action, data)
        if first.status_code != 302:
            return "shown", problem and f"first answer {first.status_code}: {problem}"
        second, _, writes, problem = walk.ask(browser, "POST", action, data)
    if second.status_code != 303 or second["Location"] != first["Location"]:
        return "acted", f"second answer {second.status_code} {second.get('Location')} {problem}"
    effects = [write for write in writes if "records_submissiontoken" not in write and not write.startswith(LET_GO)]
    return "acted", f"acted again: {effects}" if effects else ""
