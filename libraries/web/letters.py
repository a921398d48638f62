"""Letters: what the product writes to people, each kind declared once, with an example.

A room declares its kinds in its `letters.py`: a function of plain facts under `@letter(…)`. It returns a Letter, which
is all that `notices.outbox` sends; so the page of all letters (`/thong-bao/mau-thu/`) shows every kind there is.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ParamSpec

Facts = ParamSpec("Facts")


@dataclass(frozen=True)
class Words:
    """What a letter says between the salutation and the closing.

    title: what for, until when, then of which document: a phone shows about the first fifty characters.
    text: what and why, one paragraph a line. facts: (label, value), the deadline among them. points: a list under
    them. note: what to mind. act: the words of the one button; empty for a letter that asks for nothing.
    """

    title: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    note: str = ""
    act: str = ""

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n")

    @property
    def plain(self) -> str:
        """All of it but title and button, as lines of text."""
        facts = "\n".join(f"{label}: {value}" for label, value in self.facts)
        points = "\n".join(f"- {point}" for point in self.points)
        return "\n".join(part for part in (self.text, facts, points, self.note) if part)


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter: when it is sent, whom to, and what it says.

    name: "<room>.<what>". at_once: goes out as a mail of its own; otherwise it waits in the inbox and comes with the
    mail of the next morning. inbox: stands in the inbox of Thông báo too.
    """

    name: str
    occasion: str
    to: str
    at_once: bool
    inbox: bool
    write: Callable[..., Words] = field(repr=False)
    example: Mapping[str, Any] = field(repr=False)

    def letter(self, **facts: Any) -> "Letter":
        return Letter(self, self.write(**facts))


@dataclass(frozen=True)
class Letter:
    """One letter, to whomever it is sent."""

    kind: LetterKind
    words: Words


_kinds: dict[str, LetterKind] = {}


def letter(
    name: str, *, occasion: str, to: str, example: Mapping[str, Any], at_once: bool = True, inbox: bool = True
) -> Callable[[Callable[Facts, Words]], Callable[Facts, Letter]]:
    """Declares a kind of letter: the decorated function returns a Letter of this kind.

    occasion and to are read on the page of all letters, to also in the foot of the mail ("Thư này gửi …").
    example: facts for that page.
    """

    def declare(write: Callable[Facts, Words]) -> Callable[Facts, Letter]:
        if name in _kinds:
            raise ValueError(f"two kinds of letters are called {name}")
        kind = _kinds[name] = LetterKind(name, occasion, to, at_once, inbox, write, example)

        @functools.wraps(write)
        def written(*args: Facts.args, **facts: Facts.kwargs) -> Letter:
            return Letter(kind, write(*args, **facts))

        return written

    return declare


def every_kind() -> list[LetterKind]:
    """All kinds, room by room in the order in which they are declared."""
    rooms = {kind.name.partition(".")[0] for kind in _kinds.values()}
    return [kind for room in sorted(rooms) for kind in _kinds.values() if kind.name.startswith(f"{room}.")]


def is_declared(given: Letter) -> bool:
    """Whether this letter is of a kind that stands on the page of all letters."""
    return _kinds.get(given.kind.name) is given.kind
