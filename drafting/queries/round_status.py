"""How far a round of asking has come: what each unit has sent, and how many of its comments wait, never which."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from drafting.models import Comment, Consultation
from units.models import Seat, Unit


@dataclass(frozen=True)
class UnitStatus:
    unit: Unit
    sent: int
    drafts: int
    agrees: bool
    sent_at: datetime.datetime | None

    def words(self, is_open: bool) -> str:
        if self.sent and self.agrees and self.sent == 1:
            return "Nhất trí toàn văn"
        if self.sent:
            return f"Đã gửi {self.sent} góp ý"
        if self.drafts and is_open:
            return f"Đang soạn {self.drafts} góp ý"
        return "Chưa gửi" if is_open else "Không gửi"


def unit_statuses_of(consultation: Consultation) -> list[UnitStatus]:
    """One row a unit of the year, in protocol order."""
    sent = Q(state=Comment.State.SENT)
    counted = {
        row["unit"]: row
        for row in consultation.comments.order_by()
        .values("unit")
        .annotate(
            sent=Count("pk", filter=sent),
            drafts=Count("pk", filter=~sent),
            agrees=Count("pk", filter=sent & Q(stance=Comment.Stance.AGREE, node_key=None)),
            sent_at=Max("sent_at"),
        )
    }
    rows = []
    nothing: Any = {"sent": 0, "drafts": 0, "agrees": 0, "sent_at": None}
    for unit in consultation.emulation_year.units():
        row = counted.get(unit.pk, nothing)
        rows.append(UnitStatus(unit, row["sent"], row["drafts"], bool(row["agrees"]), row["sent_at"]))
    return rows


def heard_in(rounds: Iterable[Consultation]) -> dict[int, tuple[int, int]]:
    """By primary key of the round: how many units have sent something, of how many; two queries for a whole list."""
    rows = list(rounds)
    sent = Comment.objects.sent().filter(consultation__in=rows).order_by()
    heard = dict(sent.values_list("consultation").annotate(Count("unit", distinct=True)))
    seats = Seat.objects.filter(emulation_year__texts__consultations__in=rows).order_by()
    asked = dict(seats.values_list("emulation_year__texts__consultations").annotate(Count("pk")))
    return {row.pk: (heard.get(row.pk, 0), asked.get(row.pk, 0)) for row in rows}
