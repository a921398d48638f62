"""A paper that gets its number last: put before its signers, withdrawn, numbered and issued, or received by hand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from libraries.web import clock
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit
from records.transitions import filled, requirements
from signatures import workflow
from signatures.forms import OriginalForm, PutForm, WithdrawForm
from signatures.kinds import PAPERS, NumberedPaper
from signatures.papers import has_changed, numbered_kind
from signatures.queries import unsigned
from signatures.views.reading import visible_request
from units.requests import LoggedInRequest
from units.scope import work_in


@idempotent_post
def request_start(request: LoggedInRequest, kind: str, pk: int) -> HttpResponse:
    """Trình ký: who prepares, who approves, who signs, in which order, until when; then the paper is fixed."""
    paper = PAPERS.get(kind)
    if not isinstance(paper, NumberedPaper):
        raise Http404
    row = work_in(request, get_object_or_404(paper.rows(request.user), pk=pk))
    check_permission(request.user, paper.submit.name, row)
    form = PutForm(posted(request), roles=paper.roles(row, clock.today()))
    put = submit(
        form,
        lambda typed: workflow.put_before_signers(
            paper, row, by=request.user, signers=form.signers(), sign_by=typed["sign_by"]
        ),
    )
    if put:
        messages.success(request, f"Đã trình ký {put.title}. Người ký đầu tiên đã nhận thư mời ký.")
        return redirect("signatures:request_detail", pk=put.pk)
    page = {
        "row": row,
        "title": paper.title(row),
        "form": form,
        "missing": requirements(paper.submit, row),
        "before": paper.current(row),
        "address": paper.row_address(row),
    }
    return render(request, "signatures/request_start.html", page, status=status_of(form))


@idempotent_post
def request_issue(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The secretariat takes the number; the row that waits for it is filled and sealed."""
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.issue_paper", signing)
    kind = numbered_kind(signing)
    form = kind.issue_form(posted(request), row=kind.row(signing))
    if issued := submit(form, lambda typed: workflow.issue_paper(signing, by=request.user, **typed)):
        messages.success(request, f"Đã cấp số {filled(issued.issued).number} và phát hành {issued.title}.")
        return redirect(kind.address(issued))
    number = workflow.number_next_in_line(signing)
    page = {
        "signing": signing,
        "form": form,
        "next_number": number,
        "today": clock.today(),
        "has_changed": has_changed(signing),
        "can_withdraw": has_permission(request.user, "signatures.withdraw", signing),
    }
    return render(request, "signatures/request_issue.html", page, status=status_of(form))


@idempotent_post
def original_receive(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A paper copy that was signed by hand, or a file signed with a token, comes in as the document."""
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.receive_original", signing)
    kind = numbered_kind(signing)
    number = workflow.number_next_in_line(signing)
    known: dict[str, Any] = {"initial": {"number": number, "signed_on": clock.today()}}
    form = OriginalForm(posted(request), request.FILES or None, **known)
    more = kind.issue_form(posted(request), row=kind.row(signing))
    more.fields.pop("number", None)  # the form of the copy asks for what is written on it
    if form.is_bound and not more.is_valid():
        form.is_valid()
    elif received := submit(
        form,
        lambda typed: workflow.receive_original(signing, form.received(), by=request.user, **_cleaned(more)),
    ):
        messages.success(request, f"Đã nhận bản ký trên giấy và phát hành {received.title}.")
        return redirect(kind.address(received))
    page = {"signing": signing, "form": form, "more": more, "number": number, "waiting": unsigned(signing)}
    return render(request, "signatures/original_receive.html", page, status=status_of(form if form.errors else more))


def _cleaned(form: Any) -> dict[str, Any]:
    data: dict[str, Any] = form.cleaned_data
    return data


@idempotent_post
def request_withdraw(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Take back what is before its signers, or is signed and has no number yet, with a reason."""
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.withdraw", signing)
    kind = numbered_kind(signing)
    form = WithdrawForm(posted(request))
    if submit(form, lambda typed: workflow.withdraw(signing, by=request.user, reason=typed["reason"])):
        messages.success(request, f"Đã thu hồi {signing.title}. Sửa nội dung nếu cần, sau đó trình ký lại.")
        return redirect(kind.address(signing))
    page = {"signing": signing, "form": form}
    return render(request, "signatures/request_withdraw.html", page, status=status_of(form))
