"""What every page's frame needs: whose bloc this is, the menu, the unread notices."""

import functools
import json
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from khoithidua.guide.pages import address_of_paragraph, paragraph_of, reader_of
from libraries.web import clock
from notices.outbox import MOST_UNREAD
from units.contacts import Contact, contact_of_bloc, contact_of_city
from units.models import Bloc, City, User
from units.requests import LoggedInRequest, Scope, user_of
from units.scope import last_worked_in, list_in, same_page_in
from units.year_to_open import year_to_open

# The secretariat's menu, in the order of the year.
MENU = [
    ("Trang chủ", "home"),
    ("Dự thảo", "drafting:text_list"),
    ("Quy chế", "regulations:regulation_list"),
    ("Giao ước", "pledges:pledge_list"),
    ("Chấm điểm", "scoring:criteria_list"),
    ("Hội nghị", "conferences:conference_list"),
    ("Khen thưởng", "awards:nomination_list"),
    ("Bằng, giấy chứng nhận", "awards:certificate_list"),
    ("Đơn vị", "units:bloc_list"),
    ("Nhật ký", "records:audit_log"),
]


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Lazy, because an answer without a page (JSON, a file) needs none of it."""
    frame: dict[str, Any] = {"sample_mode": settings.SAMPLE_MODE, "city": SimpleLazyObject(city_or_nameless)}
    frame["embedded_database"] = not (settings.SAMPLE_MODE or settings.NAMED_DATABASE)
    if settings.SAMPLE_MODE:
        frame["sample_mailbox_url"] = reverse("notices:sample_mailbox")
    user = getattr(request, "user", None)
    frame["guide_url"] = SimpleLazyObject(lambda: guide_url_of(request))
    if user is None or not user.is_authenticated:
        return frame
    read: Any = SimpleLazyObject(lambda: frame_of(cast(LoggedInRequest, request)))
    return frame | {
        "bloc": SimpleLazyObject(lambda: read.bloc),
        "city": SimpleLazyObject(lambda: read.city),
        "scope": SimpleLazyObject(lambda: chooser_of(request, read)),
        "menu": SimpleLazyObject(lambda: menu_of(request, read.scope)),
        "unread_notices": SimpleLazyObject(lambda: read.unread),
        "user_role": SimpleLazyObject(lambda: user.roles().title),
        "help_contact": SimpleLazyObject(lambda: read.contact),
    }


def guide_url_of(request: HttpRequest) -> str:
    """The paragraph of the guide that tells of this page, to the reader as they act here."""
    match, user = request.resolver_match, getattr(request, "user", None)
    reader = reader_of(cast(User, user)) if user is not None and user.is_authenticated else ""
    return address_of_paragraph(paragraph_of(match.view_name if match else None, reader))


def city_or_nameless() -> City:
    """As it is called today; without names where the database does not answer, so that an error page can be shown."""
    try:
        return City.objects.on()
    except DatabaseError:
        return City()


@dataclass(frozen=True)
class Frame:
    """contact: the secretariat of the bloc, else the city's office, in the foot of every page (WCAG 3.2.6).

    years: of the bloc, newest first; others: (slug, short name, years) of the other blocs this person belongs to.
    city: as it is called today (names only).
    """

    bloc: Bloc | None
    unread: int
    city: City
    contact: Contact | None
    scope: Scope | None = None
    years: tuple[int, ...] = ()
    others: tuple[tuple[str, str, tuple[int, ...]], ...] = ()


# One statement written out: building it through the ORM cost a third of an empty page. `unread` is what
# NoticeQuerySet.unread says, person the first of the secretariat's seats in force; a test compares.
FRAME = """
SELECT bloc.*, helper.person, (
    SELECT to_jsonb(city) FROM units_city city
    ORDER BY daterange(city.valid_from, city.valid_to) @> %(on)s DESC, city.valid_from LIMIT 1
) AS city, (
    SELECT jsonb_agg(jsonb_build_array(other.slug, other.short_name, (
        SELECT jsonb_agg(y.year ORDER BY y.year DESC) FROM units_emulationyear y WHERE y.bloc_id = other.id
    )) ORDER BY other.id <> bloc.id, other.sort_key)
    FROM units_bloc other WHERE other.id = bloc.id OR other.id = ANY(%(blocs)s)
) AS places, (
    SELECT count(*) FROM (
        SELECT FROM notices_notice notice
        WHERE notice.user_id = %(user)s AND notice.read_at IS NULL AND notice.done_at IS NULL
        AND (notice.until IS NULL OR notice.until > %(now)s)
        ORDER BY notice.created_at DESC, notice.id DESC LIMIT %(counted)s
    ) counted
) AS unread
FROM (SELECT) nothing LEFT JOIN units_bloc bloc ON bloc.id = %(bloc)s LEFT JOIN LATERAL (
    SELECT jsonb_build_object('full_name', u.full_name, 'phone', u.phone, 'email', u.email) AS person
    FROM units_secretariatseat seat JOIN units_user u ON u.id = seat.user_id
    WHERE seat.bloc_id = bloc.id AND seat.valid_from <= %(on)s AND (seat.valid_to IS NULL OR seat.valid_to > %(on)s)
    ORDER BY seat.id LIMIT 1
) helper ON true
"""


def frame_of(request: LoggedInRequest) -> Frame:
    """Bloc, its years, who helps there and the number of unread notices, in one statement."""
    user = user_of(request)
    roles = user.roles()
    own: Scope | None = getattr(request, "scope", None)
    bloc_id, year = (own.bloc_id, own.year) if own else last_worked_in(request)
    asked: dict[str, Any] = {
        "user": user.pk,
        "bloc": bloc_id,
        "blocs": list(roles.bloc_ids),
        "on": roles.on,
        "now": clock.now(),
        "counted": MOST_UNREAD + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(" ".join(FRAME.split()), asked)
        *row, person, names, places, unread = cursor.fetchone()
        columns = [column.name for column in cursor.description[:-4]]
    city = City(**read(names) or {})
    if bloc_id is None:
        return Frame(None, unread, city, contact_of_city(city))
    bloc = Bloc.from_db(connection.alias, columns, row)
    contact = contact_of_bloc(bloc, read(person)) or contact_of_city(city)
    here, *others = [(slug, name, tuple(years or ())) for slug, name, years in read(places)]
    scope = Scope(bloc.pk, bloc.slug, year_to_open(here[2], year), narrows=bool(own and own.narrows))
    return Frame(bloc, unread, city, contact, scope, here[2], tuple(others))


def read(value: Any) -> Any:
    """JSON as the driver gives it: text, or read already."""
    return json.loads(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Place:
    """A bloc or year one may change to."""

    label: str
    address: str
    current: bool = False


def chooser_of(request: HttpRequest, frame: Frame) -> dict[str, Any] | None:
    """The year one works in, the others of the bloc, the other blocs: the chooser in the head of the page.

    None where there is nothing to choose. The board finds all blocs in their list.
    """
    scope = frame.scope
    if scope is None or scope.year is None:
        return None
    everything = getattr(request, "shows_everything", False)
    years = [
        Place(f"Năm {year}", same_page_in(request, scope.slug, year), year == scope.year and not everything)
        for year in frame.years
    ]
    blocs = [
        Place(name, same_page_in(request, slug, running))
        for slug, name, known in frame.others
        if (running := year_to_open(known)) is not None
    ]
    every = reverse("units:bloc_list") if user_of(request).roles().sees_every_bloc else ""
    return {
        "label": "Mọi năm" if everything else f"Năm {scope.year}",
        "short_label": "Mọi năm" if everything else str(scope.year),
        "years": years,
        "blocs": blocs,
        "every_bloc": every,
    }


@functools.cache
def menu_addresses() -> tuple[tuple[str, str, str], ...]:
    """Label, name and address of each item."""
    return tuple((label, name, reverse(name)) for label, name in MENU)


def menu_of(request: HttpRequest, scope: Scope | None) -> list[dict[str, Any]]:
    """The secretariat works with a menu; leaders and the board have their tasks on the home page."""
    if not user_of(request).roles().secretary_of:
        return []
    path = request.path
    match = request.resolver_match
    here = [url for _, _, url in menu_addresses() if url != "/" and path.startswith(url)]
    # The list of certificates stands under the awards' path: the longest match is where we are.
    current = "/" if match is not None and match.view_name == "home" else max(here, key=len, default="")
    return [
        {"label": label, "url": list_in(scope, name), "current": url == current}
        for label, name, url in menu_addresses()
    ]
