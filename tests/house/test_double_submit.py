"""The button pressed twice acts once: the second time one is led to the first result (trust.md C4).

The forms are those of the pages themselves, filled in as a hurried person would.
"""

import datetime
from html.parser import HTMLParser

import pytest
from django.urls import resolve

from libraries.web import clock
from tests.house import walk
from tests.house.doors import DOORS
from tests.house.world import PEOPLE

pytestmark = pytest.mark.django_db


class Forms(HTMLParser):
    """The posting forms of a page: where they go, and the fields as the browser would send them."""

    def __init__(self):
        super().__init__()
        self.found: list[dict] = []
        self.form = self.select = self.area = None

    def handle_starttag(self, tag, attrs):
        field = dict(attrs)
        if tag == "form":
            self.form = {"action": field.get("action", ""), "data": {}, "kinds": set(), "files": False}
            self.form["post"] = field.get("method", "").lower() == "post"
        elif self.form is not None and field.get("name") and "disabled" not in field:
            self.field(tag, field)
        elif tag == "option" and self.select is not None:
            value = field.get("value", "")
            if "selected" in field or (value and not self.form["data"].get(self.select)):
                self.form["data"][self.select] = value

    def field(self, tag, field):
        name, data, kind = field["name"], self.form["data"], field.get("type", "text")
        if tag == "select":
            self.select = name
            data.setdefault(name, "")
        elif tag == "textarea":
            self.area = name
            data[name] = ""
        elif tag == "button":
            data.setdefault(name, field.get("value", ""))
        elif tag == "input" and kind in ("radio", "checkbox"):
            if "checked" in field or name not in data:
                data[name] = field.get("value", "on")
        elif tag == "input":
            data[name] = field.get("value", "")
            self.form["kinds"].add(kind)

    def handle_data(self, text):
        if self.area is not None:
            self.form["data"][self.area] += text

    def handle_endtag(self, tag):
        if tag == "form" and self.form is not None:
            self.found.append(self.form)
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


def filled(form: dict) -> dict:
    """Something in every box."""
    soon = clock.now().astimezone() + datetime.timedelta(days=12)
    words = {"_0": f"{soon:%d/%m/%Y}", "_1": "17:00"}
    guesses = {"at": f"{soon:%d/%m/%Y} 17:00", "by": f"{soon:%d/%m/%Y} 17:00", "day": f"{soon:%d/%m/%Y}", "value": "10"}
    data = {}
    for name, value in form["data"].items():
        last = name.rsplit("-", 1)[-1].rsplit("_", 1)[-1]
        data[name] = value or words.get(name[-2:]) or guesses.get(last) or "Nội dung thử"
    return data


def acting_forms(page: str) -> list[dict]:
    reader = Forms()
    reader.feed(page)
    # Forms that ask who one is are tested with real codes by their rooms; files too.
    return [
        form
        for form in reader.found
        if form["post"] and "submission_token" in form["data"] and not form["kinds"] & {"password", "file"}
    ]


WHO = ("lan", "nam", "long", "vy", "tuan", "mai", "hung")


def test_the_second_press_acts_no_more(world, capsys):
    people, tried, wrong = walk.browsers(), {}, []
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
                    for form in acting_forms(body.decode()):
                        action = form["action"] or walk.path_of(name, thing)
                        match = resolve(action.partition("?")[0])
                        key = (match.view_name, person)
                        if tried.get(key) == "acted":
                            continue
                        tried[key], problem = press_twice(people[person], action, filled(form))
                        if problem:
                            wrong.append(f"{match.view_name} ({person} at {action}): {problem}")
    acted = sorted({name for (name, _), how in tried.items() if how == "acted"})
    only_shown = sorted({name for name, _ in tried} - set(acted))
    with capsys.disabled():
        print(f"\ntwice pressed: {len(acted)} acts, each once; not reached by guessed words: {', '.join(only_shown)}")
    assert not wrong, "\n".join(wrong)
    assert len(acted) >= 40, acted


def press_twice(browser, action: str, data: dict) -> tuple[str, str]:
    with walk.undone():
        first, _, _, problem = walk.ask(browser, "POST", action, data)
        if first.status_code != 302:
            return "shown", problem and f"first answer {first.status_code}: {problem}"
        second, _, writes, problem = walk.ask(browser, "POST", action, data)
    if second.status_code != 303 or second["Location"] != first["Location"]:
        return "acted", f"second answer {second.status_code} {second.get('Location')} {problem}"
    effects = [write for write in writes if "records_submissiontoken" not in write]
    return "acted", f"acted again: {effects}" if effects else ""
