"""What the steps and the set-up file write: each call all of it or nothing, every row audited by its own verb."""

import datetime
from typing import Any

from django.db import connection, transaction

from khoithidua.setup.people import Wanted, account, wanted
from libraries.text import file_stem
from records.transitions import NotAllowedNow
from units import workflow
from units.models import Bloc, BoardSeat, City, EmulationYear, OperatorSeat, SecretariatSeat, Unit, User, in_force
from units.workflow import founding

Values = dict[str, Any]


def _one_at_a_time() -> None:
    """Until the transaction ends nobody else writes a first row: there is no row yet that could be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('setup'))")


@transaction.atomic
def name_city(names: dict[str, str], *, by: Any, valid_from: datetime.date) -> City:
    """The first names of the city. Of two browsers at once the second is told."""
    _one_at_a_time()
    if City.objects.exists():
        raise NotAllowedNow("Thông tin thành phố vừa được lưu ở một cửa sổ khác. Tải lại trang để xem.")
    return workflow.begin_city_period(by=by, valid_from=valid_from, names=names)


@transaction.atomic
def seat_first_operator(person: Wanted, *, title: str, by: Any, valid_from: datetime.date) -> User:
    """The first of those who run the installation; later ones are seated by this one.

    Two browsers at once: the second waits for the first and is told.
    """
    _one_at_a_time()
    if OperatorSeat.objects.filter(in_force(valid_from)).exists():
        raise NotAllowedNow("Người quản trị vừa được lập ở một cửa sổ khác. Tải lại trang để tiếp tục.")
    user = account(person, by=by)
    workflow.seat_operator(by=by, person=user, title=title, valid_from=valid_from)
    return user


@transaction.atomic
def seat_board(rows: list[Values], *, by: Any, since: datetime.date) -> list[BoardSeat]:
    """People of the standing office; who has a seat already keeps it."""
    seats = []
    for row in rows:
        user = account(wanted(row), by=by)
        if not user.board_seats.filter(in_force()).exists():
            seats.append(
                founding.seat_board_member(
                    by=by, person=user, title=row["title"], valid_from=since, can_decide=bool(row.get("can_decide"))
                )
            )
    return seats


@transaction.atomic
def add_units(bloc: Bloc, rows: list[Values], *, by: Any, since: datetime.date) -> list[Unit]:
    """Member units in this order, each with its leader where one is named.

    Locks the bloc: of two browsers that save the same list the second is told which unit is there.
    """
    bloc = Bloc.objects.select_for_update(of=("self",)).get(pk=bloc.pk)
    if bloc.years.exists():
        raise NotAllowedNow("Khối đã có năm thi đua. Thêm đơn vị tại trang của khối.")
    units = []
    for row in rows:
        if bloc.units.filter(slug=file_stem(row["name"])).exists():
            raise NotAllowedNow(f"Khối đã có đơn vị “{row['name']}”. Tải lại trang để xem danh sách hiện nay.")
        unit = founding.create_unit(
            bloc, by=by, name=row["name"], short_name=row.get("short_name") or "",
            kind=row["kind"], valid_from=since,
        )  # fmt: skip
        if row.get("leader"):
            person = wanted(row | {"full_name": row["leader"]})
            _post(unit, person, by=by, title=row["title"], is_leader=True, since=since)
        units.append(unit)
    return units


@transaction.atomic
def add_people(bloc: Bloc, rows: list[Values], *, by: Any, since: datetime.date) -> None:
    """People with a post each in a unit of the bloc."""
    units = {unit.slug: unit for unit in bloc.units.with_names()}
    for row in rows:
        leads = bool(row.get("is_leader"))
        _post(units[row["unit"]], wanted(row), by=by, title=row["title"], is_leader=leads, since=since)


def _post(unit: Unit, person: Wanted, *, by: Any, title: str, is_leader: bool, since: datetime.date) -> None:
    """Who leads a unit is an act of two, except while the bloc is founded and has no year to sign in."""
    user = account(person, by=by)
    workflow.add_post(
        unit, by=by, person=user, title=title, is_leader=is_leader, valid_from=since,
        founding=not unit.bloc.years.exists(),
    )  # fmt: skip


@transaction.atomic
def begin_year(bloc: Bloc, *, by: Any, year: int, theme: str, head: str, deputies: list[str]) -> EmulationYear:
    """The year with the roles of its units (by slug); a year that is there gets these roles."""
    row = bloc.years.filter(year=year).first() or workflow.add_year(bloc, by=by, year=year, theme=theme)
    if row.theme != theme:
        workflow.edit_year(row, by=by, theme=theme)
    late = bloc.units.exclude(pk__in=row.seats.values("unit")).with_names()
    if late:
        names = ", ".join(unit.name for unit in late)
        raise NotAllowedNow(f"Chưa là thành viên vào đầu năm {year}: {names}. Chọn năm sau, hoặc sửa ngày của đơn vị.")
    for seat in list(row.seats.select_related("unit", "emulation_year__bloc")):
        slug = seat.unit.slug
        role = "head" if slug == head else "deputy" if slug in deputies else "member"
        workflow.set_role(seat, role=role, by=by)
    return row


@transaction.atomic
def begin_bloc(
    bloc: Bloc,
    *,
    by: Any,
    year: int,
    theme: str,
    head: str,
    deputies: list[str],
    secretariat: list[Values],
    since: datetime.date,
) -> None:
    """The first year and the secretariat, both or neither."""
    begin_year(bloc, by=by, year=year, theme=theme, head=head, deputies=deputies)
    seat_secretariat(bloc, secretariat, by=by, since=since)


@transaction.atomic
def seat_secretariat(bloc: Bloc, rows: list[Values], *, by: Any, since: datetime.date) -> list[SecretariatSeat]:
    """Members of the bloc's secretariat; who has a seat already keeps it."""
    seats = []
    for row in rows:
        user = account(wanted(row), by=by)
        if not bloc.secretariat_seats.filter(in_force(), user=user).exists():
            title = row.get("title") or "Tổ thư ký"
            seats.append(founding.seat_secretary(bloc, by=by, person=user, title=title, valid_from=since))
    return seats
