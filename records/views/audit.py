"""/nhat-ky/: the audit log of the chains one may read."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from libraries.web import listing
from records import audit
from records.access import reader_of
from records.lists import AuditLog
from records.models import AuditEvent
from records.submission import post_action
from records.tasks import start_audit_check


@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """?khoi= one chain; ?doi-tuong= words of what was done to."""
    if reader_of(request).reads_every_chain:
        events = AuditEvent.objects.all()
        if audit.INSTALLATION not in reader_of(request).readable_chains:
            events = events.exclude(chain=audit.INSTALLATION)
        return listing.answer(request, AuditLog, events, several_chains=True)
    chains = _readable(request)
    events = AuditEvent.objects.filter(chain__in=list(chains))
    return listing.answer(request, AuditLog, events, several_chains=len(chains) > 1)


@post_action("records:audit_log")
def check_audit(request: HttpRequest) -> HttpResponse:
    """A job walks the reader's own chains; its page says whether every link holds."""
    job = start_audit_check(_readable(request), by=request.user)
    return redirect("records:job_detail", pk=job.pk)


def _readable(request: HttpRequest) -> dict[str, str]:
    if not (chains := reader_of(request).readable_chains):
        raise PermissionDenied("records.read_audit")
    return chains
