"""The screen in the hall: opened under an address, led from item to item, closed."""

import secrets

from django.db import transaction

from conferences.actions import CLOSE_SCREEN, OPEN_SCREEN, PROJECT
from conferences.models import AgendaItem, Conference, Screen
from libraries.web import clock
from records.transitions import begin, finish
from units.models import User


@transaction.atomic
def open_screen(conference: Conference, *, by: User) -> Screen:
    """Open the screen (mở màn hình hội trường) under a new address; the one before opens nothing any more."""
    conference = begin(OPEN_SCREEN, conference, by=by)
    fresh = {"address_part": secrets.token_urlsafe(32), "opened_at": clock.now(), "opened_by": by}
    screen, _ = Screen.objects.update_or_create(
        conference=conference, defaults=fresh | {"is_sample": conference.is_sample}
    )
    finish(OPEN_SCREEN, conference, by=by)
    return screen


@transaction.atomic
def project(
    conference: Conference, *, by: User, item: AgendaItem | None, shows_text: bool = False, part: str = ""
) -> Screen:
    """Show an item of the programme (chiếu), its text too if wanted; without an item the programme."""
    conference = begin(PROJECT, conference, by=by)
    screen = Screen.objects.get(conference=conference)
    screen.item, screen.shows_text, screen.part = item, shows_text and item is not None, ""
    if screen.shows_text:
        screen.part = part
    screen.save(update_fields=["item", "shows_text", "part"])
    finish(PROJECT, conference, by=by, data={"item": item.title if item else "", "text": screen.shows_text})
    return screen


@transaction.atomic
def close_screen(conference: Conference, *, by: User) -> None:
    """Close the screen (đóng): its address opens nothing any more."""
    conference = begin(CLOSE_SCREEN, conference, by=by)
    Screen.objects.filter(conference=conference).update(address_part="", shows_text=False, part="")
    finish(CLOSE_SCREEN, conference, by=by)
