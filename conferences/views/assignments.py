"""/hoi-nghi/nhiem-vu/: tasks that follow from conclusions and instructions, given, reported, confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.forms.assignments import AssignForm, OwnerForm, ReportForm, ReturnForm
from conferences.lists import AssignmentList
from conferences.models import Assignment
from conferences.views.contributions import at_item, visible_contribution
from conferences.worklist import next_of_assignment
from libraries.web import listing
from records.access import check_permission, permitted
from records.documents import document_response
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.requests import LoggedInRequest
from units.scope import work_in

ACTS = (
    "conferences.name_owner",
    "conferences.report_assignment",
    "conferences.confirm_assignment",
    "conferences.return_assignment",
    "conferences.remove_assignment",
)


def _visible(request: LoggedInRequest, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.user).with_rows()
    return work_in(request, get_object_or_404(rows, pk=pk))


@require_safe
def assignment_list(request: LoggedInRequest) -> HttpResponse:
    """By day; narrowed to what waits, to one unit, to one conclusion."""
    return listing.answer(request, AssignmentList, Assignment.objects.visible_to(request.user))


@require_safe
def assignment_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    page = {"row": row, "may": permitted(request.user, row, *ACTS), "next": next_of_assignment(request.user, row)}
    return render(request, "conferences/assignment_detail.html", page)


@idempotent_post
def assign(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Who gets the task that this conclusion or instruction asks for."""
    row = visible_contribution(request, pk)
    check_permission(request.user, "conferences.assign", row.conference)
    form = AssignForm(posted(request), contribution=row)
    if given := submit(form, lambda typed: workflow.assign(row, by=request.user, **typed)):
        messages.success(request, f"Đã giao nhiệm vụ cho {len(given)} đơn vị.")
        return redirect(at_item(row.item_id, row.conference))
    page = {"row": row, "conference": row.conference, "form": form}
    return render(request, "conferences/assign.html", page, status=status_of(form))


@idempotent_post
def name_owner(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    check_permission(request.user, "conferences.name_owner", row)
    form = OwnerForm(posted(request), assignment=row)
    if submit(form, lambda typed: workflow.name_owner(row, by=request.user, **typed)):
        messages.success(request, "Đã phân công người phụ trách.")
        return redirect("conferences:assignment_detail", pk=pk)
    return _form_page(request, row, form, "Phân công người phụ trách", "Lưu phân công")


@idempotent_post
def assignment_report(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    check_permission(request.user, "conferences.report_assignment", row)
    form = ReportForm(posted(request), request.FILES or None, assignment=row)
    if submit(form, lambda _: workflow.report_assignment(row, by=request.user, **form.values())):
        messages.success(request, "Đã gửi báo cáo kết quả. Tổ thư ký xem và xác nhận.")
        return redirect("conferences:assignment_detail", pk=pk)
    return render(request, "conferences/assignment_report.html", {"row": row, "form": form}, status=status_of(form))


@idempotent_post
def assignment_return(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    check_permission(request.user, "conferences.return_assignment", row)
    form = ReturnForm(posted(request))
    if submit(form, lambda typed: workflow.return_assignment(row, by=request.user, **typed)):
        messages.success(request, "Đã đề nghị đơn vị bổ sung báo cáo.")
        return redirect("conferences:assignment_detail", pk=pk)
    return _form_page(request, row, form, "Đề nghị bổ sung báo cáo", "Gửi đề nghị bổ sung")


def _form_page(request: LoggedInRequest, row: Assignment, form: Any, title: str, button: str) -> HttpResponse:
    page = {"row": row, "form": form, "title": title, "button": button}
    return render(request, "conferences/assignment_form.html", page, status=status_of(form))


@post_action("conferences:assignment_detail", gone="conferences:assignment_list")
def confirm_assignment(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    check_permission(request.user, "conferences.confirm_assignment", row)
    workflow.confirm_assignment(row, by=request.user)
    messages.success(request, "Đã xác nhận hoàn thành nhiệm vụ.")
    return redirect("conferences:assignment_detail", pk=pk)


@post_action("conferences:assignment_detail", gone="conferences:assignment_list")
def remove_assignment(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    check_permission(request.user, "conferences.remove_assignment", row)
    workflow.remove_assignment(row, by=request.user)
    messages.success(request, "Đã rút nhiệm vụ.")
    return redirect("conferences:assignment_list")


@require_safe
def assignment_evidence(request: LoggedInRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    if row.evidence is None:
        raise Http404
    return document_response(row.evidence)
