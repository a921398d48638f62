"""/khen-thuong/ho-so/…/trinh/, /khen-thuong/to-trinh/…: dossiers submitted with one paper, and that paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.actions import SUBMIT
from awards.documents.recipient_list import recipient_list_paper
from awards.documents.submission import Proposal, submission_paper
from awards.forms.submission import SubmitForm
from awards.models import DossierPart, Nomination, Submission
from awards.queries.dossiers import quota_use
from awards.views.visible import visible_nomination, visible_submission
from libraries.web import clock
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from records.transitions import requirements
from units.models import City
from units.requests import LoggedInRequest


@idempotent_post
def nomination_submit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Check answers: the paper and its list before they take their number; then they go to the city."""
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.submit", nomination)
    gathered = workflow.gather(nomination)
    form = SubmitForm(posted(request), rows=[row for row in gathered.ready if row.pk != nomination.pk])

    def send(typed: dict[str, list[Nomination]]) -> Submission:
        return workflow.submit_together([nomination, *typed.get("others", ())], by=request.user)

    if submission := submit(form, send):
        messages.success(
            request, f"Đã trình hồ sơ theo {submission}. {City.objects.on().office} đã nhận được thông báo."
        )
        return redirect("awards:submission_detail", pk=submission.pk)
    missing = requirements(SUBMIT, nomination)
    proposal = None
    if gathered.terms and gathered.ready and not gathered.again:
        proposal = Proposal(gathered.ready, gathered.terms, clock.today())
    page = {
        "form": form,
        "nomination": nomination,
        "gathered": gathered,
        "missing": missing,
        "quota": quota_use(nomination),
        "paper": submission_paper(proposal) if proposal else None,
        "list": recipient_list_paper(proposal) if proposal else None,
    }
    return render(request, "awards/nomination_submit.html", page, status=status_of(form))


@require_safe
def submission_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """One paper with its files, and the dossiers that hang on it."""
    submission = visible_submission(request, pk)
    lines = submission.lines.select_related("nomination__kind", "nomination__unit", "nomination__emulation_year")
    files = DossierPart.objects.filter(
        nomination=lines[0].nomination, document__in=[submission.document_id, submission.list_document_id]
    )
    page = {"submission": submission, "lines": lines, "files": files.order_by("pk")}
    return render(request, "awards/submission_detail.html", page)
