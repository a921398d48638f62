"""/khen-thuong/ho-so/…/bao-cao/, …/bien-ban/: the written report, handed-in files, the minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from awards import workflow
from awards.actions import PREPARE_SELECTION, SUBMIT_REPORT
from awards.forms import MinutesChoiceForm, MinutesFileForm, ReportFileForm
from awards.forms.report import ReportForm
from awards.models import Nomination
from awards.models.kinds import Part
from awards.queries.selection import told_of, unissued_minutes, voted_together
from awards.views.visible import visible_nomination
from awards.worklist import report_step, selection_step
from libraries.web import forms
from records.access import check_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import NotAllowedNow, requirements
from units.requests import LoggedInRequest


def _report(
    request: LoggedInRequest,
    nomination: Nomination,
    form: ReportForm | None = None,
    file_form: ReportFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    report, part = nomination.written_report, nomination.newest_parts().get(Part.REPORT)
    page = {
        "nomination": nomination,
        "report": report,
        "form": form or ReportForm(report=report, nomination=nomination),
        "file_form": file_form or ReportFileForm(),
        "part": part,
        "next": report_step(request.user, nomination, part),
        "missing": requirements(SUBMIT_REPORT, nomination) if report else [],
    }
    return render(request, "awards/report_edit.html", page, status=status)


@idempotent_post
def report_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.save_report", nomination)
    form = ReportForm(posted(request), report=nomination.written_report, nomination=nomination)
    if submit(form, lambda typed: workflow.save_report(nomination, by=request.user, **form.reported())):
        messages.success(request, "Đã lưu báo cáo. Khi hoàn thành, trình ký báo cáo.")
        return redirect("awards:report_edit", pk=pk)
    return _report(request, nomination, form, status=status_of(form))


@idempotent_post
def hand_in_report(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A file in place of what is written here, from the same page."""
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.hand_in_report", nomination)
    form = ReportFileForm(posted(request), request.FILES or None)
    if submit(form, lambda typed: workflow.hand_in_report(nomination, by=request.user, **_handed_in(form))):
        messages.success(request, "Đã tải lên tệp báo cáo thành tích.")
        return redirect("awards:nomination_detail", pk=pk)
    return _report(request, nomination, file_form=form, status=status_of(form))


def _handed_in(form: forms.Form) -> dict[str, Any]:
    file = form.cleaned_data["file"]
    return {"content": file.read(), "filename": file.name, "mime": file.content_type}


def _minutes(
    request: LoggedInRequest,
    nomination: Nomination,
    choice: MinutesChoiceForm | None = None,
    file_form: MinutesFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    voted = voted_together(nomination) if nomination.ballot else []
    minutes = unissued_minutes(nomination)
    page = {
        "nomination": nomination,
        "choice": choice or MinutesChoiceForm(bloc=nomination.bloc),
        "file_form": file_form or MinutesFileForm(),
        "part": nomination.newest_parts().get(Part.MINUTES),
        "voted": voted,
        "missing": requirements(PREPARE_SELECTION, nomination),
        "minutes": minutes,
        "next": selection_step(request.user, minutes) if minutes else None,
        "outdated": minutes is not None and told_of(minutes) != voted,
    }
    return render(request, "awards/minutes_edit.html", page, status=status)


@idempotent_post
def minutes_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The minutes of the conference that judged (biên bản bình xét), chosen among those issued."""
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.attach_minutes", nomination)
    choice = MinutesChoiceForm(posted(request), bloc=nomination.bloc)
    if submit(choice, lambda typed: workflow.attach_minutes(nomination, by=request.user, minutes=typed["minutes"])):
        messages.success(request, "Đã đưa biên bản vào hồ sơ.")
        return redirect("awards:nomination_detail", pk=pk)
    return _minutes(request, nomination, choice=choice, status=status_of(choice))


@post_action("awards:minutes_edit", gone="awards:nomination_list")
def prepare_selection_minutes(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The minutes of the selection made of the votes, for all dossiers that lean on them; next they are signed."""
    nomination = visible_nomination(request, pk)
    check_permission(request.user, PREPARE_SELECTION.name, nomination)
    try:
        workflow.prepare_selection_minutes(nomination, by=request.user)
    except NotAllowedNow as refusal:
        messages.error(request, refusal.message)
        return _minutes(request, nomination, status=409)
    messages.success(request, "Đã lập biên bản bình xét. Trình ký để thư ký và chủ tọa ký, sau đó cấp số và phát hành.")
    return redirect("awards:minutes_edit", pk=pk)


@idempotent_post
def hand_in_minutes(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A file in place of what is written here, from the same page."""
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.hand_in_minutes", nomination)
    form = MinutesFileForm(posted(request), request.FILES or None)
    if submit(form, lambda typed: workflow.hand_in_minutes(nomination, by=request.user, **_handed_in(form))):
        messages.success(request, "Đã tải lên biên bản bình xét.")
        return redirect("awards:nomination_detail", pk=pk)
    return _minutes(request, nomination, file_form=form, status=status_of(form))
