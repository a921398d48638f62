"""The steps of the set-up that are tables: typed, pasted from Excel or read from a workbook, saved all at once."""

from collections.abc import Callable
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from khoithidua.setup import verbs
from khoithidua.setup.forms import BoardTable, PeopleTable, UnitTable, YearTable
from khoithidua.setup.steps import people_to_invite
from khoithidua.setup.tables import TableForm
from khoithidua.views.setup import actor, onward, setup_page, step_page
from khoithidua.views.tables import Make, fill, sheet_answer
from libraries.web import forms
from libraries.web.formats import vn_number
from libraries.web.query_string import asked_words
from records.submission import idempotent_post, posted, submit
from units import outgoing, workflow
from units.models import Bloc, BoardSeat, EmulationYear, Post, User, in_force


def table_step(
    request: HttpRequest,
    template: str,
    make: Make,
    save: Callable[[TableForm], Any],
    *,
    bloc: Bloc | None = None,
    saved: str = "",
    **context: Any,
) -> HttpResponse:
    """A step with a table; what is saved leads to the next step."""
    filled = fill(request, make, save)
    if filled.saved:
        messages.success(request, saved)
        return onward(template, bloc)
    answer = step_page(request, template, filled.form, bloc, source=filled.source, read=filled.read, **context)
    answer.status_code = filled.status
    return answer


def bloc_of(slug: str) -> Bloc:
    return get_object_or_404(Bloc, slug=slug)


@setup_page
@idempotent_post
def setup_board(request: HttpRequest) -> HttpResponse:
    """People of the city's standing office; at least one of them records decisions."""
    seats = BoardSeat.objects.filter(in_force()).select_related("user").order_by("user__sort_key")

    def save(form: TableForm) -> None:
        verbs.seat_board(form.values(), by=actor(request), since=form.cleaned_data["since"])

    return table_step(
        request,
        "khoithidua/setup_board.html",
        BoardTable,
        save,
        saved="Đã lưu cán bộ.",
        seats=seats,
        sheet=sheet_of("co-quan"),
    )


@setup_page
@idempotent_post
def setup_units(request: HttpRequest, bloc: str) -> HttpResponse:
    """The bloc's units with their leaders, all saved at once."""
    the_bloc = bloc_of(bloc)

    def save(form: TableForm) -> None:
        verbs.add_units(the_bloc, form.values(), by=actor(request), since=form.cleaned_data["since"])

    def make(*args: Any, **options: Any) -> TableForm:
        return UnitTable(*args, bloc=the_bloc, **options)

    leaders = Post.objects.filter(in_force(), unit__bloc=the_bloc, is_leader=True).select_related("user", "unit")
    led = {post.unit_id: post for post in leaders}
    units = [(unit, led.get(unit.pk)) for unit in the_bloc.units.with_names().order_by("pk")]
    return table_step(
        request, "khoithidua/setup_units.html", make, save, bloc=the_bloc, saved="Đã lưu các đơn vị.", units=units,
        closed=the_bloc.years.exists(), sheet=sheet_of("don-vi", the_bloc),
    )  # fmt: skip


@setup_page
@idempotent_post
def setup_people(request: HttpRequest, bloc: str) -> HttpResponse:
    """Staff and further leaders of the units."""
    the_bloc = bloc_of(bloc)

    def save(form: TableForm) -> None:
        verbs.add_people(the_bloc, form.values(), by=actor(request), since=form.cleaned_data["since"])

    def make(*args: Any, **options: Any) -> TableForm:
        return PeopleTable(*args, bloc=the_bloc, **options)

    posts = Post.objects.filter(in_force(), unit__bloc=the_bloc).select_related("user", "unit__bloc")
    posts = posts.prefetch_related("unit__names").order_by("unit", "-is_leader", "user__sort_key")
    led = {post.unit_id for post in posts if post.is_leader}
    without = [unit for unit in the_bloc.units.with_names() if unit.pk not in led]
    return table_step(
        request,
        "khoithidua/setup_people.html",
        make,
        save,
        bloc=the_bloc,
        saved="Đã lưu cán bộ.",
        posts=posts,
        without=without,
        sheet=sheet_of("can-bo", the_bloc),
    )


@setup_page
@idempotent_post
def setup_year(request: HttpRequest, bloc: str) -> HttpResponse:
    """The first year with its head unit, and the secretariat that keeps the bloc."""
    the_bloc = bloc_of(bloc)
    known: EmulationYear | None = the_bloc.years.order_by("year").prefetch_related("seats__unit").first()

    def save(form: TableForm) -> None:
        typed = form.cleaned_data
        verbs.begin_bloc(
            the_bloc, by=actor(request), year=typed["year"], theme=typed["theme"], head=typed["head"],
            deputies=typed["deputies"], secretariat=form.values(), since=typed["since"],
        )  # fmt: skip

    def make(*args: Any, **options: Any) -> TableForm:
        return YearTable(*args, bloc=the_bloc, known=known, **options)

    secretaries = the_bloc.secretariat_seats.filter(in_force()).select_related("user").order_by("user__sort_key")
    return table_step(
        request, "khoithidua/setup_year.html", make, save, bloc=the_bloc, saved="Đã lưu năm thi đua.",
        secretaries=secretaries, year=known,
    )  # fmt: skip


@setup_page
@idempotent_post
def setup_invitations(request: HttpRequest, bloc: str) -> HttpResponse:
    """Everybody who cannot log in yet: by mail, or as letters while the installation has no mail."""
    the_bloc = bloc_of(bloc)
    people = people_to_invite(the_bloc)
    outside = [person for person in people if not person.has_usable_password()]
    by_mail = outgoing.can_send()
    form = forms.Form(posted(request))
    if by_mail:
        sent = submit(form, lambda _: _send(request, outside))
        if sent is not None:
            messages.success(request, f"Đã gửi thư mời cho {vn_number(sent)} cán bộ.")
            return redirect("setup_invitations", bloc=bloc)
    elif letters := submit(form, lambda _: [workflow.print_invitation(one, by=actor(request)) for one in outside]):
        shown = [(letter, segno.make(letter.link, error="m").svg_data_uri(scale=4, border=4)) for letter in letters]
        return render(request, "khoithidua/setup_letters.html", {"bloc": the_bloc, "letters": shown})
    return step_page(
        request, "khoithidua/setup_invitations.html", form, the_bloc, people=people, outside=outside, by_mail=by_mail,
        without_address=[person for person in outside if not person.email],
    )  # fmt: skip


def _send(request: HttpRequest, people: list[User]) -> int:
    """To everybody with an address; the page names the others."""
    reachable = [person for person in people if person.email]
    for person in reachable:
        workflow.send_invitation(person, by=actor(request))
    return len(reachable)


# --- Workbooks to fill in --------------------------------------------------------------------------------------------
SHEETS = {"don-vi": (UnitTable, "Đơn vị"), "can-bo": (PeopleTable, "Cán bộ"), "co-quan": (BoardTable, "Cán bộ")}


def sheet_of(kind: str, bloc: Bloc | None = None) -> str:
    """Where the workbook of a step is."""
    place = f"&khoi={bloc.slug}" if bloc else ""
    return f"{reverse('setup_sheet')}?bang={kind}{place}"


@setup_page
@require_safe
def setup_sheet(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the titles of a step's table, and lists where a box offers words."""
    kind = asked_words(request, "bang") or "co-quan"
    if kind not in SHEETS:
        raise Http404
    table, title = SHEETS[kind]
    of = {} if table is BoardTable else {"bloc": bloc_of(asked_words(request, "khoi"))}
    return sheet_answer(table(**of), title)
