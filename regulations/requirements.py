"""What stands in the way of adopting a regulation: in its text, and in the ballot that shall carry it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ballots.models import Ballot
from ballots.queries import votes_recorded
from drafting.models import Text
from drafting.queries import unanswered
from law.queries import wrong_bases
from libraries.web import clock
from libraries.web.formats import short_date
from records.transitions import Unmet, filled
from regulations.models import Erratum, Regulation
from regulations.queries import in_force_in
from regulations.queries.consolidated import latest_day


def text_requirements(regulation: Regulation, known: None = None) -> Iterator[Unmet]:
    """What its text still lacks before a conference can adopt it."""
    text = regulation.text
    page, args = "drafting:text_detail", (text.pk,)
    if left := unanswered(text):
        yield Unmet(f"Còn {left} góp ý chưa trả lời. Trả lời hết trước khi chốt nội dung.", page, args)
    if text.state != Text.State.SETTLED:
        sentence = "Nội dung chưa chốt. Kết thúc lấy ý kiến và chốt nội dung dự thảo trước khi trình hội nghị."
        yield Unmet(sentence, page, args)


def adopting_requirements(regulation: Regulation, known: None = None) -> Iterator[Unmet]:
    """A settled text; and what it amends still holds."""
    yield from amended_requirements(regulation)
    yield from text_requirements(regulation)


def amended_requirements(regulation: Regulation) -> Iterator[Unmet]:
    """What it amends was not replaced meanwhile."""
    amended = regulation.amends
    if amended is not None and amended.state != Regulation.State.ISSUED:
        sentence = f"Quy chế số {amended.number_text} đã có quy chế thay thế, không sửa đổi, bổ sung được nữa."
        yield Unmet(sentence, "regulations:regulation_detail", (amended.pk,))


def amendment_requirements(regulation: Regulation, known: None = None) -> Iterator[Unmet]:
    """A whole regulation, and no other amendment of it under way: the next begins from what that one makes."""
    if regulation.amends is not None:
        sentence = "Văn bản này là văn bản sửa đổi, bổ sung. Sửa đổi, bổ sung tại quy chế được sửa đổi."
        yield Unmet(sentence, "regulations:regulation_detail", (regulation.amends.pk,))
    under_way = regulation.amendments.filter(state__in=(Regulation.State.DRAFT, Regulation.State.ADOPTED)).first()
    if under_way is not None:
        sentence = f"Đang soạn thảo văn bản sửa đổi, bổ sung “{under_way}”. Ban hành văn bản đó trước."
        yield Unmet(sentence, "regulations:regulation_detail", (under_way.pk,))


def not_being_signed(regulation: Regulation, known: None = None) -> Iterator[Unmet]:
    """What its signers have before them stays as it is."""
    if (request := regulation.being_signed) is not None:
        sentence = "Quy chế đang trình ký. Thu hồi văn bản trình ký trước khi trả lại để sửa."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def erratum_not_being_signed(erratum: Erratum, known: None = None) -> Iterator[Unmet]:
    """The same of a letter that corrects slips."""
    if (request := erratum.being_signed) is not None:
        sentence = "Văn bản đính chính đang trình ký. Thu hồi văn bản trình ký trước khi sửa."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def signing_requirements(regulation: Regulation, known: None = None) -> Iterator[Unmet]:
    """What it amends holds, what it cites is in force on the day on which it is put before its signers."""
    yield from amended_requirements(regulation)
    if regulation.adopted_version and (wrong := wrong_bases(regulation.adopted_version.bases, clock.today())):
        sentence = f"{wrong[0].sentence} Trả lại quy chế để sửa căn cứ, sau đó thông qua lại."
        yield Unmet(sentence, "regulations:return_start", (regulation.pk,))


def objection_to_effect(regulation: Regulation, effective_from: datetime.date) -> str:
    """Why it cannot hold from that day, when it is issued today; empty when it can. Periods of force follow."""
    if effective_from < clock.today():
        return f"Ngày có hiệu lực phải từ ngày ban hành ({short_date(clock.today())}) trở đi."
    if (amended := regulation.amends) and effective_from < (first := latest_day(amended)):
        day = short_date(first)
        return f"Nội dung được sửa đổi có hiệu lực từ {day}. Ngày có hiệu lực phải từ ngày đó trở đi."
    old = in_force_in(regulation)
    if old and effective_from < filled(old.effective_from):
        day = short_date(old.effective_from)
        return f"Quy chế số {old.number_text} có hiệu lực từ {day}. Ngày có hiệu lực phải từ ngày đó trở đi."
    return ""


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
    # Of a secret ballot the database itself compares papers, or what the tellers counted, and result.
    if not ballot.has_tellers and (not recorded or recorded != ballot.cast):
        return "Biểu quyết này không có ý kiến của từng đơn vị."
    if ballot.subject_edition != regulation.text.settled_version_id:
        return "Hội nghị đã biểu quyết một bản khác của quy chế, trước khi chốt nội dung này. Biểu quyết lại."
    return ""
