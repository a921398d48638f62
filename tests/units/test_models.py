"""Each promise of the tables of units, broken once on purpose."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from libraries.web import clock
from tests import factories
from units.models import (
    BoardSeat,
    ChangedUnit,
    EmulationYear,
    FailedProof,
    Handover,
    OperatorSeat,
    OrganisationChange,
    SecretariatSeat,
    SigningAuthority,
    Unit,
    UnitName,
    User,
)

DAY = datetime.date


def broken(name, sql, *values):
    """The statement is refused, and by this very constraint."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert caught.value.__cause__.diag.constraint_name == name


def update(row, **values):
    columns = ", ".join(f"{name} = %s" for name in values)
    return f"UPDATE {row._meta.db_table} SET {columns} WHERE id = {row.pk}", *values.values()


def copy_of(row, **changes):
    """INSERT of a second row like this one, with some columns different."""
    columns = [field.column for field in row._meta.concrete_fields if field.column != "id"]
    taken = ", ".join("%s" if column in changes else column for column in columns)
    table = row._meta.db_table
    sql = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {table} WHERE id = {row.pk}"
    return sql, *(changes[column] for column in columns if column in changes)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("units_bloc_kind_check", {"kind": "doi"}),
        ("bloc_quorum_is_a_share", {"quorum_numerator": 4}),
        ("bloc_quorum_is_a_share", {"quorum_numerator": 0}),
        ("bloc_adoption_is_a_share", {"adoption_numerator": 100}),
        ("bloc_has_a_symbol", {"series_code": ""}),
    ],
)
def test_bloc(bloc, name, values):
    broken(name, *update(bloc, **values))


def test_two_working_blocs_never_share_a_symbol(bloc, other_bloc):
    broken("one_symbol_a_working_bloc", *update(other_bloc, series_code=bloc.series_code))


def test_bloc_slug_is_its_own(bloc, other_bloc):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(bloc).objects.filter(pk=other_bloc.pk).update(slug=bloc.slug)


def test_unit(nine):
    broken("units_unit_kind_check", *update(nine[0], kind="truong"))
    broken("one_slug_a_unit_in_a_bloc", *update(nine[0], slug=nine[1].slug))


def test_unit_names(nine):
    row = UnitName.objects.get(unit=nine[0])
    broken("unit_name_not_empty", *update(row, name=""))
    broken("unit_name_period_forward", *update(row, valid_to=row.valid_from))
    broken("unit_one_name_at_a_time", *copy_of(row, valid_from=DAY(2020, 1, 1)))


def test_years(year2020):
    broken("emulation_year_plausible", *update(year2020, year=1947))
    broken("emulation_year_plausible", *update(year2020, year=2101))
    broken("one_year_row_a_bloc", *copy_of(year2020))


def test_seats(year2020):
    first, second = year2020.seats.order_by("display_order")[:2]
    broken("units_seat_role_check", *update(second, role="pho"))
    broken("one_head_unit_at_a_time", *update(second, role="head"))
    broken("seat_order_is_an_order", *update(second, display_order=first.display_order))
    broken("one_seat_a_unit_at_a_time", *update(second, unit_id=first.unit_id))
    broken("seat_period_forward", *update(second, valid_to=second.valid_from))


@pytest.mark.parametrize(
    "days", [{"valid_from": DAY(2019, 12, 31)}, {"valid_from": DAY(2021, 1, 1)}, {"valid_to": DAY(2021, 1, 1)}]
)
def test_a_seat_lies_within_its_year(year2020, days):
    sql, *values = update(year2020.seats.first(), **days)
    refused = pytest.raises(IntegrityError, match="nằm trong năm thi đua 2020")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_users(hoa):
    broken("username_is_ascii", *update(hoa, username="hòa"))
    broken("username_is_ascii", *update(hoa, username="Hoa"))
    broken("units_user_salutation_check", *update(hoa, salutation="Anh"))


def test_usernames_are_their_own(hoa, nam):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=nam.pk).update(username="hoa")


def test_posts(hoa, nam):
    leader, other = hoa.posts.get(), nam.posts.get()
    broken("unit_one_leader_at_a_time", *update(other, is_leader=True))
    broken("one_post_a_person_a_unit", *copy_of(other, valid_from=DAY(2020, 1, 1)))
    broken("post_period_forward", *update(leader, valid_to=DAY(2009, 1, 1)))


def test_secretariat(lan):
    row = SecretariatSeat.objects.get()
    broken("one_secretariat_seat_a_person", *copy_of(row, valid_from=DAY(2020, 1, 1)))
    broken("secretariat_period_forward", *update(row, valid_to=row.valid_from))


def test_board(mai):
    row = BoardSeat.objects.get()
    broken("one_board_seat_a_person", *copy_of(row, valid_from=DAY(2020, 1, 1)))
    broken("board_period_forward", *update(row, valid_to=row.valid_from))


def test_authorities(nine, hoa, nam):
    row = SigningAuthority.objects.create(
        confirmed_at=factories.LONG_CONFIRMED,
        unit=nine[5],
        grantor=hoa,
        holder=nam,
        capacity="TUQ.",
        title="X",
        reference="Y",
        valid_from=DAY(2020, 1, 1),
    )
    broken("units_signingauthority_capacity_check", *update(row, capacity="ABC"))
    broken("nobody_authorises_oneself", *update(row, grantor_id=nam.pk))
    broken("authority_period_forward", *update(row, valid_to=DAY(2019, 1, 1)))
    broken("one_authority_a_person_a_unit", *copy_of(row, valid_from=DAY(2021, 1, 1)))


def test_failed_proofs(hoa):
    from libraries.web import clock

    row = FailedProof.objects.create(user=hoa, factor="code", at=clock.now())
    broken("units_failedproof_factor_check", *update(row, factor="van-tay"))


def test_people_who_hold_something_cannot_be_deleted(hoa):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        hoa.delete()


@pytest.mark.parametrize(
    ("today", "year"), [("2019-05-01 09:00", 2018), ("2020-07-02 09:00", 2020), ("2026-11-22 09:00", 2022)]
)
def test_the_year_of_the_page_is_the_running_one_or_the_latest(bloc, at, today, year):
    for number in (2018, 2020, 2022):
        factories.EmulationYearFactory(bloc=bloc, year=number)
    with at(today):
        assert bloc.current_year().year == year


def test_before_the_first_year_the_first_one_is_shown(bloc, at):
    assert bloc.current_year() is None
    factories.EmulationYearFactory(bloc=bloc, year=2022)
    with at("2020-07-02 09:00"):
        assert bloc.current_year() == EmulationYear.objects.get()


def test_who_sees_whom(lan, hoa, tuan, mai, duc, bloc):
    assert set(User.objects.visible_to(lan)) == {lan, hoa}
    assert set(User.objects.visible_to(tuan)) == {tuan}
    assert User.objects.visible_to(mai).count() == 5
    assert set(Unit.objects.visible_to(tuan)) == {tuan.posts.get().unit}


@pytest.mark.parametrize("typed", ["hòa", "hoà", "HOA", "do hoa", "ho\u0300a", "hoa  do", " Đỗ "])
def test_people_are_found_without_diacritics_and_in_any_order(hoa, minh, typed):
    assert list(User.objects.found_by(typed)) == [hoa]


@pytest.mark.parametrize("typed", ["H’Hen", "H'Hen Niê", "HʼHen", "hhen nie", "BUON", "Ƀuôn", "Н’Неn"])
def test_no_apostrophe_stroke_or_look_alike_hides_a_person(hoa, nine, typed):
    person = factories.staff(nine[0], "hhen", "H’Hen Niê Ƀuôn")
    assert list(User.objects.found_by(typed)) == [person]


@pytest.mark.parametrize("typed", ["%", "_", "hoa%", "'", "\\"])
def test_signs_of_the_database_are_plain_signs(hoa, typed):
    assert list(User.objects.found_by(typed)) == []


def test_operator_seats(bach):
    seat = bach.operator_seats.get()
    broken("operator_period_forward", *update(seat, valid_to=DAY(2009, 12, 31)))
    broken("one_operator_seat_a_person", *copy_of(seat, valid_from=DAY(2020, 1, 1)))
    OperatorSeat.objects.update(valid_to=DAY(2019, 1, 1))
    factories.OperatorSeatFactory(user=bach, valid_from=DAY(2019, 1, 1))


def test_changes_of_the_organisation(bloc, nine, lan):
    change = OrganisationChange.objects.create(
        bloc=bloc,
        kind="ended",
        effective_on=DAY(2020, 7, 1),
        summary="Giải thể",
        recorded_at=clock.now(),
        recorded_by=lan,
    )
    ChangedUnit.objects.create(change=change, unit=nine[0], side="before")
    broken("change_file_sha256_shape", *copy_of(change, file_sha256="abc"))
    broken("change_says_what", *copy_of(change, summary=""))
    broken("change_paper_has_number_and_date", *copy_of(change, document_number="12/QĐ"))
    broken("change_paper_has_number_and_date", *copy_of(change, document_date=DAY(2020, 7, 1)))
    broken("correction_says_why_and_of_which_year", *copy_of(change, is_correction=True, reason="Nhầm"))
    broken("one_mention_a_unit_a_change", *copy_of(change.units.get()))


def test_handovers(year2020, lan, nam, hoa):
    row = Handover.objects.create(
        emulation_year=year2020,
        giver=lan,
        taker=nam,
        title="Tổ trưởng",
        effective_on=DAY(2020, 7, 1),
        reason="Luân phiên",
        items={},
        handed_at=clock.now(),
        handed_by=lan,
        handed_proof={},
    )
    broken("one_open_handover_a_year", *copy_of(row))
    broken("handover_by_two_people", *update(row, taker_id=lan.pk))
    broken("handover_signed_by_the_giver", *update(row, handed_by_id=hoa.pk))
    taken = {"state": "taken", "taken_at": clock.now(), "taken_proof": "{}"}
    broken("handover_signed_by_the_taker", *update(row, taken_by_id=hoa.pk, **taken))
    broken("handover_taken_when_taken", *update(row, state="taken"))
    broken("handover_withdrawn_when_withdrawn", *update(row, state="withdrawn"))
