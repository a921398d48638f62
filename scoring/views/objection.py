"""/cham-diem/phieu/…: what a unit says against the points of a criterion, and what a conference decides of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from records.access import check_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from scoring import workflow
from scoring.forms.objections import DecisionForm, ObjectionForm, ReplyForm, ResultChangeForm
from scoring.models import Objection, ResultChange, ScoreSheet
from scoring.queries import SheetLine, SheetView, sheet_view, stages_seen_by
from scoring.views.sheet import visible_sheet
from units.requests import LoggedInRequest


@post_action("scoring:sheet_detail", gone="scoring:criteria_list")
def accept_appraisal(request: LoggedInRequest, pk: int) -> HttpResponse:
    sheet = visible_sheet(request, pk)
    check_permission(request.user, "scoring.accept_appraisal", sheet)
    workflow.accept_appraisal(sheet, by=request.user)
    messages.success(request, "Đã ghi nhận đơn vị nhất trí kết quả thẩm định.")
    return redirect("scoring:sheet_detail", pk=pk)


@idempotent_post
def objection_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    sheet = visible_sheet(request, pk)
    check_permission(request.user, "scoring.object_to_mark", sheet)
    view = sheet_view(sheet, stages_seen_by(request.user, sheet))
    form = ObjectionForm(posted(request), view=view, sheet=sheet)
    if submit(form, lambda typed: workflow.object_to_mark(sheet, by=request.user, **typed)):
        messages.success(request, "Đã gửi kiến nghị đến đơn vị chấm chéo và Tổ thư ký.")
        return redirect("scoring:sheet_detail", pk=pk)
    return _page(request, view.sheet, form, "scoring/objection_start.html")


def _objection(request: LoggedInRequest, pk: int, objection_pk: int, permission: str) -> Objection:
    sheet = visible_sheet(request, pk)
    objection = get_object_or_404(sheet.objections.select_related("criterion"), pk=objection_pk)
    objection.sheet = sheet
    check_permission(request.user, permission, sheet)
    return objection


@idempotent_post
def objection_reply(request: LoggedInRequest, pk: int, objection_pk: int) -> HttpResponse:
    objection = _objection(request, pk, objection_pk, "scoring.reply_to_objection")
    form = ReplyForm(posted(request))
    if submit(form, lambda typed: workflow.reply_to_objection(objection, by=request.user, **typed)):
        messages.success(request, "Đã ghi ý kiến của đơn vị chấm chéo.")
        return redirect("scoring:sheet_detail", pk=pk)
    return _page(request, objection.sheet, form, "scoring/objection_reply.html", objection=objection)


@idempotent_post
def objection_decide(request: LoggedInRequest, pk: int, objection_pk: int) -> HttpResponse:
    objection = _objection(request, pk, objection_pk, "scoring.decide_objection")
    view = sheet_view(objection.sheet)
    row = _line(view, objection.criterion_id)
    form = DecisionForm(posted(request), row=row)

    def decide(typed: dict[str, Any]) -> Objection:
        return workflow.decide_objection(objection, by=request.user, decision=typed["decision"], mark=form.written())

    if submit(form, decide):
        messages.success(request, "Đã kết luận kiến nghị, đơn vị được thông báo.")
        return redirect("scoring:sheet_detail", pk=pk)
    return _page(request, view.sheet, form, "scoring/objection_decide.html", objection=objection, row=row)


def _line(view: SheetView, criterion_pk: int) -> SheetLine:
    """A criterion that gets points of its own; 404 for any other."""
    row = next((row for row in view.lines if row.line.is_leaf and row.line.criterion.pk == criterion_pk), None)
    if row is None:
        raise Http404
    return row


@idempotent_post
def result_change(request: LoggedInRequest, pk: int, criterion_pk: int) -> HttpResponse:
    """What a conference decided about one line, after the results were published."""
    sheet = visible_sheet(request, pk)
    check_permission(request.user, "scoring.record_change", sheet)
    view = sheet_view(sheet)
    row = _line(view, criterion_pk)
    form = ResultChangeForm(posted(request), row=row, criteria_set=sheet.criteria_set)

    def record(typed: dict[str, Any]) -> ResultChange:
        conclusion = typed["conclusion"]
        return workflow.record_change(
            sheet,
            by=request.user,
            conference=typed["conference"],
            mark=form.mark(conclusion),
            conclusion=conclusion,
        )

    if submit(form, record):
        messages.success(request, "Đã lưu kết luận của hội nghị, tính lại thứ hạng và xếp loại.")
        return redirect("scoring:sheet_detail", pk=pk)
    return _page(request, view.sheet, form, "scoring/result_change.html", row=row)


def _page(request: LoggedInRequest, sheet: ScoreSheet, form: Any, template: str, **more: Any) -> HttpResponse:
    return render(request, template, {"sheet": sheet, "form": form} | more, status=status_of(form))
