"""/giao-uoc/<n>/ket-qua/: what the units reached of their targets, quarter by quarter."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from libraries.web.downloads import EXCEL, file_response
from libraries.web.listing.columns import Column
from libraries.web.listing.excel import sheet_file
from libraries.web.query_string import whole_number
from pledges import workflow
from pledges.forms import ReasonForm, ResultsForm
from pledges.models import Pledge, QuarterReport
from pledges.queries import ResultLine, UnitResults, report_of, results_of
from pledges.requirements import has_begun
from pledges.views.pledge import visible_pledge
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.models import Unit
from units.requests import LoggedInRequest

QUARTERS = (1, 2, 3, 4)
Line = tuple[UnitResults, ResultLine]


def _value_of(quarter: int) -> Callable[[Line], Decimal | None]:
    return lambda row: row[1].values[quarter - 1]


def _share(row: Line) -> float | None:
    return None if row[1].share is None else round(float(row[1].share), 1)


COLUMNS = (
    Column("unit", "Đơn vị", lambda row: row[0].unit.name, width=34),
    Column("target", "Chỉ tiêu", lambda row: row[1].target.name, width=40),
    Column("measure", "Đơn vị tính", lambda row: row[1].target.measure, width=12),
    Column("registered", "Đăng ký", lambda row: row[1].target.value, width=14),
    *(
        Column(f"q{quarter}", f"Lũy kế hết quý {QuarterReport(quarter=quarter).roman}", _value_of(quarter), width=14)
        for quarter in QUARTERS
    ),
    Column("share", "Tỷ lệ (%)", _share, width=10),
    Column("note", "Ghi chú", lambda row: row[1].note, width=30),
)


def sealed_pledge(request: LoggedInRequest, pk: int) -> Pledge:
    """A pledge whose targets are fixed; 404 for any other."""
    pledge = visible_pledge(request, pk)
    if not pledge.is_sealed:
        raise Http404
    return pledge


def quarter_asked(request: LoggedInRequest, pledge: Pledge) -> int:
    """The one in the address, or the newest that has begun."""
    wanted = whole_number(request.GET.get("quy"), 1)
    if wanted in QUARTERS:
        return wanted
    begun = [quarter for quarter in QUARTERS if has_begun(pledge.emulation_year.year, quarter)]
    return max(begun, default=1)


@dataclass(frozen=True)
class UnitCard:
    """One unit on the page, and what this reader may do with its results."""

    results: UnitResults
    may_write: bool
    may_confirm: bool
    may_reopen: bool


@require_safe
def results_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = sealed_pledge(request, pk)
    quarter = quarter_asked(request, pledge)
    found = results_of(pledge, quarter, request.user)
    here = QuarterReport(pledge=pledge, quarter=quarter)
    page = {
        "pledge": pledge,
        "quarter": quarter,
        "quarters": [(number, QuarterReport(quarter=number).roman) for number in QUARTERS],
        "roman": here.roman,
        "cards": [_card(request, results) for results in found],
        "confirmed": sum(results.report.is_confirmed for results in found),
        "begun": has_begun(pledge.emulation_year.year, quarter),
    }
    return render(request, "pledges/results_detail.html", page)


def _card(request: LoggedInRequest, results: UnitResults) -> UnitCard:
    user, report = request.user, results.report

    def may(verb: str) -> bool:
        return bool(results.lines) and has_permission(user, f"pledges.{verb}", report)

    written = report.pk is not None
    return UnitCard(results, may("save_results"), written and may("confirm_results"), written and may("reopen_results"))


@require_safe
def results_excel(request: LoggedInRequest, pk: int, quarter: int) -> HttpResponse:
    pledge = sealed_pledge(request, pk)
    if quarter not in QUARTERS:
        raise Http404
    lines = [(results, line) for results in results_of(pledge, quarter, request.user) for line in results.lines]
    roman, year = QuarterReport(quarter=quarter).roman, pledge.emulation_year.year
    content = sheet_file(f"Kết quả thực hiện chỉ tiêu hết quý {roman} năm {year}", COLUMNS, lines)
    return file_response(content, f"ket-qua-chi-tieu-{year}-quy-{quarter}.xlsx", EXCEL)


def _report(request: LoggedInRequest, pk: int, quarter: int, slug: str) -> QuarterReport:
    pledge = sealed_pledge(request, pk)
    if quarter not in QUARTERS:
        raise Http404
    named = pledge.targets.values("unit")
    unit = get_object_or_404(Unit.objects.visible_to(request.user).filter(pk__in=named).with_names(), slug=slug)
    report = report_of(pledge, unit, quarter)
    report.unit = unit
    return report


def _back(report: QuarterReport) -> HttpResponse:
    return redirect(f"{reverse('pledges:results_detail', args=[report.pledge_id])}?quy={report.quarter}")


@idempotent_post
def result_edit(request: LoggedInRequest, pk: int, quarter: int, unit: str) -> HttpResponse:
    report = _report(request, pk, quarter, unit)
    check_permission(request.user, "pledges.save_results", report)
    form = ResultsForm(posted(request), report=report)

    def save(typed: dict[str, Any]) -> QuarterReport:
        return workflow.save_results(
            report.pledge, report.unit, quarter, by=request.user, results=form.reached(), revision=typed["revision"]
        )

    if submit(form, save):
        messages.success(request, f"Đã lưu kết quả quý {report.roman} của {report.unit.short_name}.")
        return _back(report)
    page = {"report": report, "pledge": report.pledge, "unit": report.unit, "form": form}
    return render(request, "pledges/result_edit.html", page, status=status_of(form))


@post_action("pledges:results_detail", kept=("pk",), gone="pledges:pledge_list")
def confirm_results(request: LoggedInRequest, pk: int, quarter: int, unit: str) -> HttpResponse:
    report = _saved(_report(request, pk, quarter, unit))
    check_permission(request.user, "pledges.confirm_results", report)
    workflow.confirm_results(report, by=request.user)
    messages.success(request, f"Đã xác nhận kết quả quý {report.roman} của {report.unit.short_name}.")
    return _back(report)


@idempotent_post
def results_reopen(request: LoggedInRequest, pk: int, quarter: int, unit: str) -> HttpResponse:
    report = _saved(_report(request, pk, quarter, unit))
    check_permission(request.user, "pledges.reopen_results", report)
    form = ReasonForm(posted(request), label="Lý do mở lại")
    if submit(form, lambda typed: workflow.reopen_results(report, by=request.user, **typed)):
        messages.success(request, f"Đã mở lại kết quả quý {report.roman} của {report.unit.short_name}.")
        return _back(report)
    page = {"report": report, "pledge": report.pledge, "unit": report.unit, "form": form}
    return render(request, "pledges/results_reopen.html", page, status=status_of(form))


def _saved(report: QuarterReport) -> QuarterReport:
    if report.pk is None:
        raise Http404
    return report
