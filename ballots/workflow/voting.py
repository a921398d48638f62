"""A ballot: voted in, counted."""

from django.db import transaction

from ballots.actions import CAST, CLOSE_BALLOT, RECORD_VOTES
from ballots.models import Ballot, Elector, Vote
from ballots.queries import delegates_asked
from ballots.subjects import KINDS
from ballots.worklist import about_ballot
from libraries.web import clock
from notices.outbox import end_requests
from records.transitions import NotAllowedNow, Transition, begin, finish
from units.models import Unit, User


@transaction.atomic
def cast(ballot: Ballot, *, unit: Unit, choice: str, by: User) -> Vote:
    """Cast the vote of one unit (biểu quyết) as its delegate; once. Locks the ballot, so that a vote is either counted
    or refused."""
    ballot = begin(CAST, ballot, by=by)
    if ballot.kind != Ballot.Kind.NAMED:
        raise NotAllowedNow(f"{ballot.kind_words()}: ý kiến không gửi theo cách này. Mở lại trang biểu quyết.")
    elector = elector_for(ballot, unit, by)
    vote = _write_vote(elector, choice, by, on_paper=False)
    finish(CAST, ballot, by=by, data={"unit": unit.slug})
    end_requests(about_ballot(ballot), still_asked=delegates_asked(ballot))
    return vote


@transaction.atomic
def record_votes(ballot: Ballot, *, by: User, choices: dict[Unit, str]) -> list[Vote]:
    """Record votes shown by hand or on paper (nhập ý kiến biểu quyết), of several units at once, marked so."""
    ballot = begin(RECORD_VOTES, ballot, by=by)
    _refuse_secret(ballot)
    if not choices:
        raise NotAllowedNow("Chưa chọn ý kiến của đơn vị nào. Chọn ý kiến rồi lưu lại.")
    electors = {unit: _elector_of(ballot, unit) for unit in choices}
    votes = [_write_vote(electors[unit], choice, by, on_paper=True) for unit, choice in choices.items()]
    finish(RECORD_VOTES, ballot, by=by, data={"units": [unit.slug for unit in choices]})
    end_requests(about_ballot(ballot), still_asked=delegates_asked(ballot))
    return votes


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: User) -> Ballot:
    """Count the votes (kiểm kết quả biểu quyết) under the row lock; the result is a fact from then on.

    The room above that knows the subject is told in the same transaction.
    """
    ballot = begin(CLOSE_BALLOT, ballot, by=by)
    _refuse_secret(ballot)
    counts = count_votes(ballot)
    return write_result(CLOSE_BALLOT, ballot, counts, by=by)


def write_result(action: Transition, ballot: Ballot, counts: dict[str, int], *, by: User) -> Ballot:
    """The result of a ballot that is locked, and what follows from it in the room that knows the subject."""
    needed = ballot.needed_of(sum(counts.values()))
    passed = counts["yes"] >= needed
    end_requests(about_ballot(ballot))
    ballot = finish(
        action,
        ballot,
        by=by,
        data=counts | {"present": ballot.present, "members": ballot.members, "needed": needed, "passed": passed},
        closed_at=clock.now(),
        closed_by=by,
        needed=needed,
        passed=passed,
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
    )
    if ballot.subject_kind in KINDS:
        KINDS[ballot.subject_kind].counted(ballot)
    return ballot


def count_votes(ballot: Ballot) -> dict[str, int]:
    """yes, no, abstain."""
    choices = list(Vote.objects.filter(elector__ballot=ballot).values_list("choice", flat=True))
    return {choice.value: choices.count(choice.value) for choice in Vote.Choice}


def _refuse_secret(ballot: Ballot) -> None:
    if ballot.has_tellers:
        raise NotAllowedNow("Bỏ phiếu kín: mỗi đại biểu tự bỏ phiếu, người kiểm phiếu mở kết quả.")


def elector_for(ballot: Ballot, unit: Unit, by: User) -> Elector:
    """The unit's place in this ballot, for its delegate and nobody else."""
    elector = _elector_of(ballot, unit)
    if elector.delegate_id != by.pk:
        raise NotAllowedNow(
            f"Đại biểu biểu quyết thay {unit} là {elector.name or 'người khác'}. "
            "Nếu đã thay đại biểu, đề nghị Tổ thư ký cập nhật điểm danh."
        )
    return elector


def _elector_of(ballot: Ballot, unit: Unit) -> Elector:
    """The unit's place in this ballot, free to be voted for."""
    elector = ballot.electors.filter(unit=unit).select_related("vote", "paper").first()
    if elector is None:
        raise NotAllowedNow(
            f"{unit} chưa được điểm danh có mặt khi bắt đầu biểu quyết nên không biểu quyết nội dung này."
        )
    if elector.recusal:
        raise NotAllowedNow(f"{unit} không tham gia biểu quyết nội dung này: {elector.recusal}")
    if elector.has_voted:
        raise NotAllowedNow(f"{unit} đã biểu quyết nội dung này. Mỗi đơn vị biểu quyết một lần, không thay đổi được.")
    return elector


def _write_vote(elector: Elector, choice: str, by: User, *, on_paper: bool) -> Vote:
    return Vote.objects.create(
        elector=elector,
        choice=choice,
        on_paper=on_paper,
        cast_at=clock.now(),
        cast_by=by,
        is_sample=elector.is_sample,
    )
