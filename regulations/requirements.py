"""What stands in the way of adopting a regulation: in its text, and in the ballot that shall carry it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ballots.models import Ballot
from ballots.queries import votes_recorded
from drafting.models import Text
from drafting.queries import unanswered
from records.transitions import Unmet
from regulations.models import Regulation


def text_requirements(regulation: Regulation, known: None = None) -> Iterator[Unmet]:
    """What its text still lacks before a conference can adopt it."""
    text = regulation.text
    page, args = "drafting:text_detail", (text.pk,)
    if left := unanswered(text):
        yield Unmet(f"Còn {left} góp ý chưa trả lời. Trả lời hết trước khi chốt nội dung.", page, args)
    if text.state != Text.State.SETTLED:
        sentence = "Nội dung chưa chốt. Kết thúc lấy ý kiến và chốt nội dung dự thảo trước khi trình hội nghị."
        yield Unmet(sentence, page, args)


@dataclass(frozen=True)
class JudgedBallot:
    """A ballot, and why it does not carry the regulation; `objection` is empty where it does."""

    ballot: Ballot
    objection: str


def judged_ballots(regulation: Regulation, ballots: Iterable[Ballot]) -> list[JudgedBallot]:
    """These ballots (rows of `ballots_of`), each with the objection to it; one query."""
    rows = list(ballots)
    recorded = votes_recorded(rows)
    return [JudgedBallot(row, _objection(regulation, row, recorded.get(row.pk, 0))) for row in rows]


def objection_to_ballot(regulation: Regulation, ballot: Ballot) -> str:
    """Why this ballot does not carry the regulation; empty when it does."""
    return judged_ballots(regulation, [ballot])[0].objection


def _objection(regulation: Regulation, ballot: Ballot, recorded: int) -> str:
    if ballot.state != Ballot.State.CLOSED:
        return "Biểu quyết này chưa kết thúc."
    if not ballot.passed:
        return "Biểu quyết này không được thông qua."
    # Of a secret ballot the database itself compares papers and result.
    if not ballot.is_secret and (not recorded or recorded != ballot.cast):
        return "Biểu quyết này không có ý kiến của từng đơn vị."
    if ballot.subject_edition != regulation.text.settled_version_id:
        return "Hội nghị đã biểu quyết một bản khác của quy chế, trước khi chốt nội dung này. Biểu quyết lại."
    return ""
