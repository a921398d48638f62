"""/cham-diem/phieu/…/kien-nghi/: what a unit says against the points of a criterion, and what comes of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from records.access import check_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from scoring import workflow
from scoring.forms.objections import DecisionForm, ObjectionForm, ReplyForm
from scoring.models import Objection, ScoreSheet
from scoring.queries import sheet_view, stages_seen_by
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
    row = next((row for row in view.lines if row.line.criterion.pk == objection.criterion_id), None)
    if row is None:
        raise Http404
    form = DecisionForm(posted(request), row=row)

    def decide(typed: dict[str, Any]) -> Objection:
        return workflow.decide_objection(objection, by=request.user, decision=typed["decision"], mark=form.written())

    if submit(form, decide):
        messages.success(request, "Đã kết luận kiến nghị, đơn vị được thông báo.")
        return redirect("scoring:sheet_detail", pk=pk)
    return _page(request, view.sheet, form, "scoring/objection_decide.html", objection=objection, row=row)


def _page(request: LoggedInRequest, sheet: ScoreSheet, form: Any, template: str, **more: Any) -> HttpResponse:
    return render(request, template, {"sheet": sheet, "form": form} | more, status=status_of(form))
