"""The anchors of the audit log, open to everybody: whoever keeps a copy can show later that the log was changed."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.anchors import NAME, own_folder, read_anchors

# A year of them; older ones are named by those that follow.
SHOWN = 366


@login_not_required
@require_safe
def audit_anchors(request: HttpRequest) -> HttpResponse:
    newest_first = read_anchors(own_folder())[: -SHOWN - 1 : -1]
    return render(request, "records/audit_anchors.html", {"anchors": newest_first})


@login_not_required
@require_safe
def anchor_file(request: HttpRequest, name: str) -> HttpResponse:
    path = own_folder() / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
