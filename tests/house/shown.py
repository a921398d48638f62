"""Pages kept from the walk of the access tests, for those who read their markup: the HTML checker and axe.

What differs between two rows of a kind is mostly words; kept is a page with an element that the pages of its name had
not shown before.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# An element as rules see it: its tag with the first of class, role and type.
ELEMENT = re.compile(rb"<([a-z][a-z0-9]*)\b(?:[^>]*?\b(?:class|role|type)=\"([^\"]*)\")?")
# What the answer says to the browser; the rest is of the transport.
HEADERS = ("content-type", "content-security-policy")


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
    def where(self) -> str:
        return f"{self.method} {self.path} ({self.name}, {self.person}, {self.status})"


class Pages:
    """Those that were kept so far, in the order of the walk."""

    def __init__(self) -> None:
        self.kept: list[Shown] = []
        self._elements: dict[str, set] = defaultdict(set)

    def look_at(self, name: str, person: str, method: str, path: str, response, body: bytes) -> None:
        """Keep this answer if it is a page with something new. Refusals by 403 and 404 are the same page everywhere."""
        html = response.headers.get("Content-Type", "").startswith("text/html")
        if not html or response.streaming or not body or response.status_code in (301, 302, 303, 403, 404):
            return
        elements = set(ELEMENT.findall(body))
        if elements - self._elements[name] or not self._elements[name]:
            self._elements[name] |= elements
            headers = {key.lower(): value for key, value in response.items() if key.lower() in HEADERS}
            self.kept.append(Shown(name, person, method, path, response.status_code, headers, body))


def with_something_new(pages: Iterable[Shown], *, every_name: bool = True) -> list[Shown]:
    """Those with an element that no page of any name before had; every_name: the first page of each name too."""
    names: set[str] = set()
    seen: set = set()
    found = []
    for page in pages:
        elements = set(ELEMENT.findall(page.body))
        if elements - seen or (every_name and page.name not in names):
            found.append(page)
        names.add(page.name)
        seen |= elements
    return found
