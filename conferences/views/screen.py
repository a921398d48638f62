"""/hoi-nghi/…/man-hinh/: the secretariat leads the screen in the hall; /hoi-nghi/man-hinh/…/ is what it shows."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from ballots.subjects import TextPart
from conferences import workflow
from conferences.models import AgendaItem, Conference, Screen
from conferences.queries import on_screen, text_of_item
from conferences.views.conference import visible_conference
from libraries.web.query_string import whole_number
from records.access import check_permission, permitted
from records.submission import post_action
from units.requests import LoggedInRequest

ACTS = ("conferences.open_screen", "conferences.project", "conferences.close_screen")


@dataclass(frozen=True)
class ItemLine:
    """An item that can be shown, with the parts of its text."""

    item: AgendaItem
    parts: tuple[TextPart, ...]


@require_safe
def screen_control(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Whether the screen is open, under which address, what it shows, what it could show."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.plan", conference)
    screen = Screen.objects.exclude(address_part="").filter(conference=conference).select_related("item").first()
    items = conference.agenda.select_related("conference__emulation_year")
    page = {
        "conference": conference,
        "screen": screen,
        "address": _address(screen) if screen else "",
        "shown": on_screen(screen) if screen else None,
        "lines": [ItemLine(item, tuple(text_of_item(item))) for item in items],
        "may": permitted(request.user, conference, *ACTS),
    }
    return render(request, "conferences/screen_control.html", page)


def _address(screen: Screen) -> str:
    """The whole address, to be opened on the machine that stands at the wall."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('conferences:screen_public', args=[screen.address_part])}"


@post_action("conferences:screen_control", gone="conferences:conference_list")
def open_screen(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.open_screen", conference)
    workflow.open_screen(conference, by=request.user)
    messages.success(request, "Đã mở màn hình hội trường với địa chỉ mới. Địa chỉ trước đó, nếu có, không còn mở được.")
    return redirect("conferences:screen_control", pk=pk)


@post_action("conferences:screen_control", gone="conferences:conference_list")
def project(request: LoggedInRequest, pk: int) -> HttpResponse:
    """noi-dung: the item; without it the programme. van-ban: with its text; phan: that part of it."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.project", conference)
    item = _item(conference, request.POST.get("noi-dung", ""))
    workflow.project(
        conference,
        by=request.user,
        item=item,
        shows_text=bool(request.POST.get("van-ban")),
        part=_part(item, request.POST.get("phan", "")),
    )
    messages.success(request, f"Đang chiếu: {item or 'Chương trình hội nghị'}")
    return redirect("conferences:screen_control", pk=pk)


def _item(conference: Conference, wanted: str) -> AgendaItem | None:
    return get_object_or_404(conference.agenda, pk=whole_number(wanted)) if wanted else None


def _part(item: AgendaItem | None, wanted: str) -> str:
    """A key that the text has, or none."""
    return wanted if item and any(part.key == wanted for part in text_of_item(item)) else ""


@post_action("conferences:screen_control", gone="conferences:conference_list")
def close_screen(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.close_screen", conference)
    workflow.close_screen(conference, by=request.user)
    messages.success(request, "Đã đóng màn hình hội trường. Địa chỉ không còn mở được.")
    return redirect("conferences:screen_control", pk=pk)


# --- In the hall -----------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def screen_public(request: HttpRequest, token: str) -> HttpResponse:
    """What the hall sees. The page asks for itself each second (?ban= says what it has) and draws only what is new."""
    screens = Screen.objects.at(token).select_related("conference__emulation_year__bloc", "item")
    screen = screens.first()
    if screen is None:
        if request.headers.get("HX-Request"):
            # The wall must not go on showing what was closed: it loads again, and is told that nothing is there.
            return HttpResponse(status=404, headers={"HX-Refresh": "true"})
        raise Http404
    if screen.item is not None:
        screen.item.conference = screen.conference
    board = render_to_string("conferences/_on_screen.html", {"shown": on_screen(screen)})
    mark = hashlib.sha256(board.encode()).hexdigest()[:16]
    if request.GET.get("ban") == mark:
        return HttpResponse(status=204)
    page = {"conference": screen.conference, "board": board, "mark": mark}
    return render(request, "conferences/screen_public.html", page)
