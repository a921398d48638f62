"""/tai-khoan/dang-nhap/: where one is logged in; and what happened to an account, for its owner and others."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from records.access import check_permission
from records.submission import post_action
from units import guessing, workflow
from units.models import KnownDevice, Login, User
from units.queries import account_events
from units.requests import LoggedInRequest
from units.views.frame import page_link, trail
from units.views.person import visible_person
from units.views.place import LOGIN, write_login_down
from units.workflow.logins import browser_words

MOST_SHOWN = 30


def _logins(user: User, own: int | None) -> list[tuple[Login, str, bool]]:
    """(login, browser in words, whether it is the one that asks)."""
    rows = user.logins.all()[:MOST_SHOWN]
    return [(row, browser_words(row.browser), row.pk == own) for row in rows]


@require_safe
def login_list(request: LoggedInRequest) -> HttpResponse:
    """One's logins with device and place, open ones first; the account's events below."""
    me = request.user
    page = {
        "logins": _logins(me, request.session.get(LOGIN)),
        "remembered": KnownDevice.objects.filter(user=me, no_code_until__isnull=False).count(),
        "wrong": guessing.wrong_tries(me),
        "events": account_events(me),
    }
    return render(request, "units/login_list.html", page)


@post_action("units:login_list", kept=())
def end_login(request: LoggedInRequest, pk: int) -> HttpResponse:
    login = get_object_or_404(request.user.logins.open(), pk=pk)
    workflow.end_login(login, by=request.user)
    messages.success(request, "Đã kết thúc phiên đăng nhập.")
    return redirect("units:login_list")


@post_action("units:login_list")
def end_every_login(request: LoggedInRequest) -> HttpResponse:
    """Out everywhere but here; remembered browsers are asked for a code again."""
    workflow.end_every_login(request.user, by=request.user)
    update_session_auth_hash(request, request.user)
    response = redirect("units:login_list")
    write_login_down(request, response, request.user)
    messages.success(request, "Đã đăng xuất mọi nơi khác. Phiên này vẫn tiếp tục.")
    return response


@require_safe
def person_events(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    """The same events for the secretariat and the city: who let this person in, and what became of the account."""
    the_bloc, person = visible_person(request, bloc, pk)
    check_permission(request.user, "units.read_account_events", person)
    steps = trail(
        the_bloc,
        ("Cán bộ", page_link("person_list", the_bloc.slug)),
        (person.full_name, page_link("person_detail", the_bloc.slug, person.pk)),
        ("Nhật ký tài khoản", ""),
    )
    page = {"person": person, "events": account_events(person), "wrong": guessing.wrong_tries(person), "steps": steps}
    return render(request, "units/person_events.html", page)
