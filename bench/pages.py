"""Every page of the URL table for every persona: queries with 1 row and with 20, bytes, the frame, the homes.

Twenty rows are twenty blocs of twenty years: every list then has at least twenty, whoever looks at it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from bench import databases
from bench.table import Table
from bench.timing import cpu_seconds
from bench.visits import Place, places
from bench.walk import PAGE

TWENTY = 20
WORTH_PACKING = 4096


def run(table: Table, *, city: bool) -> None:
    with places(databases.sample(), twenty()) as (one, many):
        addresses = [address for address in one.explore() if address.kind == PAGE]
        names = {address.name for address in addresses}
        table.note(f"{len(addresses)} pages of personas, {len(names)} of the URL table")
        for address in addresses:
            few, more = one.visit(address.role, address.path), many.visit(address.role, address.path)
            row = f"{address.name}/{address.role}"
            if few.status != 200 or more.status != 200:
                table.add(f"pages.queries/{row}", None, f"{address.path}: {few.status}, {more.status}")
                continue
            detail = f"{few.queries} → {more.queries}, {more.repeated} asked twice"
            table.add(f"pages.queries/{row}", more.queries / max(few.queries, 1), detail)
            if len(more.body) > WORTH_PACKING:
                table.add(
                    f"pages.bytes/{row}",
                    more.wire / len(more.body),
                    f"{more.wire:,} sent of {len(more.body):,}, brotli {more.brotli:,}",
                )
        frame(table, one)
        homes(table, one, many)
        review(table, one)


def twenty() -> str:
    from bench.city import ready

    return ready(TWENTY, TWENTY)


def frame(table: Table, place: Place) -> None:
    """An empty page in our frame, against an empty view that reads the session's person."""
    with place:
        for role in ("secretary", "board", "leader"):
            queries, cpu = in_process(place, role, framed)
            _, bare = in_process(place, role, plain)
            table.add(f"frame.queries/{role}", queries / FRAME_QUERIES, f"{queries} queries")
            table.add(f"frame.cpu/{role}", cpu / bare, f"{cpu * 1000:.1f} / {bare * 1000:.1f} ms")


FRAME_QUERIES = 4


def framed(request: HttpRequest) -> HttpResponse:
    from django.shortcuts import render

    return render(request, "base.html", {})


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.user.pk))


def in_process(place: Place, role: str, view: Callable[[HttpRequest], HttpResponse]) -> tuple[int, float]:
    """Queries and CPU of a view behind all middlewares, for a person logged in."""
    from django.core.handlers.base import BaseHandler
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    handler = BaseHandler()
    handler._get_response = view  # type: ignore[attr-defined]  # instead of resolving an address; what stands around it is the product's
    handler.load_middleware()
    cookies = {name: morsel.value for name, morsel in place.clients[role].cookies.items()}

    def ask() -> HttpResponseBase:
        request = RequestFactory(SERVER_NAME="localhost").get("/")
        request.COOKIES.update(cookies)
        response = handler.get_response(request)
        assert response.status_code == 200, response.status_code
        return response

    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured), min(cpu_seconds(ask) for _ in range(3))


def homes(table: Table, one: Place, many: Place) -> None:
    for role in one.people:
        if role == "visitor":
            continue
        few, more = one.visit(role, "/", 3), many.visit(role, "/", 3)
        table.add(
            f"home.queries/{role}",
            more.queries / few.queries,
            f"{few.queries} → {more.queries}, {few.cpu_ms:.0f} → {more.cpu_ms:.0f} ms",
        )


REVIEW_QUERIES = 20


def review(table: Table, place: Place) -> None:
    from django.urls import reverse

    from awards.models import Nomination

    with place:
        waiting = Nomination.objects.filter(state="submitted").earliest("pk")
        path = reverse("awards:review_edit", args=[waiting.pk])
    cost = place.visit("reviewer", path, 2)
    table.add(
        "review.queries",
        cost.queries / REVIEW_QUERIES,
        f"{cost.queries} queries, {cost.repeated} asked twice, {cost.cpu_ms:.0f} ms",
    )
