"""Whether the installation lives and can serve, and its figures: asked on this machine only."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from khoithidua.doctor import Level, examine
from khoithidua.metrics import exposition
from libraries.web.client import is_on_this_machine

WORDS = {Level.FINE: "fine", Level.LOOK: "look", Level.BAD: "bad"}


def on_this_machine(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """For everybody else the page is not there: what it tells helps an attacker."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if not is_on_this_machine(request):
            raise Http404
        return view(request)

    return asked


@login_not_required
@require_safe
@on_this_machine
def health(request: HttpRequest) -> JsonResponse:
    """The process answers. It asks nothing of the database: a restart would not bring that back."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
@on_this_machine
def readiness(request: HttpRequest) -> JsonResponse:
    """Whether pages can be served (503 when not), and every finding, so that whoever watches sees what is coming."""
    findings = examine(quickly=True)
    ready = all(finding.level is not Level.BAD for finding in findings)
    told = [{"level": WORDS[finding.level], "subject": finding.subject, "words": finding.words} for finding in findings]
    return JsonResponse({"status": "ready" if ready else "not ready", "findings": told}, status=200 if ready else 503)


@login_not_required
@require_safe
@on_this_machine
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus."""
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)
