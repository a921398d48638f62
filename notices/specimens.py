"""The page of all letters: every declared kind, written with its example by the code that writes the real ones."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps

from libraries.web.letters import LetterKind, every_kind
from notices.mails import Envelope, as_text, frame_of, posts_of
from units.contacts import Contact, contact_for
from units.models import Bloc, City, User

# Where the buttons of the examples lead: nowhere that exists.
EXAMPLE_PATH = "/vi-du/"


@dataclass(frozen=True)
class Specimen:
    """One kind: when, to whom, how, and its example as a mail. letter: what the template of a mail reads."""

    kind: LetterKind
    title: str
    letter: dict[str, Any]
    text: str

    @property
    def way(self) -> str:
        """How it reaches people."""
        if not self.kind.inbox:
            return "Thư điện tử"
        if self.kind.at_once:
            return "Thông báo trên hệ thống và thư điện tử gửi ngay"
        return "Thông báo trên hệ thống; nếu chưa đọc, có trong thư tổng hợp 8 giờ sáng hôm sau"


@dataclass(frozen=True)
class RoomOfLetters:
    """A part of the product and the letters that it sends."""

    name: str
    kinds: list[Specimen]


def by_room(reader: User) -> list[RoomOfLetters]:
    """All of them, as if sent to this reader."""
    bloc = Bloc.objects.visible_to(reader).order_by("pk").first()
    post, contact = posts_of([reader]).get(reader.pk, ""), contact_for(bloc, City.objects.on())
    rooms = groupby(every_kind(), key=lambda kind: kind.name.partition(".")[0])
    return [
        RoomOfLetters(
            str(apps.get_app_config(room).verbose_name), [specimen(kind, reader, post, bloc, contact) for kind in kinds]
        )
        for room, kinds in rooms
    ]


def specimen(kind: LetterKind, reader: User, post: str, bloc: Bloc | None, contact: Contact | None) -> Specimen:
    letter = kind.letter(**kind.example)
    envelope = Envelope(reader, post, bloc, EXAMPLE_PATH if letter.words.act else "", contact)
    return Specimen(kind, letter.words.title, frame_of(letter, envelope), as_text(letter, envelope))
