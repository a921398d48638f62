"""A question is put to the vote at an item of the programme; what follows is the ballot's own (ballots.workflow)."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from ballots.models import Ballot
from ballots.subjects import Subject, find_subject
from ballots.workflow import Seat
from ballots.workflow.opening import open_ballot as open_for
from ballots.workflow.opening import tell_delegates
from conferences.actions import OPEN_BALLOT
from conferences.models import AgendaItem, Attendance, Conference, ItemBallot, Screen
from libraries.threshold import Threshold
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
    subject: Subject | None = None,
    recused: dict[Unit, str] | None = None,
    repeats_because: str = "",
    tellers: Sequence[User] = (),
    more_questions: Sequence[str] = (),
) -> Ballot:
    """Put a question to the vote (bắt đầu biểu quyết), with the bloc's threshold unless a higher one is asked for.

    `subject`: what it is about, the item's own by default. Who is here now may answer; nobody who comes later. Locks
    the conference; the delegates are told (named ballots only).
    more_questions: others on the same printed paper, in their order, about no row of the product.
    Raises NotAllowedNow without a quorum, while a ballot on this item is open, and for what ballots.workflow refuses.
    """
    conference = begin(OPEN_BALLOT, item.conference, by=by)
    quorum = conference.quorum()
    if Ballot.objects.filter(held_at__agenda_item=item, state__in=Ballot.RUNNING).exists():
        raise NotAllowedNow(
            f"Nội dung “{item.title}” đang có biểu quyết. Kết thúc biểu quyết này trước khi bắt đầu biểu quyết khác."
        )
    if subject is None:
        subject = find_subject(conference.emulation_year, item.subject_kind, item.subject_key)
    if more_questions and kind != Ballot.Kind.PAPER:
        raise NotAllowedNow("Chỉ phiếu in mới có nhiều nội dung. Chọn hình thức phiếu in hoặc bỏ các nội dung thêm.")
    roll = roll_of_delegates(conference)

    def put(asked: str, **more: Any) -> Ballot:
        """One question, at the item."""
        ballot = open_for(
            conference.emulation_year,
            by=by,
            occasion=conference.title,
            question=asked,
            roll=roll,
            members=quorum.members,
            threshold=threshold or conference.bloc.adoption,
            kind=kind,
            base=base,
            recused=recused,
            is_sample=conference.is_sample,
            **more,
        )
        ItemBallot.objects.create(agenda_item=item, ballot=ballot, is_sample=conference.is_sample)
        return ballot

    ballot = put(question, subject=subject, repeats_because=repeats_because, tellers=list(tellers))
    for asked in more_questions:
        put(asked, on_paper_of=ballot)
    # The hall sees what it votes on.
    Screen.objects.filter(conference=conference).update(item=item, shows_text=False, part="")
    data = {
        "ballot": ballot.pk,
        "question": question,
        "more_questions": list(more_questions),
        "subject": [ballot.subject_kind, ballot.subject_key, ballot.subject_edition],
        "threshold": ballot.threshold_words,
        "quorum": quorum.words,
        "tellers": [user.pk for user in tellers],
        "recused": {unit.slug: why for unit, why in (recused or {}).items()},
    }
    finish(OPEN_BALLOT, conference, by=by, data=data, notice=lambda row: tell_delegates(ballot))
    return ballot


def roll_of_delegates(conference: Conference) -> list[Seat]:
    """The units here in protocol order, each with who stands for it."""
    rows = conference.attendances.filter(status=Attendance.Status.PRESENT).select_related("delegate")
    here = {row.unit_id: row for row in rows}
    return [_seat(unit, here[unit.pk]) for unit in conference.units() if unit.pk in here]


def _seat(unit: Unit, row: Attendance) -> Seat:
    known = row.delegate.full_name if row.delegate else ""
    return Seat(unit, row.delegate, row.representative_name or known, row.representative_post)
