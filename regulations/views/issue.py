"""/quy-che/<pk>/ban-hanh/: dates, signer, check answers with a preview, then the one act that cannot be taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from libraries.web.downloads import file_response
from records.access import check_permission
from records.issuing import to_pdf
from records.numbers import next_number
from records.submission import idempotent_post, status_of, submit
from records.transitions import filled
from regulations import workflow
from regulations.documents.regulation import draft_name, regulation_paper, series_of
from regulations.forms import DatesForm, IssueForm
from regulations.models import Regulation
from regulations.queries import in_force_in
from regulations.queries.signers import signers_of
from regulations.views.regulation import visible_regulation
from units.requests import LoggedInRequest


@idempotent_post
def issue_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    """One question a page; the answers travel in the address, so nothing is written before the end."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, "regulations.issue", regulation)
    if request.method != "POST":
        return _next_question(request, regulation, request.GET)
    form = IssueForm(request.POST, regulation=regulation)
    issued = submit(form, lambda typed: workflow.issue(regulation, by=request.user, **typed))
    if issued is None:
        return _next_question(request, regulation, request.POST, refused=form)
    messages.success(request, f"Đã ban hành Quy chế số {issued.number_text}. Các đơn vị đã được thông báo.")
    return redirect("regulations:regulation_detail", pk=pk)


def _next_question(
    request: LoggedInRequest, regulation: Regulation, answers: QueryDict, refused: IssueForm | None = None
) -> HttpResponse:
    """The first question without a good answer; the check page when there is none.

    On a first visit, and where "sua" asks for it, a page is shown without complaints; after a refused form with them.
    """
    page: dict[str, Any] = {
        "regulation": regulation,
        "old": in_force_in(regulation),
        "signer_key": answers.get("signer", ""),
    }
    wanted = request.GET.get("sua", "")
    dates = DatesForm(answers if refused is not None or "signed_on" in answers else None, regulation=regulation)
    both = refused or IssueForm(answers, regulation=regulation)
    if wanted == "ngay" or not dates.is_valid():
        page |= {"step": "regulations/_issue_dates.html", "form": dates}
    elif wanted == "nguoi-ky" or not both.is_valid():
        signed_on = dates.cleaned_data["signed_on"]
        page |= {"step": "regulations/_issue_signer.html", "form": both, "signed_on": signed_on}
        page |= {"signers": signers_of(regulation.emulation_year, signed_on)}
        page |= {"complain": refused is not None or ("signer" in answers and not wanted)}
    else:
        year = both.cleaned_data["signed_on"].year
        page |= {"step": "regulations/_issue_check.html", "form": both, "values": both.cleaned_data}
        page |= {"next_number": next_number(chain=regulation.chain, series=series_of(regulation), year=year)}
    return render(
        request, "regulations/issue_start.html", page, status=status_of(refused) if refused is not None else 200
    )


@require_safe
def issue_preview(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The document as it will be, marked DỰ THẢO, without number and code."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, "regulations.issue", regulation)
    form = IssueForm(request.GET, regulation=regulation)
    if not form.is_valid():
        return _next_question(request, regulation, request.GET, refused=form)
    typed, version = form.cleaned_data, filled(regulation.adopted_version)
    paper = regulation_paper(regulation, version, signer=typed["signer"], signed_on=typed["signed_on"])
    return file_response(to_pdf(paper), draft_name("xem trước", regulation, ".pdf"))
