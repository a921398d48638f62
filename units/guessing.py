"""Limits against guessing passwords, counted in the database over all processes.

A try is written before the password is looked at, under a lock of name and address: of many at once none is missed.
Nobody is locked out by strangers: a browser or address that a person has logged in from keeps its way in, and only its
own wrong tries count against it. docs/security.md: Guessing.
"""

import datetime
from dataclasses import dataclass
from enum import Enum

from django.db import connection, transaction
from django.db.models import Q

from libraries.web import clock
from units.models import KnownDevice, Login, LoginTry, User

WINDOW = datetime.timedelta(minutes=15)
# Wrong tries in the window: of a name from one address or known browser; by strangers from an address, of a name, all.
OF_NAME_AND_ADDRESS = 5
OF_ADDRESS = 40
OF_NAME = 20
OF_ALL = 400
KNOWN_FOR = datetime.timedelta(days=90)
TRIES_KEPT = datetime.timedelta(days=90)


class Stopped(Enum):
    """Which limit was met."""

    NAME_AND_ADDRESS = "name and address"
    ADDRESS = "address"
    NAME = "name"
    ALL = "all"


@dataclass(frozen=True)
class Place:
    """Where somebody asks from: the address, and the hash of this browser's cookie."""

    address: str | None
    device: str = ""


def is_device_of(user: User, place: Place) -> bool:
    return bool(place.device) and KnownDevice.objects.filter(user=user, token_hash=place.device).exists()


def is_known(user: User, place: Place) -> bool:
    """Whether this person has logged in from this browser, or from this address in the last months."""
    if is_device_of(user, place):
        return True
    since = clock.now() - KNOWN_FOR
    return place.address is not None and Login.objects.filter(user=user, address=place.address, at__gt=since).exists()


@dataclass(frozen=True)
class Counted:
    """A try that was written: its row, or which limit refuses it."""

    row: LoginTry
    stopped: Stopped | None


@transaction.atomic
def count_try(name: str, place: Place) -> Counted:
    """Write the try as a wrong one; `was_right` mends it. Refused tries are not counted again, so a limit ends."""
    lock(f"name:{name}", f"address:{place.address}")
    user = User.objects.filter(username=name).first()
    known = user is not None and is_known(user, place)
    device = place.device if user is not None and is_device_of(user, place) else ""
    row = LoginTry(name=name[:60], address=place.address, device=device, known=known, at=clock.now())
    stopped = _stopped(row)
    if stopped is None:
        row.save()
    return Counted(row, stopped)


def lock(*names: str) -> None:
    """Of two tries of one name or from one address the second waits until the first is counted."""
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"login:{name}"])


def _stopped(row: LoginTry) -> Stopped | None:
    wrong = LoginTry.objects.filter(result=LoginTry.Result.WRONG, at__range=clock.lately(WINDOW))
    if wrong.filter(_same_place(row)).count() >= OF_NAME_AND_ADDRESS:
        return Stopped.NAME_AND_ADDRESS
    if row.known:
        return None
    strangers = wrong.filter(known=False)
    if strangers.filter(address=row.address).count() >= OF_ADDRESS:
        return Stopped.ADDRESS
    if strangers.filter(name=row.name).count() >= OF_NAME:
        return Stopped.NAME
    return Stopped.ALL if strangers.count() >= OF_ALL else None


def _same_place(row: LoginTry) -> Q:
    """A browser that is known counts for itself; others by their address."""
    return Q(name=row.name, device=row.device) if row.device else Q(name=row.name, address=row.address, device="")


def was_right(row: LoginTry) -> None:
    """The password was right: this try counts no more, nor do those of this name from here."""
    LoginTry.objects.filter(pk=row.pk).update(result=LoginTry.Result.RIGHT)
    LoginTry.objects.filter(_same_place(row), result=LoginTry.Result.WRONG, at__gt=row.at - WINDOW).delete()


def wrong_tries(user: User, days: int = 30) -> int:
    """How often a wrong password was typed for this person lately."""
    since = clock.now() - datetime.timedelta(days=days)
    return LoginTry.objects.filter(name=user.username, result=LoginTry.Result.WRONG, at__gt=since).count()


def forget_old_tries() -> int:
    return LoginTry.objects.filter(at__lt=clock.now() - TRIES_KEPT).delete()[0]
