"""How far a round of asking has come: what each unit has sent, and how many of its comments wait, never which."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from drafting.models import Comment, Consultation
from libraries.web.formats import local_date
from notices.models import Notice
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
    for unit in consultation.units():
        row = counted.get(unit.pk, nothing)
        rows.append(UnitStatus(unit, row["sent"], row["drafts"], bool(row["agrees"]), row["sent_at"]))
    return rows


def heard_in(rounds: Iterable[Consultation]) -> dict[int, tuple[int, int]]:
    """By primary key of the round: how many units have sent something, of how many; three queries for a whole list."""
    rows = list(rounds)
    sent = Comment.objects.sent().filter(consultation__in=rows).order_by()
    heard = dict(sent.values_list("consultation").annotate(Count("unit", distinct=True)))
    years = {row.text.emulation_year_id for row in rows}
    asked = asked_of(rows, Seat.objects.filter(emulation_year__in=years).select_related("emulation_year"))
    return {row.pk: (heard.get(row.pk, 0), len(asked[row.pk])) for row in rows}


def asked_of(rounds: Iterable[Consultation], seats: Iterable[Seat]) -> dict[int, set[int]]:
    """By primary key of the round: which units of these seats are asked in it. Their texts are read already."""
    of_year: dict[int, list[Seat]] = {}
    for seat in seats:
        of_year.setdefault(seat.emulation_year_id, []).append(seat)
    return {
        row.pk: {
            seat.unit_id
            for seat in of_year.get(row.text.emulation_year_id, ())
            if seat.holds_on(seat.emulation_year.day_within(local_date(row.opened_at)))
        }
        for row in rounds
    }


# --- Reminders -------------------------------------------------------------------------------------------------------


def reminder_key(consultation: Consultation, unit: Unit | None = None, day: datetime.date | None = None) -> str:
    """What the notices of a unit's reminder of one day are kept under; without a day or unit, how all of them begin."""
    key = f"drafting-remind-{consultation.pk}-"
    if unit is not None:
        key += f"{unit.pk}-"
    return key if day is None else f"{key}{day:%Y%m%d}"


def reminders_of(consultation: Consultation) -> dict[int, tuple[int, datetime.datetime]]:
    """By primary key of the unit: how many times it was reminded, and when last."""
    sent = Notice.objects.filter(key__startswith=reminder_key(consultation)).order_by()
    found: dict[int, tuple[int, datetime.datetime]] = {}
    for key, last in sent.values_list("key").annotate(Max("created_at")):
        unit = int(key.split("-")[-2])
        times, before = found.get(unit, (0, last))
        found[unit] = times + 1, max(before, last)
    return found
