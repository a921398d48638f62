"""Printed papers: gathered, counted by each teller alone, compared; what all found alike is the result.

All questions of one paper are counted together. Lock order: the first question, then the others.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction

from ballots.actions import COMPLETE_COUNT, COUNT_PAPERS, END_VOTE, VOID_BALLOT
from ballots.models import Ballot, PaperTally, Teller
from ballots.queries import counting_of, locked_ballot, questions_on
from ballots.workflow.voting import write_result
from ballots.worklist import about_ballot
from libraries.web import clock
from libraries.web.formats import vn_number
from notices.outbox import end_requests
from records.transitions import NotAllowedNow, begin, finish
from units.models import User


@dataclass(frozen=True)
class Counted:
    """What one teller counted of one question."""

    yes: int
    no: int
    abstain: int
    invalid: int

    @property
    def gathered(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid


def _all_locked(ballot: Ballot) -> list[Ballot]:
    """The questions of its paper, each locked; the first one is locked already."""
    return [ballot, *(locked_ballot(row.pk) for row in questions_on(ballot) if row.pk != ballot.pk)]


def _first(ballot: Ballot) -> None:
    if ballot.on_paper_of_id is not None:
        raise NotAllowedNow("Nội dung này ở cùng phiếu với nội dung khác. Thực hiện tại nội dung đầu tiên của phiếu.")


def end_gathering(ballot: Ballot, *, by: User) -> Ballot:
    """No more papers are gathered (kết thúc bỏ phiếu); the tellers count. Part of the act that ended the vote."""
    _first(ballot)
    ballot = begin(END_VOTE, ballot, by=by)
    ended = [finish(END_VOTE, row, by=by) for row in _all_locked(ballot)]
    return ended[0]


def void_papers(ballot: Ballot, *, by: User, reason: str) -> Ballot:
    """End a paper without a result, all its questions at once."""
    _first(ballot)
    ballot = begin(VOID_BALLOT, ballot, by=by)
    end_requests(about_ballot(ballot))
    reason = reason.strip()
    ended = [finish(VOID_BALLOT, row, by=by, reason=reason, void_reason=reason) for row in _all_locked(ballot)]
    return ended[0]


@transaction.atomic
def count_papers(ballot: Ballot, *, by: User, counts: Mapping[int, Counted]) -> Ballot:
    """A teller says what they counted (nhập kết quả kiểm phiếu); counts: question → its numbers.

    With the last teller the counts are compared: alike, they are the result of every question, all or nothing;
    otherwise the tellers count again. The log keeps no numbers before that, so that no teller reads another's.
    Raises NotAllowedNow for numbers that cannot be.
    """
    if not ballot.is_printed:
        raise NotAllowedNow("Biểu quyết này không dùng phiếu in.")
    _first(ballot)
    ballot = begin(COUNT_PAPERS, ballot, by=by)
    questions = _all_locked(ballot)
    _check(questions, counts)
    teller = Teller.objects.get(ballot=ballot, user=by)
    for question in questions:
        PaperTally.objects.update_or_create(
            teller=teller,
            ballot=question,
            defaults=asdict(counts[question.pk]) | {"entered_at": clock.now(), "is_sample": ballot.is_sample},
        )
    ballot = finish(COUNT_PAPERS, ballot, by=by, data={"questions": len(questions)})
    if not counting_of(ballot).agrees:
        return ballot
    found = [_result(question, counts[question.pk], by) for question in questions]
    return found[0]


def _result(question: Ballot, counted: Counted, by: User) -> Ballot:
    choices = {"yes": counted.yes, "no": counted.no, "abstain": counted.abstain}
    return write_result(COMPLETE_COUNT, question, choices, by=by)


def _check(questions: list[Ballot], counts: Mapping[int, Counted]) -> None:
    """Every question was counted; as many papers of each, and no more than were handed out."""
    if {question.pk for question in questions} != set(counts):
        raise NotAllowedNow("Nhập đủ số phiếu của mọi nội dung trên phiếu.")
    gathered = {counted.gathered for counted in counts.values()}
    if len(gathered) > 1:
        raise NotAllowedNow("Tổng số phiếu của các nội dung phải bằng nhau, vì mỗi phiếu có đủ các nội dung.")
    if max(gathered) > questions[0].present:
        raise NotAllowedNow(
            f"Tổng số phiếu nhiều hơn số phiếu phát ra ({vn_number(questions[0].present)}). Kiểm lại số phiếu."
        )
