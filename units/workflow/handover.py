"""The secretariat of a bloc goes from one person to another, with the head of the year where that rotates: one act.

The list of what is open is handed over and taken over; each of the two proves who they are (password and code). Only
with the second signature anything changes. Lock order: bloc, year, hand-over, audit chain.
"""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from libraries.web import clock
from libraries.web.formats import short_date
from records.transitions import NotAllowedNow, begin, finish
from units import letters, outgoing
from units.actions import HAND_OVER, TAKE_OVER, WITHDRAW_HANDOVER
from units.codes import Proof
from units.models import Bloc, EmulationYear, Handover, SecretariatSeat, Unit, User, in_force
from units.workflow.changes import Ground
from units.workflow.periods import refusals_in_words
from units.workflow.years import set_role


@transaction.atomic
def hand_over(
    year: EmulationYear,
    *,
    by: User,
    proof: Proof,
    taker: User,
    title: str,
    on: datetime.date,
    head: Unit | None,
    others_stay: bool,
    ground: Ground,
    items: dict[str, Any],
) -> Handover:
    """The giver signs. `items`: what is handed over, in plain words."""
    bloc = Bloc.objects.select_for_update().get(pk=year.bloc_id)
    if taker.pk == by.pk:
        raise NotAllowedNow("Người nhận bàn giao phải là người khác.")
    if not taker.is_active:
        raise NotAllowedNow(f"Tài khoản của {taker.full_name} đã bị khóa. Chọn người khác.")
    if year.day_within(on) != on:
        raise NotAllowedNow(f"Ngày bàn giao phải trong năm {year.year}.")
    if year.handovers.filter(state=Handover.State.HANDED).exists():
        raise NotAllowedNow("Đang có một bàn giao chờ người nhận xác nhận. Hủy bàn giao đó trước.")
    if head is not None and not year.has_seat(head, on):
        raise NotAllowedNow(f"{head.name} không có tên trong năm thi đua vào ngày {short_date(on)}.")
    row = Handover.objects.create(
        emulation_year=year,
        giver=by,
        taker=taker,
        title=title,
        head=head,
        effective_on=on,
        others_stay=others_stay,
        reason=ground.reason,
        document_number=ground.number,
        document_date=ground.date,
        items=items,
        handed_at=clock.now(),
        handed_by=by,
        handed_proof=proof.as_evidence(),
        is_sample=bloc.is_sample,
    )
    data = {"taker": taker.full_name, "on": on.isoformat(), "head": head.slug if head else ""}
    finish(HAND_OVER, row, by=by, reason=ground.reason, data=data)
    asked = letters.handover_asked(
        giver=by.full_name, bloc=bloc.name, on=short_date(on), tasks=len(items.get("tasks", ()))
    )
    outgoing.tell([taker], asked, url=reverse("handover_detail", args=[row.pk]), bloc=bloc, about=about(row))
    return row


def about(row: Handover) -> str:
    """The matter, by the name that the notice bears."""
    return f"units.take_over:{row.pk}"


@transaction.atomic
def take_over(handover: Handover, *, by: User, proof: Proof) -> Handover:
    """The taker signs: from the day on the secretariat is theirs, and the new head leads the year."""
    Bloc.objects.select_for_update().get(pk=handover.emulation_year.bloc_id)
    handover = begin(TAKE_OVER, handover, by=by)
    year, on = handover.emulation_year, handover.effective_on
    ground = Ground(handover.reason, handover.document_number, handover.document_date)
    outgoing.end_requests(about(handover))
    if handover.head is not None:
        seat = year.seats_on(on).get(unit=handover.head)
        if seat.role != seat.Role.HEAD:
            set_role(seat, role=seat.Role.HEAD, by=by, on=on, ground=ground)
    leaving = SecretariatSeat.objects.select_for_update().filter(in_force(on), bloc=year.bloc)
    if handover.others_stay:
        leaving = leaving.filter(user=handover.giver_id)
    with refusals_in_words():
        for held in leaving.exclude(user=by):
            if held.valid_from >= on:
                raise NotAllowedNow(
                    f"{held.user.full_name} vào Tổ thư ký từ ngày {short_date(held.valid_from)}. Chọn ngày sau ngày đó."
                )
            held.valid_to = on
            held.save(update_fields=["valid_to"])
        if not SecretariatSeat.objects.filter(in_force(on), bloc=year.bloc, user=by).exists():
            SecretariatSeat.objects.create(
                bloc=year.bloc, user=by, title=handover.title, valid_from=on, is_sample=handover.is_sample
            )
    return finish(
        TAKE_OVER,
        handover,
        by=by,
        data={"giver": handover.giver.full_name, "on": on.isoformat()},
        taken_at=clock.now(),
        taken_by=by,
        taken_proof=proof.as_evidence(),
    )


@transaction.atomic
def withdraw_handover(handover: Handover, *, by: User, reason: str) -> Handover:
    """Nothing has changed yet, and nothing does."""
    handover = begin(WITHDRAW_HANDOVER, handover, by=by)
    outgoing.end_requests(about(handover))
    return finish(WITHDRAW_HANDOVER, handover, by=by, reason=reason, withdrawn_at=clock.now(), withdrawn_by=by)
