"""/hoi-nghi/…/diem-danh/: who is here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from conferences import workflow
from conferences.forms import AttendanceForm
from conferences.models import Conference
from conferences.views.conference import visible_conference
from records.access import check_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.requests import LoggedInRequest


@idempotent_post
def attendance_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.record_attendance", conference)
    form = AttendanceForm(posted(request), conference=conference)

    def record(typed: dict[str, Any]) -> Conference:
        roll, guests_here = form.roll(), form.guests_here()
        return workflow.record_attendance(conference, by=request.user, roll=roll, guests_here=guests_here)

    if submit(form, record):
        messages.success(request, f"Đã lưu điểm danh. {conference.quorum().words}.")
        return redirect("conferences:conference_detail", pk=pk)
    page = {"conference": conference, "form": form, "quorum": conference.quorum()}
    return render(request, "conferences/attendance_edit.html", page, status=status_of(form))


@post_action("conferences:attendance_edit", gone="conferences:conference_list")
def everybody_here(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.record_attendance", conference)
    workflow.record_everybody_here(conference, by=request.user)
    messages.success(request, f"Đã điểm danh đủ các đơn vị. {conference.quorum().words}.")
    return redirect("conferences:attendance_edit", pk=pk)
