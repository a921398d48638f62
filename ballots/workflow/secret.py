"""A secret ballot: tellers take their parts of the key, delegates hand in encrypted papers, tellers open the sum.

Nothing that tells a paper's content is written anywhere: not in rows, audit, logs or the tokens of forms.
"""

from django.db import transaction

from ballots.actions import BEGIN_VOTE, CAST, COMPLETE_COUNT, END_VOTE, OPEN_SUM, TAKE_KEY, VOID_BALLOT
from ballots.models import Ballot, SecretPaper, Teller, Vote
from ballots.queries import delegates_asked, election_id, election_of, papers_of, tellers_of
from ballots.workflow import printed
from ballots.workflow.opening import tell_delegates
from ballots.workflow.voting import elector_for, write_result
from ballots.worklist import about_ballot
from libraries import secret_count
from notices.outbox import end_requests
from records.transitions import NotAllowedNow, begin, finish
from units.models import Unit, User

PLACES = {choice.value: place for place, choice in enumerate(Vote.Choice)}


@transaction.atomic
def take_key(ballot: Ballot, *, by: User, code: str) -> Ballot:
    """A teller takes a part of the key (nhận mã kiểm phiếu): what is kept of the code is its public key.

    With the last part the vote begins and the delegates are told. Locks the ballot. NotAllowedNow for a slip of
    the pen.
    """
    ballot = begin(TAKE_KEY, ballot, by=by)
    teller = _teller(ballot, by)
    if teller.public_part is not None:
        raise NotAllowedNow("Mã kiểm phiếu đã được nhận. Giữ mã đã ghi để nhập khi kiểm phiếu.")
    try:
        teller.public_part = secret_count.public_part(code, election_id(ballot))
    except secret_count.Unsound as problem:
        raise NotAllowedNow(str(problem)) from None
    teller.save(update_fields=["public_part"])
    ballot = finish(TAKE_KEY, ballot, by=by, data={"key": secret_count.digest(teller.public_part["key"])})
    if any(row.public_part is None for row in tellers_of(ballot)):
        return ballot
    return finish(BEGIN_VOTE, ballot, by=by, notice=tell_delegates)


@transaction.atomic
def cast_secret(ballot: Ballot, *, unit: Unit, choice: str, by: User) -> SecretPaper:
    """Hand in the paper of one unit as its delegate (bỏ phiếu kín); once. The answer is encrypted before it is written.

    Locks the ballot, so that a paper is either counted or refused.
    """
    paper = _filled_in(ballot, choice)
    ballot = begin(CAST, ballot, by=by)
    elector = elector_for(ballot, unit, by)
    handed_in = SecretPaper.objects.create(
        elector=elector, content=paper, receipt=secret_count.receipt_of(paper), is_sample=ballot.is_sample
    )
    finish(CAST, ballot, by=by, data={"unit": unit.slug})
    end_requests(about_ballot(ballot), still_asked=delegates_asked(ballot))
    return handed_in


def _filled_in(ballot: Ballot, choice: str) -> secret_count.JSON:
    """Before the lock: two hundred who vote at once encrypt side by side."""
    if not ballot.is_secret or ballot.state != Ballot.State.OPEN:
        raise NotAllowedNow("Biểu quyết này không nhận phiếu kín lúc này. Mở lại trang biểu quyết.")
    return secret_count.fill_in(election_of(ballot), [PLACES[choice]])


@transaction.atomic
def end_vote(ballot: Ballot, *, by: User) -> Ballot:
    """No more papers (kết thúc bỏ phiếu kín); the tellers are asked to open the sum, or to count what was gathered."""
    if not ballot.has_tellers:
        raise NotAllowedNow("Biểu quyết này không phải bỏ phiếu kín.")
    if ballot.is_printed:
        return printed.end_gathering(ballot, by=by)
    ballot = begin(END_VOTE, ballot, by=by)
    end_requests(about_ballot(ballot))
    return finish(END_VOTE, ballot, by=by, data={"papers": len(papers_of(ballot))})


@transaction.atomic
def open_sum(ballot: Ballot, *, by: User, code: str) -> Ballot:
    """A teller opens the own part of the sum (kiểm phiếu). With the last part the result is there, all or nothing.

    Locks the ballot. NotAllowedNow for a code that is not the one that was taken, and for printed papers.
    """
    if not ballot.is_secret:
        raise NotAllowedNow("Phiếu in không có mã kiểm phiếu. Nhập số phiếu đã đếm.")
    ballot = begin(OPEN_SUM, ballot, by=by)
    teller = _teller(ballot, by)
    if teller.opening is not None:
        raise NotAllowedNow("Đã nhận mã này. Chờ những người kiểm phiếu còn lại.")
    election, papers = election_of(ballot), [paper.content for paper in papers_of(ballot)]
    sums = secret_count.sums_of(election, papers)
    try:
        teller.opening = secret_count.open_sums(election, sums, code)
        secret_count.check_opening(election, sums, teller.public_part or {}, teller.opening)
    except secret_count.Unsound:
        raise NotAllowedNow(
            "Mã kiểm phiếu không khớp với mã đã nhận. Xem lại bản ghi và nhập lại; "
            "nếu mất mã, đề nghị Tổ thư ký hủy lần bỏ phiếu này và bỏ phiếu lại."
        ) from None
    teller.save(update_fields=["opening"])
    ballot = finish(OPEN_SUM, ballot, by=by)
    tellers = tellers_of(ballot)
    if any(row.opening is None for row in tellers):
        return ballot
    parts = [[int(one["part"], 16) for one in row.opening or ()] for row in tellers]
    counts = secret_count.result_of(sums, parts, len(papers))
    return write_result(COMPLETE_COUNT, ballot, dict(zip(PLACES, counts, strict=True)), by=by)


@transaction.atomic
def void_ballot(ballot: Ballot, *, by: User, reason: str) -> Ballot:
    """End a secret ballot without a result (hủy), with a reason: a teller lost the code. No paper is ever opened."""
    if not ballot.has_tellers:
        raise NotAllowedNow("Chỉ hủy được lần bỏ phiếu kín; biểu quyết khác thì kết thúc và kiểm kết quả.")
    if ballot.is_printed:
        return printed.void_papers(ballot, by=by, reason=reason)
    ballot = begin(VOID_BALLOT, ballot, by=by)
    end_requests(about_ballot(ballot))
    return finish(VOID_BALLOT, ballot, by=by, reason=reason, void_reason=reason.strip())


def _teller(ballot: Ballot, user: User) -> Teller:
    return Teller.objects.get(ballot=ballot, user=user)
