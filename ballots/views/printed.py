"""Printed papers: the paper to hand out, and what each teller counted of those that came back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ballots import workflow
from ballots.documents.voting_paper import voting_paper, voting_paper_name
from ballots.forms import TallyForm
from ballots.models import Ballot
from ballots.queries import counting_of, questions_on
from ballots.views.ballot import visible_ballot
from libraries.web.downloads import file_response
from records.access import check_permission
from records.issuing import to_pdf
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


def _printed(request: LoggedInRequest, pk: int) -> Ballot:
    """The first question of a printed paper, if this user may see it; 404 otherwise."""
    ballot = visible_ballot(request, pk)
    if not ballot.is_printed or ballot.on_paper_of_id is not None:
        raise Http404
    return ballot


@require_safe
def paper_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = _printed(request, pk)
    check_permission(request.user, "ballots.print_papers", ballot)
    return file_response(to_pdf(voting_paper(ballot)), voting_paper_name(ballot))


@idempotent_post
def papers_tally(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A teller's own count. What the others counted is shown to nobody; where they differ is named."""
    ballot = _printed(request, pk)
    check_permission(request.user, "ballots.count_papers", ballot)
    form = TallyForm(posted(request), questions=questions_on(ballot))
    if done := submit(form, lambda typed: workflow.count_papers(ballot, by=request.user, counts=form.counts())):
        if done.result_words:
            messages.success(request, "Kết quả của những người kiểm phiếu khớp nhau. Đã có kết quả.")
        elif counting_of(done).lines:
            messages.warning(request, "Kết quả của những người kiểm phiếu chưa khớp. Kiểm lại các số phiếu được nêu.")
        else:
            messages.success(request, "Đã nhận kết quả kiểm phiếu. Chờ những người kiểm phiếu còn lại.")
        return redirect("ballots:ballot_detail", pk=pk)
    page = {"ballot": ballot, "form": form, "counting": counting_of(ballot)}
    return render(request, "ballots/papers_tally.html", page, status=status_of(form))
