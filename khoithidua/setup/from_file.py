"""A file (khoithidua/setup_file.py) is set up by the forms and the verbs of the set-up pages, all of it or nothing."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.http import QueryDict

from khoithidua.setup import verbs
from khoithidua.setup.forms import BlocForm, BoardTable, CityForm, OperatorForm, PeopleTable, UnitTable, YearTable
from khoithidua.setup.logins import city_names
from khoithidua.setup.people import account, wanted
from khoithidua.setup.tables import TableForm, with_rows
from khoithidua.setup_file import City, FileRefused, Line, MemberUnit, NewBloc
from libraries.web import forms
from libraries.web.formats import short_date
from units import models, workflow
from units.models import Bloc, Seat, Unit, User


@transaction.atomic
def set_up(city: City) -> tuple[list[User], set[str]]:
    """Everybody the file names, and the logins of those who let the others in. Raises FileRefused.

    A part is checked once the parts that it leans on are right; nothing stays written where any is wrong.
    """
    filling = Filling(city)
    if city.names is not None:
        filling.name_city(city.names)
    for line in city.operators:
        filling.seat_operator(line)
    if city.board:
        filling.seat_board()
    for given in city.blocs:
        filling.found(given)
    if filling.problems:
        raise FileRefused(filling.problems)
    return list(User.objects.filter(username__in=filling.people).order_by("pk")), filling.first_to_come


class Filling:
    """The forms filled in one after the other, as an operator would."""

    def __init__(self, city: City):
        self.city = city
        self.problems: list[str] = []
        self.people: set[str] = set()
        self.first_to_come: set[str] = set()

    def is_right(self, form: forms.BaseForm, lines: Sequence[Line], typed: Line | None = None) -> bool:
        """Whether it is; what is wrong goes to the problems under its place in the file."""
        for box, sentences in form.errors.items():
            column, _, number = box.rpartition("-")
            by_line = number.isdigit() and int(number) < len(lines)
            line, name = (lines[int(number)], column) if by_line else (typed or (lines[0] if lines else None), box)
            self.problems += [line.wrong(name, str(one)) if line else str(one) for one in sentences]
        return not form.errors

    def table(self, make: Callable[..., TableForm], lines: list[Line], typed: Line | None = None) -> TableForm | None:
        """The table of these lines; None where it is wrong."""
        data = QueryDict(mutable=True)
        data.update({"since": short_date(self.city.since)})
        for name, value in (typed.values if typed else {}).items():
            data.setlist(name, value.split("|") if name == "deputies" and value else [value] if value else [])
        rows = [line.values for line in lines]
        form = make(with_rows(data, make().columns, rows))
        return form if self.is_right(form, lines, typed) else None

    def name_city(self, line: Line) -> None:
        form = CityForm(line.values, instance=models.City())
        if self.is_right(form, [], line):
            typed = form.cleaned_data
            given = {name: typed[name] for name in typed if name not in ("valid_from", "revision")}
            names = city_names(typed["name"], given)
            verbs.name_city(names, by=None, valid_from=self.city.since)

    def seat_operator(self, line: Line) -> None:
        chosen = wanted(line.values).username
        form = OperatorForm({**line.values, "username": chosen})
        if self.is_right(form, [], line):
            person = account(wanted(form.cleaned_data), by=None)
            workflow.seat_operator(by=None, person=person, title=form.cleaned_data["title"], valid_from=self.city.since)
            self.let_in([form.cleaned_data], first=True)

    def seat_board(self) -> None:
        if form := self.table(BoardTable, self.city.board):
            verbs.seat_board(form.values(), by=None, since=self.city.since)
            self.let_in(form.values(), first=True)

    def found(self, given: NewBloc) -> None:
        form = BlocForm(given.line.values)
        if not self.is_right(form, [], given.line):
            return
        bloc = workflow.make_bloc(by=None, on=form.cleaned_data["on"], ground=form.ground(), **form.facts())
        table = self.table(
            lambda *args, **options: UnitTable(*args, bloc=bloc, **options), [u.line for u in given.units]
        )
        if table is None:
            return
        units = verbs.add_units(bloc, table.values(), by=None, since=self.city.since)
        self.add_people(bloc, given.units, units)
        self.begin_year(bloc, given, units)

    def add_people(self, bloc: Bloc, given: list[MemberUnit], units: list[Unit]) -> None:
        lines = [
            Line(person.place, {**person.values, "unit": unit.slug}, person.keys)
            for member, unit in zip(given, units, strict=True)
            for person in member.people
        ]
        if not lines:
            return
        if form := self.table(lambda *args, **options: PeopleTable(*args, bloc=bloc, **options), lines):
            verbs.add_people(bloc, form.values(), by=None, since=self.city.since)
            self.let_in(form.values())

    def begin_year(self, bloc: Bloc, given: NewBloc, units: list[Unit]) -> None:
        slugs = {
            role: [unit.slug for member, unit in zip(given.units, units, strict=True) if member.role == role]
            for role in Seat.Role
        }
        year = given.year
        values = {**year.values, "head": slugs[Seat.Role.HEAD][0], "deputies": "|".join(slugs[Seat.Role.DEPUTY])}
        typed = Line(year.place, values, {**year.keys, "head": "don_vi", "deputies": "don_vi"})

        def make(*args: Any, **options: Any) -> YearTable:
            return YearTable(*args, bloc=bloc, known=None, **options)

        if form := self.table(make, given.secretariat, typed):
            chosen = form.cleaned_data
            verbs.begin_bloc(
                bloc,
                by=None,
                year=chosen["year"],
                theme=chosen["theme"],
                head=chosen["head"],
                deputies=chosen["deputies"],
                secretariat=form.values(),
                since=self.city.since,
            )
            self.let_in(form.values(), first=True)

    def let_in(self, rows: list[dict[str, Any]], *, first: bool = False) -> None:
        logins = {wanted(row).username for row in rows}
        self.people |= logins
        if first:
            self.first_to_come |= logins
