"""/cham-diem/: the list, one criteria set with its sheets and results, writing it, adopting, opening, publishing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web import listing
from libraries.web.downloads import EXCEL, WORD, file_response
from records.access import check_permission, has_permission
from records.documents import document_response
from records.issuing import to_pdf, to_word
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import filled
from scoring import workflow
from scoring.documents import results
from scoring.documents.results_excel import results_sheet
from scoring.forms import CriterionForm, DeadlinesForm, SetForm, StartForm
from scoring.lists import CriteriaList
from scoring.models import CriteriaSet, Criterion, ScoreSheet
from scoring.queries import lines_of, sheets_of
from scoring.worklist import next_action
from units.models import EmulationYear
from units.requests import LoggedInRequest
from units.scope import kept_year, work_in


def visible_set(request: LoggedInRequest, pk: int) -> CriteriaSet:
    """The criteria set, if this user may see it; 404 otherwise."""
    rows = CriteriaSet.objects.visible_to(request.user).select_related("emulation_year__bloc", "signing")
    return work_in(request, get_object_or_404(rows, pk=pk))


@require_safe
def criteria_list(request: LoggedInRequest) -> HttpResponse:
    """Newest year first."""
    year = kept_year(request)
    start_year = year if year is not None and not CriteriaSet.objects.filter(emulation_year=year).exists() else None
    roles = request.user.roles()
    rows = CriteriaSet.objects.visible_to(request.user)
    holds = bool(roles.member_of | roles.secretary_of)
    return listing.answer(request, CriteriaList, rows, start_year=start_year, holds_evidence=holds)


@idempotent_post
def criteria_start(request: LoggedInRequest, year_pk: int) -> HttpResponse:
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    year = work_in(request, get_object_or_404(years, pk=year_pk))
    check_permission(request.user, "scoring.create_set", year)
    form = StartForm(posted(request), year=year)

    def create(typed: dict[str, Any]) -> CriteriaSet:
        return workflow.create_set(year, by=request.user, title=typed["title"], start=form.chosen())

    if made := submit(form, create):
        messages.success(request, "Đã lập bộ tiêu chí.")
        return redirect("scoring:criteria_detail", pk=made.pk)
    return render(request, "scoring/criteria_start.html", {"form": form, "year": year}, status=status_of(form))


@dataclass(frozen=True)
class SheetRow:
    """One unit's sheet on the page of the set, and whether this reader may open it."""

    sheet: ScoreSheet
    may_read: bool


@require_safe
def criteria_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    sheets = sheets_of(criteria_set)
    readable = set(ScoreSheet.objects.visible_to(request.user).filter(criteria_set=pk).values_list("pk", flat=True))
    ranked = [filled(row.result) for row in sheets] if criteria_set.is_published else []
    ranked.sort(key=lambda row: (row.place is None, row.place))
    page = {
        "criteria_set": criteria_set,
        "lines": lines_of(criteria_set),
        "grades": criteria_set.grades.all(),
        "sheets": [SheetRow(sheet, sheet.pk in readable) for sheet in sheets],
        "results": ranked,
        "table": criteria_set.issued_table,
        "changes": criteria_set.result_changes.select_related("conference", "criterion", "sheet__unit", "recorded_by"),
        "next": next_action(request.user, criteria_set),
        "may_edit": has_permission(request.user, "scoring.edit_set", criteria_set),
    }
    return render(request, "scoring/criteria_detail.html", page)


@idempotent_post
def set_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    check_permission(request.user, "scoring.edit_set", criteria_set)
    form = SetForm(posted(request), criteria_set=criteria_set)

    def edit(typed: dict[str, Any]) -> CriteriaSet:
        words = {name: typed[name] for name in ("revision", "title", "step")}
        return workflow.edit_set(criteria_set, by=request.user, grades=form.grades(), **words)

    if submit(form, edit):
        messages.success(request, "Đã lưu bộ tiêu chí.")
        return redirect("scoring:criteria_detail", pk=pk)
    page = {"criteria_set": criteria_set, "form": form}
    return render(request, "scoring/set_edit.html", page, status=status_of(form))


@require_safe
def criteria_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    check_permission(request.user, "scoring.add_criterion", criteria_set)
    return _criteria(request, criteria_set, CriterionForm(criteria_set=criteria_set))


def _criteria(request: LoggedInRequest, criteria_set: CriteriaSet, form: CriterionForm) -> HttpResponse:
    page = {"criteria_set": criteria_set, "lines": lines_of(criteria_set), "form": form}
    return render(request, "scoring/criteria_edit.html", page, status=status_of(form))


@idempotent_post
def add_criterion(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A new criterion, on the page of the criteria."""
    criteria_set = visible_set(request, pk)
    check_permission(request.user, "scoring.add_criterion", criteria_set)
    form = CriterionForm(posted(request), criteria_set=criteria_set)

    def add(typed: dict[str, Any]) -> Criterion:
        values = {name: value for name, value in typed.items() if name != "revision"}
        return workflow.add_criterion(criteria_set, by=request.user, **values)

    if submit(form, add):
        messages.success(request, "Đã thêm tiêu chí.")
        return redirect("scoring:criteria_edit", pk=pk)
    return _criteria(request, criteria_set, form)


@idempotent_post
def criterion_edit(request: LoggedInRequest, pk: int, criterion_pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    criterion = get_object_or_404(criteria_set.criteria, pk=criterion_pk)
    check_permission(request.user, "scoring.edit_criterion", criterion)
    form = CriterionForm(posted(request), criteria_set=criteria_set, criterion=criterion)
    if submit(form, lambda typed: workflow.edit_criterion(criterion, by=request.user, **typed)):
        messages.success(request, "Đã lưu tiêu chí.")
        return redirect("scoring:criteria_edit", pk=pk)
    page = {"criteria_set": criteria_set, "criterion": criterion, "form": form}
    return render(request, "scoring/criterion_edit.html", page, status=status_of(form))


@post_action("scoring:criteria_edit", kept=("pk",), gone="scoring:criteria_list")
def move_criterion(request: LoggedInRequest, pk: int, criterion_pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    criterion = get_object_or_404(criteria_set.criteria, pk=criterion_pk)
    check_permission(request.user, "scoring.move_criterion", criterion)
    workflow.move_criterion(criterion, by=request.user, up=request.POST.get("huong") == "len")
    return redirect("scoring:criteria_edit", pk=pk)


@post_action("scoring:criteria_edit", kept=("pk",), gone="scoring:criteria_list")
def remove_criterion(request: LoggedInRequest, pk: int, criterion_pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    criterion = get_object_or_404(criteria_set.criteria, pk=criterion_pk)
    check_permission(request.user, "scoring.remove_criterion", criterion)
    workflow.remove_criterion(criterion, by=request.user)
    messages.success(request, f"Đã xóa tiêu chí “{criterion.title}”.")
    return redirect("scoring:criteria_edit", pk=pk)


@post_action("scoring:criteria_detail", gone="scoring:criteria_list")
def adopt_set(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    check_permission(request.user, "scoring.adopt_set", criteria_set)
    workflow.adopt_set(criteria_set, by=request.user)
    messages.success(request, "Đã áp dụng bộ tiêu chí.")
    return redirect("scoring:criteria_detail", pk=pk)


@idempotent_post
def scoring_open(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    check_permission(request.user, "scoring.open_scoring", criteria_set)
    form = DeadlinesForm(posted(request))
    if submit(form, lambda typed: workflow.open_scoring(criteria_set, by=request.user, **typed)):
        messages.success(request, "Đã bắt đầu chấm điểm. Mỗi đơn vị nhận một phiếu và một thông báo.")
        return redirect("scoring:criteria_detail", pk=pk)
    page = {"criteria_set": criteria_set, "form": form}
    return render(request, "scoring/scoring_open.html", page, status=status_of(form))


@post_action("scoring:criteria_detail", gone="scoring:criteria_list")
def publish_results(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = visible_set(request, pk)
    check_permission(request.user, "scoring.publish_results", criteria_set)
    workflow.publish_results(criteria_set, by=request.user)
    messages.success(request, "Đã công khai kết quả chấm điểm.")
    return redirect("scoring:criteria_detail", pk=pk)


def published_set(request: LoggedInRequest, pk: int) -> CriteriaSet:
    """A set whose results are public; 404 otherwise."""
    criteria_set = visible_set(request, pk)
    if not criteria_set.is_published:
        raise Http404
    return criteria_set


@require_safe
def results_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The issued file, or the draft as it stands."""
    criteria_set = published_set(request, pk)
    if table := criteria_set.issued_table:
        return document_response(table.document)
    paper = results.results_paper(criteria_set)
    return file_response(to_pdf(paper), results.results_name(criteria_set, ".pdf"))


@require_safe
def results_word(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = published_set(request, pk)
    if table := criteria_set.issued_table:
        return document_response(table.word)
    paper = results.results_paper(criteria_set)
    return file_response(to_word(paper), results.results_name(criteria_set, ".docx"), WORD)


@require_safe
def results_excel(request: LoggedInRequest, pk: int) -> HttpResponse:
    criteria_set = published_set(request, pk)
    return file_response(results_sheet(criteria_set), results.results_name(criteria_set, ".xlsx"), EXCEL)
