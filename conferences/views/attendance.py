"""/hoi-nghi/…/diem-danh/: who is here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.forms import AttendanceForm
from conferences.views.conference import seen
from records.access import acting, check_permission
from records.transitions import NotAllowedNow


@require_safe
def attendance_edit(request: HttpRequest, pk: int) -> HttpResponse:
    conference = seen(request, pk)
    check_permission(request.user, "conferences.record_attendance", conference)
    return _roll(request, conference, AttendanceForm(conference=conference))


@acting
def record_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    conference = seen(request, pk)
    check_permission(request.user, "conferences.record_attendance", conference)
    form = AttendanceForm(request.POST, conference=conference)
    if not form.is_valid():
        return _roll(request, conference, form, status=422)
    try:
        workflow.record_attendance(conference, by=request.user, roll=form.roll(), guests_here=form.guests_here())
    except NotAllowedNow as refusal:
        form.add_error(None, refusal.message)
        return _roll(request, conference, form, status=409)
    messages.success(request, f"Đã ghi điểm danh. {conference.quorum().words}.")
    return redirect("conferences:conference_detail", pk=pk)


def _roll(request, conference, form, status=200):
    page = {"conference": conference, "form": form, "quorum": conference.quorum()}
    return render(request, "conferences/attendance_edit.html", page, status=status)
