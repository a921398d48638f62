"""/thiet-lap/: an empty installation becomes a city's, step by step. Each step can be left and taken up again.

Until somebody who runs the installation can log in, the pages open to whoever typed the code of its console; from
then on to operators. docs/security.md: The set-up code.
"""

import copy
import functools
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from khoithidua.backup import record_of_last
from khoithidua.setup import verbs
from khoithidua.setup.forms import BlocForm, CityForm, CodeForm, OperatorForm
from khoithidua.setup.logins import city_names
from khoithidua.setup.people import wanted
from khoithidua.setup.steps import bloc_to_set_up, is_set_up, next_step, steps_of
from libraries.web import clock, forms
from records.submission import idempotent_post, posted, status_of, submit
from units import outgoing, workflow
from units.models import Bloc, City, OperatorSeat, User, in_force

PROVED = "setup_code"
View = Callable[..., HttpResponse]


def may_set_up(request: HttpRequest) -> bool:
    """Whether this browser proved the code that still opens."""
    return workflow.code_still_opens(request.session.get(PROVED))


def setup_page(view: View) -> View:
    """The door of each step: the code while nobody runs the installation, an operator's login from then on."""

    @login_not_required
    @functools.wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not workflow.somebody_runs_it():
            return view(request, *args, **kwargs) if may_set_up(request) else redirect("setup_code")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not runs_it(request):
            raise PermissionDenied("setup")
        return view(request, *args, **kwargs)

    return page


def runs_it(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.roles().operator


def actor(request: HttpRequest) -> User | None:
    """Who is written down as having done it; nobody where nobody can log in yet."""
    return request.user if isinstance(request.user, User) else None


def step_page(
    request: HttpRequest, template: str, form: forms.BaseForm | None, bloc: Bloc | None = None, **context: Any
) -> HttpResponse:
    """A step with the list of all beside it; the template bears the name of the step."""
    name = PurePath(template).stem
    begun = bloc or bloc_to_set_up()
    steps = steps_of(None if name == "setup_bloc" and begun and is_set_up(begun) else begun)
    number = next(place for place, step in enumerate(steps, 1) if step.name == name)
    page = {
        "form": form,
        "bloc": bloc,
        "setup_steps": steps,
        "step": steps[number - 1],
        "number": number,
        "before": next((step for step in reversed(steps[: number - 1]) if step.address), None),
        "done_count": sum(step.done for step in steps),
        **context,
    }
    return render(request, template, page, status=status_of(form) if form else 200)


def onward(template: str = "", bloc: Bloc | None = None) -> HttpResponse:
    """After a step the one that follows in the list; without one, the first that is not done."""
    steps = steps_of(bloc or bloc_to_set_up())
    names = [step.name for step in steps]
    name = PurePath(template).stem
    behind = steps[names.index(name) + 1 :] if name in names else [step for step in steps if not step.done]
    step = next((step for step in behind if step.address), None)
    return redirect(step.address) if step else redirect("setup")


@setup_page
@require_safe
def setup(request: HttpRequest) -> HttpResponse:
    """What is done, where one goes on, and what the installation itself still lacks."""
    bloc = bloc_to_set_up()
    return render(
        request,
        "khoithidua/setup.html",
        {
            "setup_steps": steps_of(bloc),
            "next_step": next_step(bloc),
            "blocs": Bloc.objects.order_by("sort_key", "pk"),
            "by_mail": outgoing.can_send(),
            "last_backup": record_of_last(),
        },
    )


@login_not_required
@sensitive_post_parameters("code")
@idempotent_post
def setup_code(request: HttpRequest) -> HttpResponse:
    """The code of the console; few tries, each counted whatever follows."""
    if workflow.somebody_runs_it():
        return redirect("setup")
    form = CodeForm(posted(request))
    proved = submit(form, lambda typed: workflow.prove_setup_code(typed["code"]))
    if proved:
        request.session.cycle_key()
        request.session[PROVED] = proved.pk
        return onward()
    if form.is_bound and form.is_valid():
        form.add_error("code", "Mã thiết lập chưa đúng. Nhập đúng mã đang hiện trên màn hình máy chủ.")
    return render(request, "khoithidua/setup_code.html", {"form": form}, status=status_of(form))


@setup_page
@idempotent_post
def setup_city(request: HttpRequest) -> HttpResponse:
    """What the city and its office are called. Until a paper bears a name it may be mended here."""
    # A page that was opened before the city had names says from when they hold.
    first = "valid_from" in request.POST
    known = None if first else City.objects.order_by("valid_from").last()
    form = CityForm(posted(request), instance=copy.copy(known) if known else City())
    if submit(form, lambda typed: _keep_city(request, form, known, typed)):
        messages.success(request, "Đã lưu thông tin thành phố.")
        return onward("setup_city")
    return step_page(request, "khoithidua/setup_city.html", form)


def _keep_city(request: HttpRequest, form: CityForm, known: City | None, typed: dict[str, Any]) -> City:
    changes = form.changes() if known else typed
    given = {name: value for name, value in changes.items() if name not in ("valid_from", "revision")}
    names = city_names(typed["name"], given)
    if known:
        return workflow.correct_city(known, by=actor(request), revision=changes.get("revision"), **names)
    return verbs.name_city(names, by=actor(request), valid_from=typed["valid_from"])


@setup_page
@idempotent_post
def setup_operator(request: HttpRequest) -> HttpResponse:
    """The first person who runs the installation: the account here, password and app on the two pages that follow."""
    seats = OperatorSeat.objects.filter(in_force(), user__is_active=True).select_related("user").order_by("pk")
    waiting = next((seat.user for seat in seats if not seat.user.has_usable_password()), None)
    if waiting and not workflow.somebody_runs_it():
        form: forms.BaseForm = forms.Form(posted(request))
        if letter := submit(form, lambda _: workflow.setup_invitation(waiting)):
            return redirect("units:invitation_accept", token=letter.link.rstrip("/").rpartition("/")[2])
        return step_page(request, "khoithidua/setup_operator.html", form, waiting=waiting, operators=seats)
    if seats:
        return step_page(request, "khoithidua/setup_operator.html", None, operators=seats)
    form = OperatorForm(posted(request))
    if person := submit(form, lambda typed: _first_operator(request, typed)):
        letter = workflow.setup_invitation(person)
        return redirect("units:invitation_accept", token=letter.link.rstrip("/").rpartition("/")[2])
    return step_page(request, "khoithidua/setup_operator.html", form, operators=())


def _first_operator(request: HttpRequest, typed: dict[str, Any]) -> User:
    return verbs.seat_first_operator(wanted(typed), title=typed["title"], by=actor(request), valid_from=clock.today())


@setup_page
@idempotent_post
def setup_bloc(request: HttpRequest) -> HttpResponse:
    """A bloc, the first or a later one; its units come in the next step."""
    form = BlocForm(posted(request), request.FILES or None)

    def verb(typed: dict[str, Any]) -> Bloc:
        return workflow.make_bloc(by=actor(request), on=typed["on"], ground=form.ground(), **form.facts())

    if bloc := submit(form, verb):
        messages.success(request, f"Đã lập {bloc.name}.")
        return redirect("setup_units", bloc=bloc.slug)
    blocs = Bloc.objects.filter(ended_on=None).order_by("sort_key", "pk")
    return step_page(request, "khoithidua/setup_bloc.html", form, blocs=blocs)
