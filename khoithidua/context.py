"""What every page's frame needs: whose bloc this is, the menu, the unread notices."""

import functools
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from libraries.web import clock
from notices.outbox import unread_count
from units.models import Bloc, User

# The secretariat's menu, in the order of the year.
MENU = [
    ("Trang chủ", "home"),
    ("Dự thảo", "drafting:text_list"),
    ("Quy chế", "regulations:regulation_list"),
    ("Giao ước", "pledges:pledge_list"),
    ("Hội nghị", "conferences:conference_list"),
    ("Khen thưởng", "awards:nomination_list"),
    ("Bằng, chứng nhận", "awards:certificate_list"),
    ("Đơn vị", "units:bloc_list"),
    ("Nhật ký", "records:audit_log"),
]


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Lazy, because an answer without a page (JSON, a file) needs none of it."""
    frame: dict[str, Any] = {"sample_mode": settings.SAMPLE_MODE}
    if settings.SAMPLE_MODE:
        frame["sample_mailbox_url"] = reverse("notices:sample_mailbox")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frame
    read: Any = SimpleLazyObject(lambda: frame_of(user))
    return frame | {
        "bloc": SimpleLazyObject(lambda: read.bloc),
        "menu": SimpleLazyObject(lambda: menu_of(request)),
        "unread_notices": SimpleLazyObject(lambda: read.unread),
        "user_role": SimpleLazyObject(lambda: user.roles().title),
        "help_contact": SimpleLazyObject(lambda: read.contact),
    }


@dataclass(frozen=True)
class Frame:
    """contact: the secretariat of the bloc, named in the foot of every page (WCAG 3.2.6)."""

    bloc: Bloc | None
    unread: int
    contact: dict[str, str] | None


# One statement written out: building it through the ORM cost a third of an empty page. `unread` is what
# NoticeQuerySet.unread says, person the first of the secretariat's seats in force; a test compares.
FRAME = """
SELECT bloc.*, helper.person, (
    SELECT count(*) FROM notices_notice notice
    WHERE notice.user_id = %(user)s AND notice.read_at IS NULL AND notice.done_at IS NULL
    AND (notice.until IS NULL OR notice.until > %(now)s)
) AS unread
FROM units_bloc bloc LEFT JOIN LATERAL (
    SELECT jsonb_build_object('name', u.full_name, 'phone', u.phone, 'email', u.email) AS person
    FROM units_secretariatseat seat JOIN units_user u ON u.id = seat.user_id
    WHERE seat.bloc_id = bloc.id AND seat.valid_from <= %(on)s AND (seat.valid_to IS NULL OR seat.valid_to > %(on)s)
    ORDER BY seat.id LIMIT 1
) helper ON true
WHERE bloc.id = %(bloc)s
"""


def frame_of(user: User) -> Frame:
    """Bloc, who helps there and the number of unread notices, in one statement."""
    roles = user.roles()
    if roles.home_bloc is None:
        return Frame(None, unread_count(user), None)
    asked = {"user": user.pk, "bloc": roles.home_bloc, "on": roles.on, "now": clock.now()}
    with connection.cursor() as cursor:
        cursor.execute(" ".join(FRAME.split()), asked)
        *row, person, unread = cursor.fetchone()
        columns = [column.name for column in cursor.description[:-2]]
    bloc = Bloc.from_db(connection.alias, columns, row)
    person = json.loads(person) if isinstance(person, str) else person
    contact = {"name": bloc.contact, "phone": "", "email": ""} if bloc.contact else person
    return Frame(bloc, unread, contact)


@functools.cache
def menu_addresses() -> tuple[tuple[str, str], ...]:
    """Label and address of each item."""
    return tuple((label, reverse(name)) for label, name in MENU)


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    """The secretariat works with a menu; leaders and the board have their tasks on the home page."""
    if not request.user.roles().secretary_of:
        return []
    here = [url for _, url in menu_addresses() if (request.path == url if url == "/" else request.path.startswith(url))]
    # The list of certificates stands under the awards' path: the longest match is where we are.
    current = max(here, key=len, default="")
    return [{"label": label, "url": url, "current": url == current} for label, url in menu_addresses()]
