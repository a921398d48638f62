"""/ban-giao/can-bo/<pk>/: somebody leaves; what is open is listed, and each thing goes to whoever is named."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from khoithidua.administration.handover import tasks_of
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from units import workflow
from units.forms.leaving import LeaveForm
from units.models import Bloc, User
from units.requests import LoggedInRequest


@idempotent_post
def person_leave(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Whoever leaves loses every right at once; what they signed stays."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    check_permission(request.user, "units.leave_person", person)
    holdings = workflow.holdings_of(person, request.user)
    waiting = tasks_of(person)
    form = LeaveForm(posted(request), holdings=holdings)

    def verb(typed: dict[str, Any]) -> User:
        words = [task["what"] for task in waiting]
        return workflow.leave(person, by=request.user, reason=typed["reason"], takers=form.takers(), open_work=words)

    back = page_of(request.user, person)
    if submit(form, verb):
        messages.success(request, f"{person.full_name} thôi công tác, công việc đã được bàn giao. Tài khoản đã khóa.")
        return redirect(back)
    page = {
        "form": form,
        "person": person,
        "waiting": waiting,
        "ending": [held.words for held in holdings if not held.takers],
        "stops": [held.stops for held in holdings if held.stops],
        "granted": workflow.granted_by(person),
        "back": back,
        "steps": [{"label": person.full_name, "url": back}, {"label": "Thôi công tác, bàn giao", "url": ""}],
    }
    return render(request, "khoithidua/person_leave.html", page, status=status_of(form))


def page_of(reader: User, person: User) -> str:
    """The person's page in a bloc that the reader sees, else the list of who holds the city's seats."""
    bloc = Bloc.objects.visible_to(reader).filter(pk__in=person.blocs_ever()).order_by("pk").first()
    return reverse("units:person_detail", args=[bloc.slug, person.pk]) if bloc else reverse("office_list")
