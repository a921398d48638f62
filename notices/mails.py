"""A letter as a mail: one text in two forms, plain and HTML, each with salutation, reason, deadline and contact."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import css_inline
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context
from django.template.loader import get_template

from libraries.web.letters import Letter
from units.contacts import Contact
from units.models import Bloc, BoardSeat, Post, SecretariatSeat, User
from units.models.periods import in_force

STYLES = "css/letter.css"


@dataclass(frozen=True)
class Envelope:
    """Whom a letter goes to, for which bloc, where its button leads, whom its reader calls.

    user: the account, None for somebody who has none; post: the person's post and unit today, of somebody without an
    account the words after “Kính gửi”.
    """

    user: User | None
    post: str
    bloc: Bloc | None
    url: str
    contact: Contact | None


def frame_of(letter: Letter, envelope: Envelope) -> dict[str, Any]:
    """What the templates of a letter read."""
    return {
        "words": letter.words,
        "to": letter.kind.to,
        "reader": reader(envelope.user, envelope.post) if envelope.user else envelope.post,
        "sender": sender_of(envelope.bloc),
        "contact": _whom_to_call(envelope),
        "link": f"{settings.PUBLIC_ADDRESS}{envelope.url}" if envelope.url else "",
        "installation": settings.PUBLIC_ADDRESS,
    }


def _whom_to_call(envelope: Envelope) -> str:
    """Name and phone; with the office, where that is not the one that signs. Empty where nobody is known."""
    contact, signs = envelope.contact, sender_of(envelope.bloc)
    if contact is None:
        return ""
    return contact.line if contact.of == signs else f"{contact.of}, {contact.line}"


def sender_of(bloc: Bloc | None) -> str:
    """Who signs: the bloc's secretariat; the system itself for what concerns an account."""
    return f"Tổ thư ký {bloc.name}" if bloc else "Hệ thống Khối thi đua"


def as_text(letter: Letter, envelope: Envelope) -> str:
    """The twin for programs that show no HTML, and for the inbox of the sample."""
    # Plain text: "&" stays "&".
    return _rendered("notices/mails/letter.txt", frame_of(letter, envelope), autoescape=False).strip() + "\n"


def as_html(letter: Letter, envelope: Envelope) -> str:
    """The whole page that a mail program shows: one button, nothing that has to be fetched."""
    page = _rendered("notices/mails/letter_page.html", frame_of(letter, envelope))
    # Gmail and Outlook drop or half read what stands in a style element.
    return css_inline.inline(page, extra_css=_styles(), load_remote_stylesheets=False)


def _rendered(template: str, frame: dict[str, Any], *, autoescape: bool = True) -> str:
    found: Any = get_template(template)  # Django's own: of our engine, so it carries a Template
    return str(found.template.render(Context(frame, autoescape=autoescape)))


@functools.cache
def _styles() -> str:
    return Path(str(finders.find(STYLES))).read_text()


def reader(user: User, post: str) -> str:
    """ "đồng chí Nguyễn Văn Minh, Giám đốc Công ty Cảng Ví Dụ": after “Kính gửi”."""
    salutation = user.salutation.lower() if user.salutation == User.Salutation.COMRADE else user.salutation
    return f"{salutation} {user.full_name}, {post}" if post else f"{salutation} {user.full_name}"


def posts_of(users: Iterable[User]) -> dict[int, str]:
    """What each of these people is today: a leader's post before another, a post before a seat."""
    people = list(users)
    board = BoardSeat.objects.filter(in_force(), user__in=people)
    seats = SecretariatSeat.objects.filter(in_force(), user__in=people).select_related("bloc").order_by("-pk")
    posts = Post.objects.filter(in_force(), user__in=people).order_by("is_leader", "-pk")
    return {
        **{seat.user_id: seat.title for seat in board},
        **{seat.user_id: f"{seat.title} {seat.bloc.name}" for seat in seats},
        **{
            post.user_id: f"{post.title} {post.unit.name}"
            for post in posts.select_related("unit").prefetch_related("unit__names")
        },
    }
