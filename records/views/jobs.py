"""/viec-nen/<pk>/: how far a piece of background work is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from records.jobs import ended_well, is_running, jobs_visible_to


@require_safe
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page asks again every two seconds until the work has ended; one may leave it meanwhile."""
    job = get_object_or_404(jobs_visible_to(request.user).select_related("created_by"), pk=pk)
    return render(
        request,
        "records/job_detail.html",
        {
            "job": job,
            "running": is_running(job),
            "well": ended_well(job),
            "handled": job.done + job.failed,
            "reasons": job.log,
        },
    )
