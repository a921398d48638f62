"""The digest of 08:00 (bản tin): what was told without a mail of its own reaches people once a day.

docs/interface.md: Menus and messages.
"""

import datetime
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from libraries.web import clock
from libraries.web.formats import short_datetime
from notices import letters
from notices.models import Notice
from notices.outbox import queue_mail
from notices.worklist import MOST, work_for
from units.models import User

HOUR = 8
# Older ones have been seen on the page or matter no longer; a server that was off over a weekend still tells.
DAYS = 4


def send_digests() -> int:
    """From 08:00 on, one mail a person about the unread notices of before 08:00. Returns how many were queued."""
    now = timezone.localtime(clock.now())
    morning = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if now < morning:
        return 0
    waiting = (
        Notice.objects.unread()
        .filter(mail=None, created_at__lt=morning, created_at__gte=morning - datetime.timedelta(days=DAYS))
        .filter(user__is_active=True)
        .exclude(user__email="")
        .select_related("user", "bloc")
        .order_by("user_id", "created_at", "pk")
    )
    count = 0
    for user, notices in groupby(waiting, key=lambda notice: notice.user):
        count += _send(user, list(notices), morning)
    return count


@transaction.atomic
def _send(user: User, notices: list[Notice], morning: datetime.datetime) -> bool:
    blocs = {notice.bloc for notice in notices}
    mail = queue_mail(
        user,
        letters.digest(
            day=morning.date(),
            notices=[f"{notice.title} ({short_datetime(notice.created_at)})" for notice in notices],
            work=[(item.title, item.due) for item in work_for(user)[:MOST]],
        ),
        url=reverse("notices:notice_list"),
        bloc=blocs.pop() if len(blocs) == 1 else None,
        key=f"digest:{morning:%Y-%m-%d}",
    )
    if mail is None:
        return False
    return bool(Notice.objects.filter(pk__in=[notice.pk for notice in notices], mail=None).update(mail=mail))
