"""/ban-giao/: the secretariat handed over with a list of what is open, signed for by both."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from awards.views.proof import proved
from khoithidua.administration.forms import HandoverForm, ProofForm
from khoithidua.administration.handover import items_of, parts_of
from records.access import check_permission, permitted
from records.submission import idempotent_post, posted, status_of, submit
from units import workflow
from units.codes import Proof
from units.forms.people import ReasonForm
from units.models import Bloc, EmulationYear, Handover, User
from units.requests import LoggedInRequest
from units.scope import work_in
from units.views.frame import trail
from units.workflow.changes import Ground


def _year(request: LoggedInRequest, slug: str) -> EmulationYear:
    bloc = get_object_or_404(Bloc.objects.visible_to(request.user), slug=slug)
    check_permission(request.user, "units.hand_over", bloc)
    year = bloc.current_year()
    work_in(request, year or bloc)
    return get_object_or_404(EmulationYear.objects.select_related("bloc"), pk=year.pk if year else None)


@idempotent_post
def handover_start(request: LoggedInRequest, bloc: str) -> HttpResponse:
    """What will be handed over is read before it is signed."""
    year = _year(request, bloc)
    form = HandoverForm(posted(request), year=year, people=User.objects.of_bloc(year.bloc).exclude(pk=request.user.pk))
    items = items_of(year, request.user)

    def verb(proof: Proof) -> Handover:
        typed = form.cleaned_data
        return workflow.hand_over(
            year,
            by=request.user,
            proof=proof,
            taker=typed["taker"],
            title=typed["title"],
            on=typed["on"],
            head=typed["head"],
            others_stay=typed["others_stay"],
            ground=Ground(typed["reason"], typed["number"] or "", typed["date"]),
            items=items,
        )

    if row := proved(request, form, verb):
        messages.success(request, f"Đã ký bàn giao. Chờ {row.taker.full_name} ký nhận.")
        return redirect("handover_detail", pk=row.pk)
    page = {
        "form": form,
        "year": year,
        "bloc": year.bloc,
        "parts": parts_of(items),
        "steps": trail(year.bloc, (TITLE, "")),
    }
    return render(request, "khoithidua/handover_start.html", page, status=status_of(form))


TITLE = "Bàn giao Tổ thư ký"


def _visible(request: LoggedInRequest, pk: int) -> Handover:
    rows = Handover.objects.visible_to(request.user).select_related("emulation_year__bloc", "giver", "taker", "head")
    return get_object_or_404(rows, pk=pk)


@require_safe
def handover_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    page = {
        "handover": row,
        "parts": parts_of(row.items),
        "may": permitted(request.user, row, "units.take_over", "units.withdraw_handover"),
        "steps": [{"label": TITLE, "url": ""}],
    }
    return render(request, "khoithidua/handover_detail.html", page)


@idempotent_post
def handover_take(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    check_permission(request.user, "units.take_over", row)
    form = ProofForm(posted(request))
    if proved(request, form, lambda proof: workflow.take_over(row, by=request.user, proof=proof)):
        messages.success(request, f"Đã nhận bàn giao {row.bloc.name}.")
        return redirect("handover_detail", pk=pk)
    steps = [{"label": TITLE, "url": reverse("handover_detail", args=[pk])}, {"label": "Ký nhận", "url": ""}]
    page = {"form": form, "handover": row, "parts": parts_of(row.items), "steps": steps}
    return render(request, "khoithidua/handover_take.html", page, status=status_of(form))


@idempotent_post
def handover_withdraw(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    check_permission(request.user, "units.withdraw_handover", row)
    form = ReasonForm(posted(request))
    if submit(form, lambda typed: workflow.withdraw_handover(row, by=request.user, **typed)):
        messages.success(request, "Đã hủy bàn giao; Tổ thư ký giữ nguyên.")
        return redirect("handover_detail", pk=pk)
    back = reverse("handover_detail", args=[pk])
    steps = [{"label": TITLE, "url": back}, {"label": "Hủy bàn giao", "url": ""}]
    page = {"form": form, "handover": row, "steps": steps, "back": back}
    return render(request, "khoithidua/handover_withdraw.html", page, status=status_of(form))
