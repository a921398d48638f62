"""Who runs the installation: seated and ended by another of them, so that nobody raises themselves."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from libraries.web import clock
from libraries.web.formats import short_date
from records.transitions import NotAllowedNow, finish
from units.actions import END_OPERATOR, SEAT_OPERATOR
from units.models import OperatorSeat, User
from units.workflow.periods import refusals_in_words

ONE_DAY = datetime.timedelta(days=1)
NOT_ONESELF = "Không thể tự cử mình. Đề nghị người quản trị khác thực hiện."
LAST_ONE = "Đây là người quản trị duy nhất không có thời hạn. Cử thêm một người quản trị trước."


@transaction.atomic
def seat_operator(
    *, by: Any, person: User, title: str, valid_from: datetime.date, last_day: datetime.date | None = None
) -> OperatorSeat:
    """`by` is None where an installation begins: there is nobody yet who could be asked."""
    if by is not None and person.pk == by.pk:
        raise NotAllowedNow(NOT_ONESELF)
    if last_day and last_day < valid_from:
        raise NotAllowedNow(f"Ngày cuối cùng phải từ ngày {short_date(valid_from)} trở đi.")
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    with refusals_in_words():
        seat = OperatorSeat.objects.create(
            user=person,
            title=title,
            valid_from=valid_from,
            valid_to=last_day + ONE_DAY if last_day else None,
            is_sample=person.is_sample,
        )
    data = {"person": person.full_name, "title": title, "from": valid_from.isoformat()}
    finish(SEAT_OPERATOR, seat, by=by, data=data)
    return seat


@transaction.atomic
def end_operator(seat: OperatorSeat, *, by: Any, last_day: datetime.date, reason: str = "") -> OperatorSeat:
    """The seat ends after that day. Somebody else with an account must go on: a city is never left without one.

    Locks every seat that is not over, in order: of two who end each other at once the second is refused.
    """
    today = clock.today()
    running = Q(valid_to=None) | Q(valid_to__gt=today) | Q(pk=seat.pk)
    seats = OperatorSeat.objects.select_for_update(of=("self",)).select_related("user").filter(running).order_by("pk")
    rows = {row.pk: row for row in seats}
    seat = rows[seat.pk]
    if seat.is_over:
        raise NotAllowedNow(f"Thời gian làm người quản trị đã kết thúc ngày {short_date(seat.last_day)}.")
    if last_day < seat.valid_from - ONE_DAY:
        raise NotAllowedNow(f"Ngày cuối cùng phải từ ngày {short_date(seat.valid_from)} trở đi.")
    lasting = [row for row in rows.values() if row.valid_from <= today and row.valid_to is None and row.user.is_active]
    if all(row.user_id == seat.user_id for row in lasting):
        raise NotAllowedNow(LAST_ONE)
    seat.valid_to = last_day + ONE_DAY
    seat.save(update_fields=["valid_to"])
    finish(END_OPERATOR, seat, by=by, reason=reason, data={"last_day": last_day.isoformat()})
    return seat
