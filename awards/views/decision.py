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
from awards.views.proof import proved
from awards.worklist import certificates_to_issue
from libraries.web import clock, listing
from libraries.web.downloads import file_response
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit


def seen_decision(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("document", "recorded_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    visible = Decision.objects.visible_to(request.user)
    return listing.answer(
        request, DecisionList, visible, decides=has_permission(request.user, "awards.record_decision")
    )


@sensitive_post_parameters("password", "code")
@idempotent_post
def decision_new(request: HttpRequest) -> HttpResponse:
    """The city's decision as it is recorded. ?chon= marks one dossier; without it all are marked."""
    check_permission(request.user, "awards.record_decision")
    rows = to_decide(request.user)
    wanted = request.GET.get("chon", "")
    marked = [row.pk for row in rows if not wanted or str(row.pk) == wanted]
    form = DecisionForm(posted(request), rows=rows, initial={"nominations": marked, "decided_on": clock.today()})
    if decision := proved(request, form, lambda proof: _decide(request, form, proof)):
        messages.success(request, f"Đã ghi {decision}.")
        return redirect("awards:decision_detail", pk=decision.pk)
    return render(request, "awards/decision_new.html", {"form": form, "rows": form.rows}, status=status_of(form))


def _decide(request, form, proof):
    return workflow.decide(form.cleaned_data["nominations"], by=request.user, proof=proof, **form.facts())


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
    waiting = sum(not line.certificates.all() for line in lines)
    issues = waiting and has_permission(request.user, "awards.issue", decision)
    page = {
        "decision": decision,
        "lines": [(line, _newest(line)) for line in lines],
        "hidden": decision.lines.count() - len(lines),
        "waiting": waiting,
        "next": certificates_to_issue(decision, waiting) if issues else None,
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
    if has_permission(user, "awards.record_decision"):
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


@idempotent_post
def issue_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The names as they will break, warnings, a proof of each page, then one button."""
    decision = seen_decision(request, pk)
    check_permission(request.user, "awards.issue", decision)
    lines = _issuable(request.user, decision)
    form = IssueForm(posted(request), lines=lines)
    if job := submit(form, lambda typed: workflow.issue(typed["lines"], by=request.user)):
        messages.success(request, f"Đã cấp số cho {job.total} bằng. Bằng đang được in.")
        return redirect("records:job_detail", pk=job.pk)
    rows = [_proofread(line) for line in lines]
    page = {
        "decision": decision,
        "rows": rows,
        "doubtful": sum(1 for row in rows if row.warnings),
        "form": form if form.is_bound else None,
    }
    return render(request, "awards/issue_check.html", page, status=status_of(form))


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
