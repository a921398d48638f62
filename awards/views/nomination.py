"""/khen-thuong/ and /khen-thuong/ho-so/…: the list of dossiers, one dossier as a task list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.actions import EDIT, SUBMIT
from awards.forms import NominateForm, NominationForm, ReasonForm
from awards.lists import NominationList
from awards.models import Nomination
from awards.queries.dossiers import opinions_of, quota_use
from awards.queries.ranking import score_words
from awards.queries.submissions import held_in
from awards.task_list import task_list
from awards.views.visible import visible_nomination, visible_paper, visible_year
from awards.worklist import next_action
from libraries.web import listing
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest
from units.scope import kept_year


@require_safe
def nomination_list(request: LoggedInRequest) -> HttpResponse:
    """?loc=cho: waiting; ?loc=xong: decided; ?nam=2020; ?tim= words of recipient, unit and award together."""
    return listing.answer(
        request,
        NominationList,
        Nomination.objects.visible_to(request.user),
        start_year=kept_year(request),
        reads_queue=has_permission(request.user, "awards.read_queue"),
    )


@idempotent_post
def nomination_new(request: LoggedInRequest, year_pk: int) -> HttpResponse:
    year = visible_year(request, year_pk)
    check_permission(request.user, "awards.nominate", year)
    form = NominateForm(posted(request), year=year)
    if nomination := submit(form, lambda typed: workflow.nominate(year, by=request.user, **typed)):
        messages.success(request, f"Đã lập hồ sơ {nomination}.")
        return redirect("awards:nomination_detail", pk=nomination.pk)
    page = {"year": year, "form": form}
    return render(request, "awards/nomination_new.html", page, status=status_of(form))


@require_safe
def nomination_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    return _detail(request, visible_nomination(request, pk), ReasonForm())


def _detail(request: LoggedInRequest, nomination: Nomination, reason_form: ReasonForm) -> HttpResponse:
    user = request.user
    parts, terms = nomination.newest_parts(), nomination.terms()
    tasks = task_list(nomination, parts, terms)
    reads = has_permission(user, "awards.read_dossier", nomination)
    opinions = opinions_of(nomination, user)
    judges = has_permission(user, "awards.review", nomination)
    prepared = held_in(nomination) if reads else None
    fixed = prepared is not None and prepared.being_signed is not None
    page = {
        "nomination": nomination,
        "next": next_action(user, nomination, tasks, parts, terms),
        "terms": terms,
        "tasks": [(task, "" if fixed else task.address_for(user, nomination)) for task in tasks] if reads else [],
        "reads": reads,
        "parts": list(parts.values()) if reads else [],
        "reviews": (opinions.hiding_the_present_round(nomination) if judges else opinions.rows) if reads else (),
        "score": score_words(nomination) if reads else "",
        "quota": quota_use(nomination),
        "line": getattr(nomination, "line", None),
        "submission": visible_paper(user, nomination),
        "prepared": prepared if has_permission(user, SUBMIT.name, nomination) else None,
        "edit_address": EDIT.address(nomination) if has_permission(user, EDIT.name, nomination) and not fixed else "",
        "reason_form": reason_form if has_permission(user, "awards.send_back", nomination) else None,
    }
    return render(request, "awards/nomination_detail.html", page, status=status_of(reason_form))


@idempotent_post
def nomination_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.edit", nomination)
    form = NominationForm(posted(request), nomination=nomination)
    if submit(form, lambda typed: workflow.edit(nomination, by=request.user, **typed)):
        messages.success(request, "Đã lưu nội dung đề nghị.")
        return redirect("awards:nomination_detail", pk=pk)
    page = {"nomination": nomination, "form": form, "terms": nomination.terms()}
    return render(request, "awards/nomination_edit.html", page, status=status_of(form))


@idempotent_post
def send_back(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Back to the bloc with a reason, from the page of the dossier."""
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.send_back", nomination)
    form = ReasonForm(posted(request))
    if submit(form, lambda typed: workflow.send_back(nomination, by=request.user, reason=typed["reason"])):
        messages.success(request, f"Đã trả lại hồ sơ {nomination}. Khối đã nhận được thông báo lý do.")
        return redirect("awards:review_queue")
    return _detail(request, nomination, form)
