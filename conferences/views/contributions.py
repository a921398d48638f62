"""What was said and handed over at an item, papers that units hand in, and the library of papers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.actions import RECORD_CONTRIBUTION
from conferences.forms.contributions import ContributionForm, usual_kind
from conferences.lists import PaperList
from conferences.models import Conference, Contribution
from conferences.views.conference import visible_conference
from libraries.web import listing
from records.access import check_permission, permitted
from records.documents import document_response
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import check_requirements
from units.models import Unit
from units.requests import LoggedInRequest
from units.scope import work_in

Kind = Contribution.Kind


def visible_contribution(request: LoggedInRequest, pk: int) -> Contribution:
    rows = Contribution.objects.visible_to(request.user).select_related(
        "item__conference__emulation_year__bloc", "unit", "document"
    )
    return work_in(request, get_object_or_404(rows, pk=pk))


@idempotent_post
def contribution_add(request: LoggedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """?loai= names the kind; without it what the item is there for."""
    conference = visible_conference(request, pk)
    item = get_object_or_404(conference.agenda, pk=item_pk)
    check_permission(request.user, "conferences.record_contribution", conference)
    check_requirements(RECORD_CONTRIBUTION, conference)
    kind = request.GET.get("loai", "")
    kind = kind if kind in Kind else usual_kind(item)
    initial = _first_words(conference, kind)
    form = ContributionForm(posted(request), request.FILES or None, kind=kind, conference=conference, initial=initial)
    if submit(form, lambda _: workflow.record_contribution(item, by=request.user, kind=kind, **form.values())):
        messages.success(request, f"Đã lưu {Kind(kind).label.lower()}.")
        return redirect(f"{request.path}?loai={kind}" if "them" in request.POST else at_item(item.pk, conference))
    page = {
        "conference": conference,
        "item": item,
        "form": form,
        "kind": Kind(kind),
        "kinds": [one for one in Kind if one != kind],
    }
    return render(request, "conferences/contribution_add.html", page, status=status_of(form))


def at_item(item_pk: int, conference: Conference) -> str:
    return f"{reverse('conferences:conference_detail', args=[conference.pk])}#noi-dung-{item_pk}"


def _first_words(conference: Conference, kind: str) -> dict[str, str]:
    """Who usually speaks or gives: the first guest; the chair concludes."""
    if kind == Kind.CONCLUSION:
        return {"person_name": conference.chair_name, "person_post": conference.chair_post}
    guest = conference.guests.first()
    if kind not in {Kind.INSTRUCTION, Kind.HANDOVER} or guest is None:
        return {}
    return {"person_name": guest.name, "person_post": ", ".join(filter(None, (guest.post, guest.organisation)))}


@idempotent_post
def contribution_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = visible_contribution(request, pk)
    conference = row.conference
    check_permission(request.user, "conferences.record_contribution", conference)
    check_requirements(RECORD_CONTRIBUTION, conference)
    form = ContributionForm(
        posted(request),
        request.FILES or None,
        kind=row.kind,
        conference=conference,
        instance=visible_contribution(request, pk),
    )

    def save(typed: dict[str, object]) -> Contribution:
        return workflow.edit_contribution(row, by=request.user, revision=form.cleaned_data["revision"], **form.values())

    if submit(form, save):
        messages.success(request, f"Đã lưu {row.get_kind_display().lower()}.")
        return redirect(at_item(row.item_id, conference))
    page = {
        "conference": conference,
        "row": row,
        "form": form,
    }
    return render(request, "conferences/contribution_edit.html", page, status=status_of(form))


@post_action("conferences:contribution_edit", gone="conferences:conference_list")
def remove_contribution(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = visible_contribution(request, pk)
    check_permission(request.user, "conferences.remove_contribution", row.conference)
    workflow.remove_contribution(row, by=request.user)
    messages.success(request, f"Đã xóa {row.get_kind_display().lower()}.")
    return redirect(at_item(row.item_id, row.conference))


# --- Papers ----------------------------------------------------------------------------------------------------------


@idempotent_post
def paper_send(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A unit's own people hand in its paper."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.hand_in_paper", conference)
    own = conference.units().filter(pk__in=request.user.roles().member_of)
    only = own[0] if len(own) == 1 else None
    form = ContributionForm(
        posted(request),
        request.FILES or None,
        kind=Kind.PAPER,
        conference=conference,
        units=Unit.objects.with_names().filter(pk__in=[unit.pk for unit in own]),
        initial={"unit": only, "person_name": request.user.full_name},
    )
    if submit(form, lambda _: workflow.hand_in_paper(conference, by=request.user, **form.values())):
        messages.success(request, "Đã gửi tham luận. Tổ thư ký xếp tham luận vào chương trình hội nghị.")
        return redirect("conferences:conference_detail", pk=pk)
    page = {"conference": conference, "form": form}
    return render(request, "conferences/paper_send.html", page, status=status_of(form))


@require_safe
def paper_list(request: LoggedInRequest) -> HttpResponse:
    """Good practice of all years: searched by words of title, speaker, unit and text."""
    return listing.answer(request, PaperList, Contribution.objects.papers().visible_to(request.user))


@require_safe
def paper_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = visible_contribution(request, pk)
    if row.kind != Kind.PAPER:
        raise Http404
    may = permitted(request.user, row.conference, "conferences.record_contribution")
    page = {"row": row, "conference": row.conference, "may": may}
    return render(request, "conferences/paper_detail.html", page)


@require_safe
def paper_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The file as it was handed in."""
    row = visible_contribution(request, pk)
    if row.document is None:
        raise Http404
    return document_response(row.document)
