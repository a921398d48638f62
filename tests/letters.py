"""Letters for tests that need one of any kind."""

from typing import Any

from libraries.web.letters import Letter, Words, every_kind
from notices.models import Notice
from notices.outbox import notify

KINDS = {True: "regulations.issued", False: "pledges.closed"}


def saying(title: str, body: str = "", *, mail: bool = True, act: str = "") -> Letter:
    """A letter with these words; mail: of a kind that goes out at once."""
    kind = next(kind for kind in every_kind() if kind.name == KINDS[mail])
    assert kind.at_once == mail
    return Letter(kind, Words(title, body, act=act))


def tell(users: Any, *, title: str, body: str = "", mail: bool = True, url: str = "", **more: Any) -> list[Notice]:
    return notify(users, saying(title, body, mail=mail, act="Xem" if url else ""), url=url, **more)
