"""/khen-thuong/quyet-dinh/: decisions of the city as they are recorded, and the issue of their certificates."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from awards import workflow
from awards.documents.certificate import proof_pdf, proofread
from awards.documents.decision_draft import decision_draft_paper
from awards.forms import DecisionForm, IssueForm
from awards.lists import DecisionList
from awards.models import Decision, DecisionLine
from awards.queries.authority import by_authority
from awards.queries.certificates import default_template, lines_seen_by, with_newest, without_certificate
from awards.queries.review_queue import to_decide
from awards.views.proof import proved
from awards.views.visible import visible_decision
from awards.worklist import certificates_to_issue
from libraries.web import clock, listing
from libraries.web.downloads import WORD, file_name, file_response
from records.access import check_permission, has_permission, permitted
from records.issuing import to_word
from records.submission import idempotent_post, posted, status_of, submit
from units.codes import Proof
from units.models import User
from units.requests import LoggedInRequest


@require_safe
def decision_list(request: LoggedInRequest) -> HttpResponse:
    visible = Decision.objects.visible_to(request.user)
    return listing.answer(
        request, DecisionList, visible, decides=has_permission(request.user, "awards.record_decision")
    )


@sensitive_post_parameters("password", "code")
@idempotent_post
def decision_new(request: LoggedInRequest) -> HttpResponse:
    """The city's decision as it is recorded. ?chon= marks one dossier; without it those that one authority decides."""
    check_permission(request.user, "awards.record_decision")
    rows = to_decide(request.user)
    wanted, groups = request.GET.get("chon", ""), by_authority(rows)
    # One decision has one authority: those of the first are marked.
    together = groups[0].nominations if groups else ()
    marked = [row.pk for row in (rows if wanted else together) if not wanted or str(row.pk) == wanted]
    form = DecisionForm(posted(request), rows=rows, initial={"nominations": marked, "decided_on": clock.today()})

    def record(proof: Proof) -> Decision:
        return workflow.decide(form.cleaned_data["nominations"], by=request.user, proof=proof, **form.decision())

    if decision := proved(request, form, record):
        messages.success(request, f"Đã lưu {decision}.")
        return redirect("awards:decision_detail", pk=decision.pk)
    return render(
        request, "awards/decision_new.html", {"form": form, "rows": form.rows, "groups": groups}, status=status_of(form)
    )


@require_safe
def decision_draft_word(request: LoggedInRequest, authority: str) -> HttpResponse:
    """The draft for the office, in Word: the dossiers that one authority decides."""
    check_permission(request.user, "awards.record_decision")
    groups = {group.authority: group for group in by_authority(to_decide(request.user))}
    if authority not in groups:
        messages.info(request, "Không còn hồ sơ đã thẩm định thuộc thẩm quyền này.")
        return redirect("awards:decision_new")
    paper = decision_draft_paper(groups[authority].nominations)
    return file_response(to_word(paper), file_name("dự thảo quyết định khen thưởng", ".docx"), WORD)


@require_safe
def decision_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    decision = visible_decision(request, pk)
    lines = lines_seen_by(request.user, decision)
    waiting = len(without_certificate(lines))
    issues = waiting and has_permission(request.user, "awards.issue", decision)
    page = {
        "decision": decision,
        "lines": with_newest(lines),
        "hidden": decision.lines.count() - len(lines),
        "waiting": waiting,
        "original": decision.originals.select_related("received_by").first(),
        "may": permitted(request.user, decision, "awards.keep_original"),
        "next": certificates_to_issue(decision, waiting) if issues else None,
    }
    return render(request, "awards/decision_detail.html", page)


def _issuable(user: User, decision: Decision) -> list[DecisionLine]:
    """Lines without a certificate; the secretariat issues those of its own bloc."""
    lines = without_certificate(lines_seen_by(user, decision))
    if has_permission(user, "awards.record_decision"):
        return lines
    return [line for line in lines if line.bloc.pk in user.roles().secretary_of]


@idempotent_post
def issue_check(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The names as they will break, warnings, a proof of each page, then one button."""
    decision = visible_decision(request, pk)
    check_permission(request.user, "awards.issue", decision)
    lines = _issuable(request.user, decision)
    form = IssueForm(posted(request), lines=lines)
    if job := submit(form, lambda typed: workflow.issue(typed["lines"], by=request.user)):
        messages.success(request, f"Đã cấp {job.total} bằng. Bằng đang được in.")
        return redirect("records:job_detail", pk=job.pk)
    rows = [proofread(line) for line in lines]
    page = {
        "decision": decision,
        "rows": rows,
        "doubtful": sum(1 for row in rows if row.warnings),
        "form": form if form.is_bound else None,
    }
    return render(request, "awards/issue_check.html", page, status=status_of(form))


@require_safe
def proof_file(request: LoggedInRequest, pk: int, line_no: int) -> HttpResponse:
    """One page of the batch, marked as a proof (BẢN MẪU)."""
    decision = visible_decision(request, pk)
    check_permission(request.user, "awards.issue", decision)
    line = next((row for row in lines_seen_by(request.user, decision) if row.line_no == line_no), None)
    template = default_template(line.nomination.kind, decision.decided_on) if line else None
    if line is None or template is None:
        raise Http404
    return file_response(proof_pdf(line, template), f"ban-in-thu-{line_no}.pdf")
