"""/khen-thuong/ho-so/…/trinh/, /khen-thuong/to-trinh/…: dossiers that go to the city with one paper, and that paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.actions import DROP_SUBMISSION, SUBMIT
from awards.documents.recipient_list import recipient_list_paper
from awards.documents.submission import Proposal, proposal_of, submission_paper
from awards.forms.submission import SubmitForm
from awards.models import DossierPart, Nomination, Submission
from awards.queries.dossiers import quota_use
from awards.queries.submissions import dossiers_of, listed_cells
from awards.views.visible import visible_nomination, visible_submission
from awards.worklist import submission_step
from libraries.web import clock
from libraries.web.formats import local_date
from records.access import check_permission, permitted
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import NotAllowedNow, requirements
from signatures.models import SigningRequest
from units.models import City
from units.requests import LoggedInRequest


@idempotent_post
def nomination_submit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Check answers: the paper and its list as they will be signed; or a dossier goes in again under its paper."""
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.submit", nomination)
    gathered = workflow.gather(nomination)
    if gathered.held_in is not None:
        return redirect("awards:submission_detail", pk=gathered.held_in.pk)
    form = SubmitForm(posted(request), rows=[row for row in gathered.ready if row.pk != nomination.pk])

    def send(typed: dict[str, list[Nomination]]) -> Submission | None:
        if gathered.again is not None:
            return workflow.submit_again(nomination, by=request.user).submission
        return workflow.prepare_submission([nomination, *typed.get("others", ())], by=request.user)

    if submission := submit(form, send):
        if submission.number:
            told = f"Đã trình hồ sơ theo {submission}. {City.objects.on().office} đã nhận được thông báo."
        else:
            told = "Đã lập tờ trình. Trình ký để người có thẩm quyền ký, sau đó cấp số và phát hành."
        messages.success(request, told)
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
    """One paper: what is next until it is sent, then its files; and the dossiers that hang on it."""
    return _detail(request, visible_submission(request, pk))


def _detail(request: LoggedInRequest, submission: Submission, status: int = 200) -> HttpResponse:
    lines = submission.lines.select_related("nomination__kind", "nomination__unit", "nomination__emulation_year")
    files = DossierPart.objects.none()
    if submission.is_issued:
        parts = DossierPart.objects.filter(nomination=lines[0].nomination)
        files = parts.filter(document__in=[submission.document_id, submission.list_document_id]).order_by("pk")
    page = {
        "submission": submission,
        "lines": lines,
        "files": files,
        "next": submission_step(request.user, submission),
        "may": permitted(request.user, submission, DROP_SUBMISSION.name),
        "drops": not requirements(DROP_SUBMISSION, submission),
        "signing": SigningRequest.objects.visible_to(request.user).filter(submission=submission).first(),
        **_papers(submission),
    }
    return render(request, "awards/submission_detail.html", page, status=status)


def _papers(submission: Submission) -> dict[str, object]:
    """Paper and list until there are files; as they were put before the signers while these have them."""
    if not submission.is_prepared:
        return {}
    going_on = submission.being_signed
    on = local_date(going_on.opened_at) if going_on else clock.today()
    proposal = proposal_of(submission, on)
    return {
        "paper": submission_paper(proposal),
        "list": recipient_list_paper(proposal, cells=listed_cells(submission)),
    }


@post_action("awards:submission_detail", gone="awards:nomination_list")
def drop_submission(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Its dossiers may go into another one."""
    submission = visible_submission(request, pk)
    check_permission(request.user, DROP_SUBMISSION.name, submission)
    try:
        workflow.drop_submission(submission, by=request.user)
    except NotAllowedNow as refusal:
        messages.error(request, refusal.message)
        return _detail(request, submission, status=409)
    messages.success(request, "Đã hủy tờ trình. Sửa hồ sơ nếu cần, sau đó lập tờ trình mới.")
    return redirect("awards:nomination_detail", pk=dossiers_of(submission)[0].pk)
