"""Every page as one person of each kind is shown it, and every form sent empty: what checkers of HTML look at.

Far fewer than the walk of the access tests: what differs between two people of one kind is words, not markup.
"""

import re
from dataclasses import dataclass

from tests.house import walk
from tests.house.doors import DOORS
from tests.house.world import World
from tests.support.persona import PEOPLE
from tests.support.site import Site, undone

# Secretary, leader of the head unit and of another, staff, board, operator; visitors last, who are shown little else.
READERS = ("lan", "minh", "hoa", "nam", "mai", "duc", "bach", "visitor")
# So many rows of a kind are tried until one can be shown.
MOST_TRIED = 4


# Answers that are no page: files, what machines read, and acts that always lead on to another page.
NO_PAGE = {
    "health", "metrics", "readiness", "favicon", "robots", "security_contact", "manifest", "records:verdict_json",
    "units:logout", "awards:decision_draft",
}  # fmt: skip
FILES = re.compile(r"_(pdf|word|file|picture|page|preview|ruler|card)$")


def page_names() -> set[str]:
    """URL names whose GET shows a page."""
    readable = {name for name in walk.url_names() if "GET" in DOORS[name].methods}
    return {name for name in readable if name not in NO_PAGE and not FILES.search(name)}


@dataclass(frozen=True)
class Shown:
    """One page: its URL name, who looks at it, the address, what was answered."""

    name: str
    person: str
    method: str
    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def file_name(self) -> str:
        return f"{self.name.replace(':', '.')}-{self.method.lower()}-{self.person}.html"


def pages(world: World, *, readers: tuple[str, ...] = READERS, sent_empty: bool = True) -> list[Shown]:
    """For each URL name one page for each reader who is shown one, and one of its form sent empty."""
    site, found = Site(), []
    with walk.quick_paper(), walk.quiet():
        for name, door in DOORS.items():
            refused = False
            for person in readers:
                if "GET" in door.methods and (page := _first(site, world, name, person, "GET")):
                    found.append(page)
                if sent_empty and not refused and {"GET", "POST"} <= set(door.methods):
                    empty = _first(site, world, name, person, "POST")
                    found += [empty] if empty else []
                    refused = empty is not None
    return found


def _first(site: Site, world: World, name: str, person: str, method: str) -> Shown | None:
    """The first row of this door's kind of which this person is shown a page."""
    door, tried = DOORS[name], 0
    for thing in world.of(door.kind):
        if not door.may(PEOPLE[person], thing, method):
            continue
        tried += 1
        path = walk.path_of(name, thing)
        browser = site.browser(person)  # logs in, which must not be undone
        with undone():
            response = browser.get(path) if method == "GET" else browser.post(path, {})
            html = response.headers.get("Content-Type", "").startswith("text/html")
            if html and not response.streaming and response.content and response.status_code not in (301, 302, 303):
                body = response.content
                return Shown(name, person, method, path, response.status_code, dict(response.headers), body)
        if tried == MOST_TRIED:
            break
    return None
