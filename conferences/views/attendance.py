"""/hoi-nghi/…/diem-danh/: who is here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conferences import workflow
from conferences.forms import AttendanceForm
from conferences.views.conference import seen
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit


@idempotent_post
def attendance_edit(request: HttpRequest, pk: int) -> HttpResponse:
    conference = seen(request, pk)
    check_permission(request.user, "conferences.record_attendance", conference)
    form = AttendanceForm(posted(request), conference=conference)

    def record(typed):
        workflow.record_attendance(conference, by=request.user, roll=form.roll(), guests_here=form.guests_here())
        return True

    if submit(form, record):
        messages.success(request, f"Đã ghi điểm danh. {conference.quorum().words}.")
        return redirect("conferences:conference_detail", pk=pk)
    page = {"conference": conference, "form": form, "quorum": conference.quorum()}
    return render(request, "conferences/attendance_edit.html", page, status=status_of(form))
