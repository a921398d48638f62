"""/cham-diem/phieu/…: one unit's sheet, its three columns, and the steps it goes through."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web.downloads import file_response
from records.access import check_permission, has_permission
from records.issuing import to_pdf
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import Action, requirements
from scoring import workflow
from scoring.actions import EXCLUDE_UNIT, OBJECT_TO_MARK, RECORD_CHANGE, SHEET_ACTIONS
from scoring.documents.results import explanation_name, explanation_paper
from scoring.forms import ExcludeForm, ReturnForm
from scoring.forms.marks import MarksForm
from scoring.models import Mark, ScoreSheet
from scoring.queries import SheetView, reads_proofs, sheet_view, stages_seen_by
from scoring.worklist import sheet_action
from units.models import Unit
from units.requests import LoggedInRequest
from units.scope import work_in

# The column in the address → its stage and who may write it.
COLUMNS = {
    "tu-cham": (Mark.Stage.SELF, "scoring.save_self_marks"),
    "cham-cheo": (Mark.Stage.CHECK, "scoring.save_check_marks"),
    "tham-dinh": (Mark.Stage.APPRAISAL, "scoring.save_appraisal_marks"),
}


def visible_sheet(request: LoggedInRequest, pk: int) -> ScoreSheet:
    """The sheet, if this user may see it; 404 otherwise."""
    rows = ScoreSheet.objects.visible_to(request.user).select_related(
        "criteria_set__emulation_year__bloc", "unit", "checker"
    )
    return work_in(request, get_object_or_404(rows, pk=pk))


@require_safe
def sheet_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    sheet = visible_sheet(request, pk)
    view = sheet_view(sheet, stages_seen_by(request.user, sheet))
    # After publication, and of a unit that is not considered, the state of the sheet alone would still allow it.
    acts: Iterable[Action] = () if requirements(EXCLUDE_UNIT, sheet) else SHEET_ACTIONS
    may = {action.verb for action in acts if has_permission(request.user, action.name, sheet)}
    if requirements(OBJECT_TO_MARK, sheet):
        may.discard(OBJECT_TO_MARK.verb)
    if has_permission(request.user, RECORD_CHANGE.name, sheet) and not requirements(RECORD_CHANGE, sheet):
        may.add(RECORD_CHANGE.verb)
    else:
        may.discard(RECORD_CHANGE.verb)
    page = {
        "sheet": view.sheet,
        "view": view,
        "next": sheet_action(request.user, view.sheet),
        "may": may,
        "reads_proofs": reads_proofs(request.user, sheet),
        "objections": sheet.objections.select_related("criterion", "lodged_by", "replied_by", "decided_by"),
    }
    return render(request, "scoring/sheet_detail.html", page)


@require_safe
def explanation_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Every point with its rule and reason, in the columns that this reader may see."""
    sheet = visible_sheet(request, pk)
    view = sheet_view(sheet, stages_seen_by(request.user, sheet))
    return file_response(to_pdf(explanation_paper(view)), explanation_name(view, ".pdf"))


def column_of(request: LoggedInRequest, pk: int, column: str) -> tuple[Mark.Stage, SheetView]:
    """The stage of a column that this user may write now, and the sheet as its writer sees it; 404 for no column."""
    if column not in COLUMNS:
        raise Http404
    stage, permission = COLUMNS[column]
    sheet = visible_sheet(request, pk)
    check_permission(request.user, permission, sheet)
    # A checker marks before having seen what the unit gave itself.
    seen = (stage,) if stage == Mark.Stage.CHECK else tuple(Mark.Stage)
    return stage, sheet_view(sheet, seen)


@idempotent_post
def marks_edit(request: LoggedInRequest, pk: int, column: str) -> HttpResponse:
    stage, view = column_of(request, pk, column)
    form = MarksForm(posted(request), view=view, stage=stage)

    def save(typed: dict[str, Any]) -> ScoreSheet:
        revision = typed["revision"]
        return workflow.save_marks(view.sheet, stage, by=request.user, marks=form.written(), revision=revision)

    if submit(form, save):
        messages.success(request, f"Đã lưu {stage.label.lower()}.")
        return redirect("scoring:sheet_detail", pk=pk)
    page = {"sheet": view.sheet, "view": view, "form": form, "stage": stage, "column": column}
    return render(request, "scoring/marks_edit.html", page, status=status_of(form))


Verb = Callable[..., ScoreSheet]


def _step(request: LoggedInRequest, pk: int, permission: str, verb: Verb, told: str) -> HttpResponse:
    """A button that leads a sheet to its next state."""
    sheet = visible_sheet(request, pk)
    check_permission(request.user, permission, sheet)
    verb(sheet, by=request.user)
    messages.success(request, told)
    return redirect("scoring:sheet_detail", pk=pk)


@post_action("scoring:sheet_detail", gone="scoring:criteria_list")
def submit_sheet(request: LoggedInRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "scoring.submit_sheet", workflow.submit_sheet, "Đã nộp phiếu chấm điểm.")


@post_action("scoring:sheet_detail", gone="scoring:criteria_list")
def finish_check(request: LoggedInRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "scoring.finish_check", workflow.finish_check, "Đã gửi kết quả chấm chéo.")


@post_action("scoring:sheet_detail", gone="scoring:criteria_list")
def finish_appraisal(request: LoggedInRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "scoring.finish_appraisal", workflow.finish_appraisal, "Đã hoàn thành thẩm định.")


@idempotent_post
def sheet_return(request: LoggedInRequest, pk: int) -> HttpResponse:
    sheet = visible_sheet(request, pk)
    check_permission(request.user, "scoring.return_sheet", sheet)
    form = ReturnForm(posted(request))
    if submit(form, lambda typed: workflow.return_sheet(sheet, by=request.user, **typed)):
        messages.success(request, "Đã trả lại phiếu chấm điểm.")
        return redirect("scoring:sheet_detail", pk=pk)
    return _reason_page(request, sheet, form, "scoring/sheet_return.html")


@idempotent_post
def unit_exclude(request: LoggedInRequest, pk: int) -> HttpResponse:
    sheet = visible_sheet(request, pk)
    check_permission(request.user, "scoring.exclude_unit", sheet)
    form = ExcludeForm(posted(request))
    if submit(form, lambda typed: workflow.exclude_unit(sheet, by=request.user, **typed)):
        messages.success(request, f"Đã xác nhận {_named(sheet).name} không bình xét.")
        return redirect("scoring:sheet_detail", pk=pk)
    return _reason_page(request, sheet, form, "scoring/unit_exclude.html")


def _named(sheet: ScoreSheet) -> Unit:
    return Unit.objects.with_names().get(pk=sheet.unit_id)


def _reason_page(request: LoggedInRequest, sheet: ScoreSheet, form: Any, template: str) -> HttpResponse:
    page = {"sheet": sheet, "unit": _named(sheet), "form": form}
    return render(request, template, page, status=status_of(form))
