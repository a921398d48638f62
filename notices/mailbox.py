"""The sample mailbox: invented people, what they are, and their mails with links that can be pressed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from libraries.text import sort_key
from notices.models import OutgoingMail
from units.models import User


@dataclass(frozen=True)
class SamplePerson:
    user: User
    role: str


def sample_people() -> list[SamplePerson]:
    """The invented people, with the first thing they hold; the same number of queries for any number of people."""
    users = User.objects.all().sample_people()
    users = users.prefetch_related("secretariat_seats__bloc", "board_seats", "posts__unit__names")
    people = [SamplePerson(user, _role(user)) for user in users]
    return sorted(people, key=lambda person: (sort_key(person.role), person.user.sort_key))


def _role(user: User) -> str:
    for seat in user.secretariat_seats.all():
        return f"{seat.title} – {seat.bloc.short_name}"
    for board_seat in user.board_seats.all():
        return board_seat.title
    for post in sorted(user.posts.all(), key=lambda post: (not post.is_leader, post.valid_from)):
        return f"{post.unit.name} – {post.title}"
    return "Chưa giữ chức vụ nào"


@dataclass(frozen=True)
class SampleMail:
    """A mail as the sample mailbox shows it: its text cut at the links."""

    mail: OutgoingMail
    pieces: list[tuple[str, str]]


def sample_mails(mails: Iterable[OutgoingMail]) -> list[SampleMail]:
    return [SampleMail(mail, pieces(mail.body)) for mail in mails]


def pieces(body: str) -> list[tuple[str, str]]:
    """The text cut at this installation's own links: (words, path), path empty between links.

    Only links to ourselves become links, and they lead to the address this page was opened at.
    """
    link = re.compile(rf"{re.escape(settings.PUBLIC_ADDRESS)}(/[^\s<>\"']*)")
    found, end = [], 0
    for match in link.finditer(body):
        path = match[1].rstrip(".,;:)")
        # A path that begins with two slashes would lead to another machine.
        if path.startswith("//"):
            continue
        stop = match.start(1) + len(path)
        found += [(body[end : match.start()], ""), (body[match.start() : stop], path)]
        end = stop
    return [piece for piece in [*found, (body[end:], "")] if piece[0]]
