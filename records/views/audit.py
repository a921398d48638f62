"""/nhat-ky/: the audit log of the chains one may read."""

from django.contrib import messages
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


@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """?khoi= one chain; ?doi-tuong= words of what was done to."""
    if reader_of(request).reads_every_chain:
        events = AuditEvent.objects.exclude(chain=audit.INSTALLATION)
        return listing.answer(request, AuditLog, events, several_chains=True)
    chains = _readable(request)
    events = AuditEvent.objects.filter(chain__in=list(chains))
    return listing.answer(request, AuditLog, events, several_chains=len(chains) > 1)


@post_action("records:audit_log")
def check_audit(request: HttpRequest) -> HttpResponse:
    """Walk the reader's chains and say whether every link holds."""
    chains = _readable(request)
    broken = [link for link in audit.broken_links() if link.chain in chains]
    if broken:
        first = broken[0]
        messages.error(request, f"Chuỗi {chains[first.chain]} bị đứt tại sự kiện số {first.seq}: {first.sentence}")
    else:
        messages.success(request, "Nhật ký nguyên vẹn: mọi sự kiện đều khớp mã băm.")
    return redirect("records:audit_log")


def _readable(request: HttpRequest) -> dict[str, str]:
    if not (chains := reader_of(request).readable_chains):
        raise PermissionDenied("records.read_audit")
    return chains
