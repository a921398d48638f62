"""A secret ballot: the paper, the tellers' codes, the count, what is published of it, and its end without a result."""

import json
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from ballots import workflow
from ballots.documents.counting_minutes import counting_name, counting_paper
from ballots.forms import CountingCodeForm, SecretPaperForm, TakeKeyForm, VoidForm
from ballots.models import Ballot
from ballots.queries import issued_counting, published_count
from ballots.views.ballot import show_ballot, visible_ballot
from libraries import secret_count
from libraries.web.downloads import WORD, file_response
from records.access import check_permission
from records.documents import document_response
from records.issuing import to_pdf, to_word
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import filled
from units.requests import LoggedInRequest


@sensitive_post_parameters()
@sensitive_variables()
@post_action("ballots:ballot_detail", gone="conferences:conference_list")
def secret_paper(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The paper, from the buttons of the ballot's page; what was chosen stands in no address and in no row."""
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.cast", ballot)
    form = SecretPaperForm(request.POST, electors=list(ballot.electors.filter(delegate=request.user)))
    if not form.is_valid():
        messages.error(request, "Chưa nhận được phiếu. Chọn một trong ba ý kiến của đơn vị.")
        return show_ballot(request, ballot, status=422)
    typed = form.cleaned_data
    paper = workflow.cast_secret(ballot, unit=typed["unit"], choice=typed["secret_choice"], by=request.user)
    messages.success(request, f"Đã nhận phiếu. Mã biên nhận: {paper.receipt_words}.")
    return redirect("ballots:ballot_detail", pk=pk)


@sensitive_post_parameters()
@sensitive_variables()
@idempotent_post
def teller_key(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A new code at each look; what is typed from the note is taken, and only its public key is kept."""
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.take_key", ballot)
    data = posted(request)
    shown = data.get("shown_code", "") if data else ""
    form = TakeKeyForm(data, initial={"shown_code": secret_count.new_code()})
    if submit(form, lambda typed: workflow.take_key(ballot, by=request.user, code=typed["counting_code"])):
        messages.success(request, "Đã nhận mã. Giữ kín bản ghi mã và mang theo khi kiểm phiếu.")
        return redirect("ballots:ballot_detail", pk=pk)
    page = {"ballot": ballot, "form": form, "shown": shown or form.initial["shown_code"]}
    return render(request, "ballots/teller_key.html", page, status=status_of(form))


@sensitive_post_parameters()
@sensitive_variables()
@idempotent_post
def papers_count(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A teller types the code; with the last one the result is there."""
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.open_sum", ballot)
    form = CountingCodeForm(posted(request))
    if submit(form, lambda typed: workflow.open_sum(ballot, by=request.user, code=typed["counting_code"])):
        messages.success(request, "Đã kiểm phiếu bằng mã vừa nhập.")
        return redirect("ballots:ballot_detail", pk=pk)
    return render(request, "ballots/papers_count.html", {"ballot": ballot, "form": form}, status=status_of(form))


@post_action("ballots:ballot_detail", gone="conferences:conference_list")
def end_vote(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.end_vote", ballot)
    workflow.end_vote(ballot, by=request.user)
    messages.success(request, "Đã kết thúc bỏ phiếu. Chờ những người kiểm phiếu.")
    return redirect("ballots:ballot_detail", pk=pk)


@idempotent_post
def ballot_void(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.void_ballot", ballot)
    form = VoidForm(posted(request))
    if submit(form, lambda typed: workflow.void_ballot(ballot, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã hủy lần bỏ phiếu kín. Bắt đầu lần khác tại chương trình hội nghị.")
        return redirect("ballots:ballot_detail", pk=pk)
    return render(request, "ballots/ballot_void.html", {"ballot": ballot, "form": form}, status=status_of(form))


def _counted(request: LoggedInRequest, pk: int) -> Ballot:
    """A ballot that tellers counted, if this user may see it; 404 otherwise."""
    ballot = visible_ballot(request, pk)
    if not ballot.has_tellers or ballot.passed is None or ballot.on_paper_of_id is not None:
        raise Http404
    return ballot


@require_safe
def counting_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The minutes of the count: as issued, or as the tellers will sign them."""
    ballot = _counted(request, pk)
    if issued := issued_counting(ballot):
        return document_response(filled(issued.document))
    return file_response(to_pdf(counting_paper(ballot)), counting_name(ballot, ".pdf"))


@require_safe
def counting_word(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = _counted(request, pk)
    if issued := issued_counting(ballot):
        return document_response(filled(issued.word))
    return file_response(to_word(counting_paper(ballot)), counting_name(ballot, ".docx"), WORD)


@require_safe
def papers_published(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The list of papers with all proofs, as the program of `check_program` reads it."""
    ballot = _counted(request, pk)
    if not ballot.is_secret:
        raise Http404
    content = json.dumps(published_count(ballot), ensure_ascii=False, indent=1).encode()
    return file_response(content, "kiem-phieu-kin.json", "application/json")


@require_safe
def check_program(request: LoggedInRequest) -> HttpResponse:
    """The program with which anybody checks the count, without this installation."""
    program = Path(secret_count.__file__).read_bytes()
    return file_response(program, "secret_count.py", "text/x-python")
