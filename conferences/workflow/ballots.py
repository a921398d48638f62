"""A ballot: opened, voted in, counted."""

from django.db import transaction

from conferences import letters
from conferences.actions import CAST, CLOSE_BALLOT, OPEN_BALLOT, RECORD_VOTES
from conferences.models import AgendaItem, Attendance, Ballot, Vote
from conferences.queries import locked_for_the_count, voters
from conferences.worklist import about_ballot, page
from libraries.threshold import Threshold
from libraries.web import clock
from notices.outbox import end_requests, notify
from records.transitions import NotAllowedNow, begin, finish
from units.models import Unit, User


@transaction.atomic
def open_ballot(
    item: AgendaItem,
    *,
    by: User,
    question: str,
    kind: str = Ballot.Kind.NAMED,
    base: str = Ballot.Base.ALL_MEMBERS,
    threshold: Threshold | None = None,
) -> Ballot:
    """Put a question to the vote (bắt đầu biểu quyết), with the bloc's threshold unless a higher one is asked for.

    Threshold and number of units are copied into the ballot. Locks the conference; those who vote for the units here
    are told (named ballots only).
    Raises NotAllowedNow without a quorum, for a threshold below the bloc's, or while a ballot on this item is open.
    """
    conference = begin(OPEN_BALLOT, item.conference, by=by)
    quorum = conference.quorum()
    least = conference.bloc.adoption
    threshold = threshold or least
    if threshold.share < least.share:
        raise NotAllowedNow(f"Ngưỡng thông qua không được thấp hơn mức của Khối ({least.written}).")
    if item.ballots.filter(state=Ballot.State.OPEN).exists():
        raise NotAllowedNow(
            f"Nội dung “{item.title}” đang có biểu quyết. Kết thúc biểu quyết này trước khi bắt đầu biểu quyết khác."
        )
    ballot = Ballot.objects.create(
        conference=conference,
        agenda_item=item,
        question=question,
        kind=kind,
        base=base,
        threshold_numerator=threshold.numerator,
        threshold_denominator=threshold.denominator,
        threshold_inclusive=threshold.inclusive,
        members=quorum.members,
        opened_at=clock.now(),
        opened_by=by,
        is_sample=conference.is_sample,
    )
    data = {"ballot": ballot.pk, "question": question, "threshold": ballot.threshold_words, "quorum": quorum.words}
    finish(OPEN_BALLOT, conference, by=by, data=data, notice=lambda row: _tell_voters(ballot))
    return ballot


def _tell_voters(ballot: Ballot) -> None:
    """Only a named ballot is cast by the units themselves."""
    if ballot.kind == Ballot.Kind.NAMED:
        notify(
            voters(ballot),
            letters.ballot(question=ballot.question, conference=ballot.conference.title),
            url=page("ballot_detail", ballot),
            bloc=ballot.bloc,
            about=about_ballot(ballot),
        )


@transaction.atomic
def cast(ballot: Ballot, *, unit: Unit, choice: str, by: User) -> Vote:
    """Cast the vote of one unit (biểu quyết); once. Locks the ballot, so that a vote is either counted or refused."""
    ballot = begin(CAST, ballot, by=by)
    if ballot.kind != Ballot.Kind.NAMED:
        raise NotAllowedNow(f"{ballot.kind_words()}: Tổ thư ký nhập kết quả.")
    _refuse_vote(ballot, unit)
    vote = _write_vote(ballot, unit, choice, by, on_paper=False)
    finish(CAST, ballot, by=by, data={"unit": unit.slug})
    end_requests(about_ballot(ballot), still_asked=voters(ballot))
    return vote


@transaction.atomic
def record_votes(ballot: Ballot, *, by: User, choices: dict[Unit, str]) -> list[Vote]:
    """Record votes shown by hand or on paper (nhập ý kiến biểu quyết), of several units at once, marked so."""
    ballot = begin(RECORD_VOTES, ballot, by=by)
    if not choices:
        raise NotAllowedNow("Chưa chọn ý kiến của đơn vị nào. Chọn ý kiến rồi lưu lại.")
    votes = []
    for unit, choice in choices.items():
        _refuse_vote(ballot, unit)
        votes.append(_write_vote(ballot, unit, choice, by, on_paper=True))
    finish(RECORD_VOTES, ballot, by=by, data={"units": [unit.slug for unit in choices]})
    end_requests(about_ballot(ballot), still_asked=voters(ballot))
    return votes


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: User) -> Ballot:
    """Count the votes (kiểm kết quả biểu quyết) under the row lock; the result is a fact from then on.

    The conference is locked too: the number of units here is counted in the same moment.
    """
    ballot = begin(CLOSE_BALLOT, ballot, by=by, lock=locked_for_the_count)
    present = ballot.conference.attendances.filter(status=Attendance.Status.PRESENT).count()
    counts = count_votes(ballot)
    needed = ballot.needed_of(present)
    passed = counts["yes"] >= needed
    end_requests(about_ballot(ballot))
    return finish(
        CLOSE_BALLOT,
        ballot,
        by=by,
        data=counts | {"present": present, "members": ballot.members, "needed": needed, "passed": passed},
        closed_at=clock.now(),
        closed_by=by,
        present=present,
        needed=needed,
        passed=passed,
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
    )


def count_votes(ballot: Ballot) -> dict[str, int]:
    """yes, no, abstain."""
    choices = list(ballot.votes.values_list("choice", flat=True))
    return {choice.value: choices.count(choice.value) for choice in Vote.Choice}


def _refuse_vote(ballot: Ballot, unit: Unit) -> None:
    if not ballot.conference.attendances.filter(unit=unit, status=Attendance.Status.PRESENT).exists():
        raise NotAllowedNow(f"{unit} chưa được điểm danh có mặt nên chưa biểu quyết được. Đề nghị Tổ thư ký điểm danh.")
    if ballot.votes.filter(unit=unit).exists():
        raise NotAllowedNow(f"{unit} đã biểu quyết nội dung này. Mỗi đơn vị biểu quyết một lần, không thay đổi được.")


def _write_vote(ballot: Ballot, unit: Unit, choice: str, by: User, *, on_paper: bool) -> Vote:
    return Vote.objects.create(
        ballot=ballot,
        unit=unit,
        choice=choice,
        on_paper=on_paper,
        cast_at=clock.now(),
        cast_by=by,
        is_sample=ballot.is_sample,
    )
