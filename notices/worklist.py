"""What waits for whom: one kind of row for the home page, page heads, lists and the morning's mail.

Each room answers in its `worklist.py`, for a person (`register_work`), for a row (`register_next_action`) and for the
year (`register_stages`). Nothing here is stored: an item follows from states, permissions and the clock, so it is gone
the moment the matter has ended, on whichever path.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from libraries.web.formats import vn_number
from units.models import EmulationYear, User

# A worklist is read by people: so many rows of a kind at the most, the newest ones.
MOST = 20
# Without a deadline a thing comes after those with one.
SOME_DAY = datetime.datetime.max.replace(tzinfo=datetime.UTC)


class Who(models.TextChoices):
    """Who is asked: the reader in person, a unit through its people, an office, or nobody any more."""

    PERSON = "person", "người được giao"
    UNIT = "unit", "các đơn vị"
    SECRETARIAT = "secretariat", "Tổ thư ký"
    BOARD = "board", "cơ quan thường trực"
    NOBODY = "nobody", ""


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits: what, why, whom it is asked of, until when, and the one button that does it.

    due: a real deadline, after which it is late. at_once: others wait for it in this very hour, so it comes before
    everything that has a date. act, address: the button's words and where it leads; without an address there is
    nothing here for this reader to press. posts: the button acts at once, after `confirm` where that is filled.
    about: the matter, by the name that its notices bear. eyebrow: what stands above the title.
    """

    title: str
    why: str = ""
    who: Who = Who.NOBODY
    due: datetime.datetime | None = None
    act: str = ""
    address: str = ""
    icon: str = "arrow-right"
    posts: bool = False
    confirm: str = ""
    eyebrow: str = ""
    at_once: bool = False
    about: str = ""


@dataclass(frozen=True)
class Stage:
    """One line of a progress list; lead says how far it is."""

    title: str
    lead: str = ""
    state: str = "later"
    address: str = ""


DONE, CURRENT, LATER = "done", "current", "later"

_work: dict[int, Callable[[User], Iterable[WorkItem]]] = {}
_next_actions: dict[type[models.Model], Callable[..., WorkItem]] = {}
_stages: dict[int, Callable[[EmulationYear], list[Stage]]] = {}


def register_work(place: int, answer: Callable[[User], Iterable[WorkItem]]) -> None:
    """`answer(user)`: all of this room that waits for the person, in as many queries for many rows as for one.

    place: of what has no date, the room that comes first in the year stands first.
    """
    _work[place] = answer


def register_next_action(kind: type[models.Model], answer: Callable[..., WorkItem]) -> None:
    """`answer(user, row)`: what is next with a row of this kind, for whoever looks at it."""
    _next_actions[kind] = answer


def register_stages(place: int, answer: Callable[[EmulationYear], list[Stage]]) -> None:
    """`answer(year)`: the room's part of the year. place: where it stands in the order of the year."""
    _stages[place] = answer


def work_for(user: User) -> list[WorkItem]:
    """Everything that waits for this person: what others wait for now, then by date, then what has no date."""
    found = [item for place in sorted(_work) for item in _work[place](user)]
    return sorted(found, key=lambda item: (not item.at_once, item.due or SOME_DAY))


def next_action(user: User, row: models.Model, **known: Any) -> WorkItem:
    """What is next with this row. known: facts that the caller has read already."""
    return _next_actions[type(row)](user, row, **known)


def stages_of(year: EmulationYear) -> list[Stage]:
    """The year of a bloc, room by room."""
    return in_order([stage for place in sorted(_stages) for stage in _stages[place](year)])


def in_order(stages: list[Stage]) -> list[Stage]:
    """Only the first unfinished one is the current one."""
    first = next((stage for stage in stages if stage.state == CURRENT), None)
    return [
        Stage(stage.title, stage.lead, LATER, stage.address) if stage.state == CURRENT and stage is not first else stage
        for stage in stages
    ]


def mails_to_send_again(failed: int) -> WorkItem:
    """On the page of the mails of one's blocs."""
    title = f"Gửi lại {vn_number(failed)} thư không gửi được"
    why = "Xem lý do bên dưới. Nếu địa chỉ không đúng, sửa địa chỉ của người nhận ở mục Đơn vị rồi gửi lại."
    address = reverse("notices:mail_retry_all")
    return WorkItem(title, why, Who.SECRETARIAT, None, "Gửi lại tất cả", address, "send", posts=True)
