"""/nhat-ky/: the audit log of the chains one may read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from libraries.web.query_string import asked_words
from records import audit
from records.models import AuditEvent
from records.submission import post_action

ROWS = 50


@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Chain after chain, newest first by number: rows stand as they are linked, whatever their clocks say."""
    chains = _readable(request)
    wanted = request.GET.get("khoi", "")
    events = AuditEvent.objects.filter(chain__in=[wanted] if wanted in chains else list(chains))
    if row := asked_words(request, "doi-tuong"):
        events = events.filter(row_label__icontains=row[:100])
    page = Paginator(events.order_by("chain", "-seq"), ROWS).get_page(request.GET.get("trang"))
    for event in page:
        event.chain_name = chains[event.chain]
    return render(
        request,
        "records/audit_log.html",
        {
            "page": page,
            "chains": chains,
            "wanted": wanted,
            "row": row,
            "several": len(chains) > 1 and wanted not in chains,
        },
    )


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
    if not (chains := request.user.readable_chains):
        raise PermissionDenied("records.read_audit")
    return chains
