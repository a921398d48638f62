"""/khen-thuong/quyet-dinh/: decisions of the city as they are recorded, and the issue of their certificates."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from awards import workflow
from awards.documents.certificate import default_template, lines_on_paper, proof_pdf, warnings_of
from awards.forms import DecisionForm, IssueForm
from awards.lists import DecisionList
from awards.models import CertificateTemplate, Decision, DecisionLine
from awards.queue import to_decide
from libraries.web import clock, listing
from libraries.web.downloads import file_response
from records.access import acting, check_permission, has_permission
from records.transitions import NotAllowedNow
from units.codes import IdentityNotProved, check_identity


def seen_decision(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("document", "recorded_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    visible = Decision.objects.visible_to(request.user)
    return listing.answer(request, DecisionList, visible, decides=has_permission(request.user, "awards.decide"))


@require_safe
def decision_new(request: HttpRequest) -> HttpResponse:
    """?chon= marks one dossier; without it all are marked."""
    check_permission(request.user, "awards.decide")
    rows = to_decide(request.user)
    wanted = request.GET.get("chon", "")
    marked = [row.pk for row in rows if not wanted or str(row.pk) == wanted]
    return _deciding(request, DecisionForm(rows=rows, initial={"nominations": marked, "decided_on": clock.today()}))


def _deciding(request, form, status=200):
    return render(request, "awards/decision_new.html", {"form": form, "rows": form.rows}, status=status)


@sensitive_post_parameters("password", "code")
@acting
def decide(request: HttpRequest) -> HttpResponse:
    check_permission(request.user, "awards.decide")
    form = DecisionForm(request.POST, rows=to_decide(request.user))
    if not form.is_valid():
        return _deciding(request, form, status=422)
    try:
        proof = check_identity(request.user, request=request, **form.proof_answers())
        decision = workflow.decide(form.cleaned_data["nominations"], by=request.user, proof=proof, **form.facts())
    except IdentityNotProved as refusal:
        form.add_error(refusal.factor or None, refusal.sentence)
        return _deciding(request, form, status=422)
    except NotAllowedNow as refusal:
        form.add_error(None, refusal.message)
        return _deciding(request, form, status=409)
    messages.success(request, f"Đã ghi {decision}.")
    return redirect("awards:decision_detail", pk=decision.pk)


def lines_of(user, decision: Decision) -> list[DecisionLine]:
    """The lines this user may see: the board all, others those of their blocs."""
    rows = decision.lines.select_related(
        "decision", "nomination__kind", "nomination__unit", "nomination__emulation_year__bloc"
    ).prefetch_related("nomination__unit__names", "certificates", "nomination__kind__templates")
    if not user.is_board_member:
        rows = rows.filter(nomination__emulation_year__bloc__in=user.bloc_ids)
    return list(rows.order_by("line_no"))


@require_safe
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    decision = seen_decision(request, pk)
    lines = lines_of(request.user, decision)
    page = {
        "decision": decision,
        "lines": [(line, _newest(line)) for line in lines],
        "hidden": decision.lines.count() - len(lines),
        "waits": [line for line in lines if not line.certificates.all()],
    }
    return render(request, "awards/decision_detail.html", page)


def _newest(line):
    return max(line.certificates.all(), key=lambda row: row.pk, default=None)


@dataclass(frozen=True)
class Proofread:
    """One certificate before it is numbered: how its words break, and what would look wrong."""

    line: DecisionLine
    template: CertificateTemplate | None
    name: tuple[str, ...]
    citation: tuple[str, ...]
    warnings: list[str]


def _issuable(user, decision: Decision) -> list[DecisionLine]:
    """Lines without a certificate; the secretariat issues those of its own bloc."""
    lines = [line for line in lines_of(user, decision) if not line.certificates.all()]
    if has_permission(user, "awards.decide"):
        return lines
    return [line for line in lines if line.bloc.pk in user.roles().secretary_of]


def _proofread(line: DecisionLine) -> Proofread:
    template = default_template(line.nomination.kind)
    if template is None:
        return Proofread(line, None, (), (), ["Chưa có mẫu bằng cho hình thức này."])
    return Proofread(
        line,
        template,
        lines_on_paper(line, template),
        lines_on_paper(line, template, "citation"),
        warnings_of(line, template),
    )


@require_safe
def issue_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The names as they will break, warnings, a proof of each page, then one button."""
    decision = seen_decision(request, pk)
    check_permission(request.user, "awards.issue", decision)
    return _issuing(request, decision)


def _issuing(request, decision, form=None, status=200):
    rows = [_proofread(line) for line in _issuable(request.user, decision)]
    page = {
        "decision": decision,
        "rows": rows,
        "doubtful": sum(1 for row in rows if row.warnings),
        "form": form,
    }
    return render(request, "awards/issue_check.html", page, status=status)


@acting
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    decision = seen_decision(request, pk)
    check_permission(request.user, "awards.issue", decision)
    form = IssueForm(request.POST, lines=_issuable(request.user, decision))
    if not form.is_valid():
        return _issuing(request, decision, form, status=422)
    try:
        job = workflow.issue(form.cleaned_data["lines"], by=request.user)
    except NotAllowedNow as refusal:
        form.add_error(None, refusal.message)
        return _issuing(request, decision, form, status=409)
    messages.success(request, f"Đã cấp số cho {job.total} bằng. Bằng đang được in.")
    return redirect("records:job_detail", pk=job.pk)


@require_safe
def proof_file(request: HttpRequest, pk: int, line_no: int) -> HttpResponse:
    """One page of the batch, marked BẢN MẪU."""
    decision = seen_decision(request, pk)
    check_permission(request.user, "awards.issue", decision)
    line = next((row for row in lines_of(request.user, decision) if row.line_no == line_no), None)
    template = default_template(line.nomination.kind) if line else None
    if line is None or template is None:
        raise Http404
    return file_response(proof_pdf(line, template), f"ban-in-thu-{line_no}.pdf")
