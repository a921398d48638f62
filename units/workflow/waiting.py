"""The waiting time before a first signature: long enough to notice that somebody was put in another's place."""

import datetime

from django.conf import settings
from django.db import transaction

from libraries.web import clock
from records.transitions import NotAllowedNow, finish
from units.actions import SHORTEN_WAITING
from units.models import User


def start_waiting(person: User) -> None:
    """No signature of this person before the waiting time is over (setting SIGNING_WAIT_HOURS)."""
    ends = clock.now() + datetime.timedelta(hours=settings.SIGNING_WAIT_HOURS)
    if settings.SIGNING_WAIT_HOURS and (person.signs_from is None or person.signs_from < ends):
        person.signs_from = ends
        User.objects.filter(pk=person.pk).update(signs_from=ends)


@transaction.atomic
def shorten_waiting(person: User, *, by: User, reason: str, chain: str | None = None) -> None:
    """The city lets a person sign before the waiting time is over, and says why."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.signs_from is None or person.signs_from <= clock.now():
        raise NotAllowedNow(f"{person.full_name} không phải chờ, có thể ký ngay.")
    before = person.signs_from
    User.objects.filter(pk=person.pk).update(signs_from=clock.now())
    finish(SHORTEN_WAITING, person, by=by, reason=reason, chain=chain, data={"was": before.isoformat()})
