"""What an installation begins with: the row of a bloc, units, people. All of it is audited."""

import datetime
import re
from typing import Any

from django.db import transaction

from libraries.text import file_stem, likeness
from records.transitions import NotAllowedNow, finish
from units.actions import CREATE_PERSON, CREATE_UNIT
from units.models import Bloc, Unit, UnitName, User
from units.workflow.offices import seat_board_member, seat_secretary
from units.workflow.periods import refusals_in_words

WORD = re.compile(r"[^\W_]+")

__all__ = [
    "create_person",
    "create_unit",
    "free_slug",
    "free_symbol",
    "namesake_of",
    "new_bloc",
    "seat_board_member",
    "seat_secretary",
    "symbol_taken",
]


def free_slug(rows: Any, name: str, otherwise: str) -> str:
    """An address of its own among these rows, made of the name."""
    stem = file_stem(name, 70) or otherwise
    taken = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for n in range(1, 1000) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


def namesake_of(name: str, but: Bloc | None = None) -> str:
    """What is wrong with a bloc of this name, in a sentence; empty where it can be told from all others."""
    others = (other for other in Bloc.objects.filter(ended_on=None) if other != but)
    same = next((other for other in others if likeness(other.name) == likeness(name)), None)
    return f"Đã có khối tên “{same.name}”. Nhập tên phân biệt được hai khối." if same else ""


def free_symbol(short_name: str, kind: str) -> str:
    """What the numbers of its papers end with (ký hiệu), as no other working bloc has it: "KTĐDN2".

    A proposal: the head may set another one on the bloc's page.
    """
    own = (word for word in WORD.findall(short_name) if word.casefold() not in ("khối", "cụm", "thi", "đua"))
    letters = "".join(word if word.isupper() or word.isdigit() else word[0].upper() for word in own)
    stem = f"{'CTĐ' if kind == Bloc.Kind.CLUSTER else 'KTĐ'}{letters}"[:16]
    taken = set(Bloc.objects.filter(ended_on=None, series_code__startswith=stem).values_list("series_code", flat=True))
    return next(code for n in range(1, 1000) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)


def symbol_taken(code: str, but: Bloc) -> str:
    """What is wrong with a bloc's papers bearing this symbol, in a sentence; empty where no other bloc's do."""
    other = Bloc.objects.filter(ended_on=None, series_code=code).exclude(pk=but.pk).first()
    return f"{other.name} đang dùng ký hiệu {code}. Nhập ký hiệu riêng của khối, ví dụ: KTĐDN2." if other else ""


def new_bloc(*, name: str, **facts: Any) -> Bloc:
    """The row alone; whoever makes it finishes the act."""
    if refusal := namesake_of(name):
        raise NotAllowedNow(refusal)
    bloc = Bloc(slug=free_slug(Bloc.objects.all(), name, "khoi"), name=name, **facts)
    bloc.series_code = free_symbol(bloc.short_name, bloc.kind)
    bloc.set_keys()
    with refusals_in_words():
        bloc.save(force_insert=True)
    return bloc


@transaction.atomic
def create_unit(bloc: Bloc, *, by: Any, name: str, kind: str, valid_from: datetime.date, short_name: str = "") -> Unit:
    """A member unit with its name from that day on."""
    unit = Unit.objects.create(bloc=bloc, slug=free_slug(bloc.units, name, "don-vi"), kind=kind)
    row = UnitName(unit=unit, name=name, short_name=short_name, valid_from=valid_from)
    row.set_keys()
    row.save()
    finish(CREATE_UNIT, unit, by=by, data={"name": name})
    return unit


@transaction.atomic
def create_person(*, by: Any, username: str, full_name: str, **facts: Any) -> User:
    """An account without a post and without a password. facts: salutation, email, phone."""
    with refusals_in_words():
        person = User.objects.create_user(username=username, full_name=full_name, **facts)
    finish(CREATE_PERSON, person, by=by, data={"username": person.username})
    return person
