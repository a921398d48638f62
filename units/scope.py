"""The bloc and the emulation year that one works in (phạm vi làm việc).

A page of one row works in the year of its row. A page over many rows says it in its address,
/giao-uoc/khoi/<bloc>/<year>/; the same address without it shows all that this person may see. Pages that belong to no
bloc (account, inbox) keep what was last worked in, so that the menu leads back to it.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, URLPattern, path, reverse

from libraries.web.query_string import whole_number
from units.models import EmulationYear
from units.requests import LoggedInRequest, Scope
from units.year_to_open import year_to_open

SCOPED = "khoi/<slug:bloc>/<int:year>/"
COOKIE = "pham-vi"
View = Callable[..., HttpResponse]
Row = TypeVar("Row")
# {room: names of its lists that have a scope}; from the room's other pages the chooser leads to the first.
_LISTS: dict[str, list[str]] = {}
HOME = "khoithidua"


def scoped(route: str, view: View, name: str) -> list[URLPattern]:
    """Both addresses of a page over many rows: of everything, and of one bloc and year."""
    _LISTS.setdefault(view.__module__.split(".")[0], []).append(name)
    page = _in_scope(view)
    return [path(route, page, name=name), path(route + SCOPED, page, name=name)]


def _in_scope(view: View) -> View:
    @functools.wraps(view)
    def page(request: LoggedInRequest, bloc: str = "", year: int = 0) -> HttpResponse:
        if bloc:
            years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
            work_in(request, get_object_or_404(years, bloc__slug=bloc, year=year), narrows=True)
        else:
            request.shows_everything = True
        return view(request)

    return page


def work_in(request: LoggedInRequest, row: Row, *, narrows: bool = False) -> Row:
    """The page is about this row, so its bloc and year are what one works in. The row is given back."""
    year = row if isinstance(row, EmulationYear) else getattr(row, "emulation_year", None)
    bloc: Any = getattr(row, "bloc", row)
    request.scope = Scope(bloc.pk, bloc.slug, year.year if year else None, narrows)
    return row


def scope_of(request: LoggedInRequest) -> Scope | None:
    """What this page works in: its own, else what was last worked in, else one's own bloc in the year that runs today.

    None for whoever belongs to no bloc and has not opened a page of one.
    """
    if hasattr(request, "scope"):
        return request.scope
    if not hasattr(request, "usual_scope"):
        bloc_id, year = last_worked_in(request)
        rows = EmulationYear.objects.filter(bloc=bloc_id).values_list("year", "bloc__slug") if bloc_id else ()
        years = dict(rows)
        usual = Scope(bloc_id, next(iter(years.values())), year_to_open(years, year)) if bloc_id and years else None
        request.usual_scope = usual
    return request.usual_scope


def last_worked_in(request: LoggedInRequest) -> tuple[int | None, int | None]:
    """Key of the bloc and year last worked in, if this person still belongs there; else the own bloc and no year."""
    if not request.user.is_authenticated:
        return None, None
    roles = request.user.roles()
    bloc_text, _, year_text = request.COOKIES.get(COOKIE, "").partition(".")
    bloc_id, year = whole_number(bloc_text, 9), whole_number(year_text, 4)
    if bloc_id in roles.bloc_ids:
        return bloc_id, year
    return roles.home_bloc, None


def kept_year(request: LoggedInRequest) -> EmulationYear | None:
    """The year one works in, if this person is its secretary: where "new …" begins."""
    scope = scope_of(request)
    if scope is None or scope.year is None or scope.bloc_id not in request.user.roles().secretary_of:
        return None
    return EmulationYear.objects.select_related("bloc").filter(bloc=scope.bloc_id, year=scope.year).first()


def list_in(scope: Scope | None, name: str) -> str:
    """The address of a list in this scope; of everything where there is none or the list knows no scope."""
    if scope is not None and scope.year is not None:
        try:
            return reverse(name, kwargs={"bloc": scope.slug, "year": scope.year})
        except NoReverseMatch:
            pass
    return reverse(name)


def same_page_in(request: HttpRequest, slug: str, year: int) -> str:
    """Where the chooser leads: from a list to the same list, from another page to the list of its room, else home."""
    match = request.resolver_match
    room, name = (match.app_name, match.url_name) if match else ("", "")
    lists = _LISTS.get(room, [])
    name = f"{room}:{name if name in lists else lists[0]}" if lists else "home"
    return reverse(name, kwargs={"bloc": slug, "year": year})


@functools.cache
def _names_of_lists() -> dict[str, str]:
    """{address of a list of everything: its name}."""
    names = [f"{room}:{name}" for room, names in _LISTS.items() if room != HOME for name in names]
    return {reverse(name): name for name in names}


def narrowed(request: LoggedInRequest, address: str) -> str:
    """The address of a list, in the scope of this page; any other address as it is."""
    name = _names_of_lists().get(address)
    return list_in(scope_of(request), name) if name else address


def remembers_scope(get_response: View) -> View:
    """Middleware: the next page that belongs to no bloc finds what was worked in."""

    def middleware(request: LoggedInRequest) -> HttpResponse:
        request.narrowed = functools.partial(narrowed, request)
        response = get_response(request)
        scope: Scope | None = request.__dict__.get("scope")
        blocs = request.user.roles().bloc_ids if scope and request.user.is_authenticated else ()
        if scope is not None and scope.bloc_id in blocs and response.status_code == 200:
            kept = request.COOKIES.get(COOKIE, "")
            value = f"{scope.bloc_id}.{scope.year or ''}"
            # A page about the bloc itself names no year: the one worked in stays.
            if kept != value and not (scope.year is None and kept.startswith(value)):
                response.set_cookie(COOKIE, value, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
        return response

    return middleware
