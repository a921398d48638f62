"""Somebody leaves (retires, is transferred): what they hold ends, each thing goes to whoever is named, they are out.

One act: nothing of it happens unless all of it does, and no seat that a unit, a bloc or the city needs is left empty.
Lock order: blocs, person, what is held.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from libraries.web import clock
from records.transitions import NotAllowedNow, finish
from units import audience, letters, outgoing
from units.actions import LEAVE_PERSON
from units.models import (
    AccessChange,
    Bloc,
    BoardSeat,
    Handover,
    OperatorSeat,
    Post,
    SecretariatSeat,
    SigningAuthority,
    Unit,
    User,
    UserQuerySet,
    not_over,
)
from units.workflow.access_changes import refuse_change
from units.workflow.handover import withdraw_handover
from units.workflow.offices import end_board_member, end_secretary, seat_secretary
from units.workflow.operators import end_operator
from units.workflow.people import ONE_DAY, add_post, close_post, deactivate_person, withdraw_authority

ONESELF = "Không thể tự cập nhật thôi công tác của mình. Đề nghị thành viên khác của Tổ thư ký thực hiện."
Row = Post | SecretariatSeat | BoardSeat | OperatorSeat | SigningAuthority


@dataclass(frozen=True)
class Holding:
    """One thing that is held, and who may take it.

    key: of its box; must: it is not left without somebody; stops: why nobody can take it here and now.
    """

    key: str
    row: Row
    words: str
    takers: tuple[User, ...] = ()
    must: bool = False
    stops: str = ""

    @property
    def bloc(self) -> Bloc | None:
        if isinstance(self.row, SecretariatSeat):
            return self.row.bloc
        return self.row.unit.bloc if isinstance(self.row, Post | SigningAuthority) else None


def holdings_of(person: User, by: User) -> list[Holding]:
    """Everything that is not over, in the order in which it is asked about."""
    return [*_posts(person, by), *_secretariats(person, by), *_offices(person), *_authorities(person)]


def _others(people: UserQuerySet, *but: User) -> tuple[User, ...]:
    return tuple(people.exclude(pk__in=[one.pk for one in but]).order_by("sort_key", "pk"))


def _posts(person: User, by: User) -> Iterator[Holding]:
    held = person.posts.filter(not_over()).select_related("unit__bloc").prefetch_related("unit__names").order_by("pk")
    for post in held:
        unit = post.unit
        others = _others(audience.members([unit]), person)
        if not post.is_leader:
            words = f"{post.title}, {unit.short_name}"
            yield Holding(f"post-{post.pk}", post, words, others, must=not others, stops="" if others else _empty(unit))
            continue
        words = f"{post.title} (thủ trưởng), {unit.short_name}"
        takers = tuple(one for one in others if one.pk != by.pk)
        stops = "" if takers else f"Thêm cán bộ kế nhiệm vào {unit.short_name} trước."
        if unit.bloc_id not in by.roles().secretary_of:
            stops = f"Thủ trưởng mới của {unit.short_name} do Tổ thư ký Khối cập nhật. Đề nghị Tổ thư ký thực hiện."
        yield Holding(f"post-{post.pk}", post, words, takers, must=True, stops=stops)


def _empty(unit: Unit) -> str:
    return f"{unit.short_name} không còn cán bộ nào khác. Thêm cán bộ của đơn vị trước."


def _secretariats(person: User, by: User) -> Iterator[Holding]:
    for seat in person.secretariat_seats.filter(not_over()).select_related("bloc").order_by("pk"):
        others = _others(audience.secretariat(seat.bloc), person)
        # Who is not of the secretariat yet is seated by the city alone.
        more = _others(User.objects.of_bloc(seat.bloc).filter(is_active=True), person, by, *others)
        takers = (*others, *more) if by.roles().operator else others
        stops = "" if takers else f"{seat.bloc.name} không còn thành viên Tổ thư ký nào khác. Cử thêm thành viên trước."
        yield Holding(f"seat-{seat.pk}", seat, f"{seat.title}, {seat.bloc.name}", takers, must=not others, stops=stops)


def _offices(person: User) -> Iterator[Holding]:
    for seat in person.board_seats.filter(not_over()).order_by("pk"):
        others = _others(audience.board(deciders=seat.can_decide), person)
        stops = "" if others else f"Không còn ai khác giữ vai trò “{seat.title}”. Cử thêm thành viên trước."
        yield Holding(f"board-{seat.pk}", seat, seat.title, others, stops=stops)
    for runs in person.operator_seats.filter(not_over()).order_by("pk"):
        others = _others(audience.operators(), person)
        stops = "" if others else "Đây là người quản trị duy nhất. Cử thêm một người quản trị trước."
        yield Holding(f"operator-{runs.pk}", runs, runs.title, others, stops=stops)


def _authorities(person: User) -> Iterator[Holding]:
    """An authorisation ends with its holder; the unit's leader gives another."""
    held = person.authorities.filter(not_over()).select_related("unit__bloc").prefetch_related("unit__names")
    for row in held.order_by("pk"):
        yield Holding(f"authority-{row.pk}", row, f"{row.get_capacity_display()}: {row.title}, {row.unit.short_name}")


def granted_by(person: User) -> list[SigningAuthority]:
    """What others sign by in this person's name: it goes on until the unit's leader withdraws it."""
    rows = SigningAuthority.objects.filter(not_over(), grantor=person).select_related("unit", "holder")
    return list(rows.prefetch_related("unit__names").order_by("pk"))


@transaction.atomic
def leave(person: User, *, by: User, reason: str, takers: Mapping[str, User], open_work: Sequence[str] = ()) -> User:
    """takers: {key of a holding: who takes it}. open_work: what waits for the person, in words, for who takes it."""
    if person.pk == by.pk:
        raise NotAllowedNow(ONESELF)
    blocs = locked_blocs(person)
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not person.is_active:
        raise NotAllowedNow("Tài khoản này đã bị khóa. Mở khóa trước khi bàn giao.")
    holdings = holdings_of(person, by)
    for held in holdings:
        _check(held, takers.get(held.key))
    _close_what_waits(person, by)
    for held in holdings:
        _end(held, takers.get(held.key), by, reason)
    chain = blocs[0].chain if len(blocs) == 1 else None
    deactivate_person(person, by=by, chain=chain or person.chain, reason=reason)
    data = {
        "ended": [held.words for held in holdings],
        "takers": {held.words: takers[held.key].full_name for held in holdings if held.key in takers},
        "open": list(open_work),
    }
    finish(LEAVE_PERSON, person, by=by, chain=chain, reason=reason, data=data)
    _tell(person, holdings, takers, open_work)
    return person


def locked_blocs(person: User) -> list[Bloc]:
    """Of two who would be the last to go, the second waits here and is refused."""
    return list(Bloc.objects.select_for_update().filter(pk__in=person.blocs_ever()).order_by("pk"))


def _check(held: Holding, taker: User | None) -> None:
    if held.stops:
        raise NotAllowedNow(held.stops)
    if held.must and taker is None:
        raise NotAllowedNow(f"Chọn người nhận: {held.words}.")
    if taker is not None and taker not in held.takers:
        raise NotAllowedNow(f"{taker.full_name} không nhận được {held.words}. Tải lại trang rồi chọn lại.")


def _close_what_waits(person: User, by: User) -> None:
    """Acts of two about the person and hand-overs that only this person could end."""
    for change in AccessChange.objects.open().filter(person=person).order_by("pk"):
        refuse_change(change, by=by, reason="Cán bộ thôi công tác.")
    waiting = Handover.objects.filter(state=Handover.State.HANDED)
    for row in (waiting.filter(giver=person) | waiting.filter(taker=person)).order_by("pk"):
        withdraw_handover(row, by=by, reason="Cán bộ thôi công tác.")


def _end(held: Holding, taker: User | None, by: User, reason: str) -> None:
    row, today = held.row, clock.today()
    row.refresh_from_db()
    if row.is_over or row.valid_to == row.valid_from:
        return  # an act of two that was refused just now took it along
    start = max(today, row.valid_from)
    if isinstance(row, Post):
        close_post(row, by=by, last_day=start - ONE_DAY, reason=reason)
        if row.is_leader and taker is not None:
            _succeed(row, taker, start, by)
    elif isinstance(row, SigningAuthority):
        withdraw_authority(row, by=by, reason=reason)
    elif isinstance(row, BoardSeat):
        end_board_member(row, by=by, last_day=start, reason=reason)
    elif isinstance(row, OperatorSeat):
        end_operator(row, by=by, last_day=start - ONE_DAY, reason=reason)
    else:
        _end_secretariat(row, taker, start, by, reason)


def _succeed(post: Post, taker: User, start: datetime.date, by: User) -> None:
    """The new leader; without a say until a second person has confirmed it (add_post)."""
    for own in taker.posts.filter(not_over(), unit=post.unit).order_by("pk"):
        close_post(own, by=by, last_day=max(start, own.valid_from) - ONE_DAY, reason="Giữ chức vụ thủ trưởng đơn vị.")
    add_post(post.unit, by=by, person=taker, title=post.title, is_leader=True, valid_from=start)


def _end_secretariat(seat: SecretariatSeat, taker: User | None, start: datetime.date, by: User, reason: str) -> None:
    """The account is closed now; the seat itself has the day as its last."""
    end_secretary(seat, by=by, last_day=start, reason=reason)
    if taker is not None and not taker.secretariat_seats.filter(not_over(), bloc=seat.bloc).exists():
        seat_secretary(seat.bloc, by=by, person=taker, title=seat.title, valid_from=start)


def _tell(person: User, holdings: list[Holding], takers: Mapping[str, User], open_work: Sequence[str]) -> None:
    """Each taker one letter with all that came to them."""
    for taker in dict.fromkeys(takers.values()):
        taken = [held for held in holdings if takers.get(held.key) == taker]
        letter = letters.work_taken(
            person=person.full_name, taken="; ".join(held.words for held in taken), waiting="; ".join(open_work[:10])
        )
        bloc = next((held.bloc for held in taken if held.bloc), None)
        outgoing.tell([taker], letter, url=reverse("units:account_detail"), bloc=bloc)
