"""/khen-thuong/ and /khen-thuong/ho-so/…: the list of dossiers, one dossier as a task list, submission."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.actions import SUBMIT
from awards.documents.submission import submission_paper
from awards.dossier_tasks import task_list
from awards.forms import NominateForm, NominationForm, ReasonForm
from awards.lists import NominationList
from awards.models import Nomination
from awards.requirements import quota_of
from awards.worklist import next_action
from libraries.web import forms, listing
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit
from records.transitions import requirements
from units.models import EmulationYear
from units.scope import kept_year, work_in


def seen(request: HttpRequest, pk: int) -> Nomination:
    """The dossier, if this user may see it; 404 otherwise."""
    rows = Nomination.objects.visible_to(request.user).with_rows()
    rows = rows.select_related("ballot__conference", "report", "line__decision", "submitted_by")
    return work_in(request, get_object_or_404(rows, pk=pk))


@require_safe
def nomination_list(request: HttpRequest) -> HttpResponse:
    """?loc=cho: waiting; ?loc=xong: decided; ?nam=2020; ?tim= words of recipient, unit and award together."""
    return listing.answer(
        request,
        NominationList,
        Nomination.objects.visible_to(request.user),
        start_year=kept_year(request),
        reads_queue=has_permission(request.user, "awards.read_queue"),
    )


@idempotent_post
def nomination_new(request: HttpRequest, year_pk: int) -> HttpResponse:
    year = _year(request, year_pk)
    check_permission(request.user, "awards.nominate", year)
    form = NominateForm(posted(request), year=year)
    if nomination := submit(form, lambda typed: workflow.nominate(year, by=request.user, **typed)):
        messages.success(request, f"Đã lập hồ sơ {nomination}.")
        return redirect("awards:nomination_detail", pk=nomination.pk)
    page = {"year": year, "form": form}
    return render(request, "awards/nomination_new.html", page, status=status_of(form))


def _year(request, pk):
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    return work_in(request, get_object_or_404(years, pk=pk))


@require_safe
def nomination_detail(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = seen(request, pk)
    return _detail(request, nomination, ReasonForm())


def _detail(request, nomination, reason_form, status=200):
    parts, terms = nomination.newest_parts(), nomination.terms()
    tasks = task_list(nomination, parts, terms)
    reads = has_permission(request.user, "awards.read_dossier", nomination)
    page = {
        "nomination": nomination,
        "next": next_action(request.user, nomination, tasks, parts, terms),
        "terms": terms,
        "tasks": tasks,
        "reads": reads,
        "parts": list(parts.values()) if reads else [],
        "reviews": opinions_shown(request.user, nomination, opinions_of(nomination)) if reads else [],
        "quota": quota_of(nomination),
        "line": getattr(nomination, "line", None),
        "reason_form": reason_form,
    }
    return render(request, "awards/nomination_detail.html", page, status=status)


def opinions_of(nomination):
    """All opinions on a dossier, the newest round first."""
    return list(nomination.reviews.select_related("reviewer").order_by("-round", "pk"))


def opinions_shown(user, nomination, opinions):
    """Of these, all rounds'; a board member who still has to judge this round does not read the others' first."""
    own = any(row.round == nomination.round and row.reviewer_id == user.pk for row in opinions)
    if has_permission(user, "awards.review", nomination) and not own:
        return [row for row in opinions if row.round != nomination.round]
    return opinions


@idempotent_post
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = seen(request, pk)
    check_permission(request.user, "awards.edit", nomination)
    form = NominationForm(posted(request), nomination=nomination)
    if submit(form, lambda typed: workflow.edit(nomination, by=request.user, **typed)):
        messages.success(request, "Đã lưu nội dung đề nghị.")
        return redirect("awards:nomination_detail", pk=pk)
    page = {"nomination": nomination, "form": form, "terms": nomination.terms()}
    return render(request, "awards/nomination_edit.html", page, status=status_of(form))


@idempotent_post
def nomination_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Check answers: the submission as it will be, before it takes its number; then it goes to the city (Trình)."""
    nomination = seen(request, pk)
    check_permission(request.user, "awards.submit", nomination)
    form = forms.Form(posted(request))
    if submitted := submit(form, lambda typed: workflow.submit(nomination, by=request.user)):
        messages.success(request, f"Đã trình hồ sơ {submitted}. Ban TĐKT đã được báo.")
        return redirect("awards:nomination_detail", pk=pk)
    terms = nomination.terms()
    page = {
        "form": form,
        "nomination": nomination,
        "terms": terms,
        "missing": requirements(SUBMIT, nomination),
        "quota": quota_of(nomination),
        "paper": submission_paper(nomination, terms) if terms else None,
    }
    return render(request, "awards/nomination_submit.html", page, status=status_of(form))


@idempotent_post
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the bloc with a reason, from the page of the dossier."""
    nomination = seen(request, pk)
    check_permission(request.user, "awards.send_back", nomination)
    form = ReasonForm(posted(request))
    if submit(form, lambda typed: workflow.send_back(nomination, by=request.user, reason=typed["reason"])):
        messages.success(request, f"Đã trả lại hồ sơ {nomination}; Khối đã được báo lý do.")
        return redirect("awards:review_queue")
    return _detail(request, nomination, form, status=status_of(form))
