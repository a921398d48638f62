"""Which rows of the sample belong to the bloc that is copied, and to which of its years: read from the foreign keys.

Nothing here names a room. Three tables are known (bloc, year, person); from them the rows are followed along the
foreign keys of Django's models, so that a room added later is copied without new code:

* of a year: rows with a path to the year, those they point at (a document, a decision), and what happened in the bloc
  at a time (audit events, notices), by that time;
* of the bloc: rows with a path to the bloc that no date of happening sets into a year (units, posts), and the people
  who hold them;
* everything else is shared by all copies: kinds of awards, the city's board.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models

from units.models import Bloc, EmulationYear, User

BLOC, CLOSED, RUNNING = "bloc", "closed", "running"
OF_A_YEAR = (CLOSED, RUNNING)

Model = type[models.Model]
Column: TypeAlias = "models.Field[Any, Any]"
ForeignKey: TypeAlias = "models.ForeignKey[Any, Any]"
Values = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """The bloc to copy, and two of its years: one that is over and the one under way."""

    bloc: Bloc
    closed: EmulationYear
    running: EmulationYear
    # Awards of a year are given in the next one: what the closed year lacks is taken from the years before it.
    earlier: tuple[EmulationYear, ...] = ()

    @classmethod
    def of_the_sample(cls) -> "Source":
        bloc = Bloc.objects.get(slug="doanh-nghiep-2")
        years = list(bloc.years.order_by("year"))
        closed = next(row for row in years if row.year == 2020)
        return cls(bloc, closed, years[-1], tuple(row for row in years if row.year < closed.year))

    @property
    def between(self) -> datetime.datetime:
        """What happened before is of the closed year, what happened after of the running one."""
        middle = (self.closed.year + self.running.year) // 2 + 1
        return datetime.datetime(middle, 1, 1, tzinfo=datetime.UTC)


def columns(model: Model) -> list[Column]:
    """Those that an INSERT fills."""
    return [column for column in model._meta.concrete_fields if not getattr(column, "generated", False)]


def foreign_keys(model: Model) -> list[ForeignKey]:
    return [column for column in columns(model) if isinstance(column, models.ForeignKey)]


def target_of(key: ForeignKey) -> Model:
    found = key.related_model._meta.concrete_model
    assert found is not None
    return found


def moment_of(model: Model) -> "models.DateTimeField[Any, Any] | None":
    """When a row happened: its first moment that is never empty. A row that holds from a day on (a post) has none."""
    if has(model, "valid_from"):
        return None
    moments = (
        c for c in columns(model) if isinstance(c, models.DateTimeField) and not c.null and c.name != "date_joined"
    )
    return next(moments, None)


def has(model: Model, *names: str) -> bool:
    known = {column.name for column in columns(model)}
    return known.issuperset(names)


def all_models() -> list[Model]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


@dataclass
class Rows:
    """Keys of one table: its own, those it points at, and what else tells whose it is."""

    model: Model
    found: dict[Any, Values] = field(default_factory=dict)

    @cached_property
    def keys(self) -> list[ForeignKey]:
        return foreign_keys(self.model)

    def load(self) -> "Rows":
        extra = [name for name in ("chain", "model", "row_pk") if has(self.model, name)]
        moment = moment_of(self.model)
        wanted = ["pk", *(key.attname for key in self.keys), *extra, *([moment.name] if moment else [])]
        for values in self.model._base_manager.values_list(*wanted):
            row = dict(zip(wanted, values, strict=True))
            row["moment"] = row[moment.name] if moment else None
            self.found[row["pk"]] = row
        return self


Rule = Callable[[Model, Rows, Values], str | None]


class Lineage:
    """row → level, for every row that is copied."""

    def __init__(self, source: Source):
        self.source = source
        self.tables = {model: Rows(model).load() for model in all_models()}
        self.levels: dict[Model, dict[Any, str]] = {model: {} for model in self.tables}
        self.year_models = self._with_a_path_to(EmulationYear)
        self.lent = self._lend_from_earlier_years()
        self._trace()

    def _with_a_path_to(self, goal: Model) -> set[Model]:
        found = {goal}
        while True:
            more = {
                model
                for model in self.tables
                if model not in found and any(target_of(key) in found and not key.null for key in foreign_keys(model))
            }
            if not more:
                return found
            found |= more

    def _lend_from_earlier_years(self) -> set[ForeignKey]:
        """Keys to a year whose rows of earlier years count as the closed year's: where that has no row of its own."""
        closed, earlier = self.source.closed.pk, {year.pk for year in self.source.earlier}
        lent = set[ForeignKey]()
        taken = set[tuple[Model, Any]]()
        for model, rows in self.tables.items():
            for key in foreign_keys(model):
                if target_of(key) is not EmulationYear:
                    continue
                theirs = [row for row in rows.found.values() if row[key.attname] in earlier]
                if theirs and all(row[key.attname] != closed for row in rows.found.values()):
                    lent.add(key)
                    for row in theirs:
                        row[key.attname] = closed
                        taken.add((model, row["pk"]))
        return lent | self._lend_with(taken, earlier)

    def _lend_with(self, taken: set[tuple[Model, Any]], earlier: set[int]) -> set[ForeignKey]:
        """Keys to a year of what those rows, or rows of theirs, cannot be without: how a submission was signed."""
        lent = set[ForeignKey]()
        for model, rows in self.tables.items():
            for row in rows.found.values():
                held = [key for key in rows.keys if row[key.attname] is not None]
                theirs = (model, row["pk"]) in taken
                theirs = theirs or any(not key.null and (target_of(key), row[key.attname]) in taken for key in held)
                for key in (key for key in held if theirs and key.unique):
                    other = self.tables[target_of(key)].found.get(row[key.attname], {})
                    for year in foreign_keys(target_of(key)):
                        if target_of(year) is EmulationYear and other.get(year.attname) in earlier:
                            other[year.attname] = self.source.closed.pk
                            lent.add(year)
        return lent

    def level(self, model: Model, pk: Any) -> str | None:
        return self.levels.get(model, {}).get(pk)

    def targets(self, rows: Rows, row: Values) -> Iterator[tuple[Model, Any]]:
        """What a row points at: its foreign keys, and the row that an audit event is about."""
        for key in rows.keys:
            if row[key.attname] is not None:
                yield target_of(key), row[key.attname]
        if "row_pk" in row and row.get("model"):
            about = apps.get_model(row["model"])
            yield about, about._meta.pk.to_python(row["row_pk"]) if row["row_pk"] else None

    def _trace(self) -> None:
        source = self.source
        self.levels[Bloc][source.bloc.pk] = BLOC
        self.levels[EmulationYear][source.closed.pk] = CLOSED
        self.levels[EmulationYear][source.running.pk] = RUNNING
        self._settle(self._of_its_year)
        self._settle(self._of_the_bloc)
        self._take_along_people()
        self._settle(self._of_the_bloc)
        self._take_along_what_years_point_at()
        self._settle(self._of_its_year)
        self._settle(self._by_its_moment)
        self._settle(self._of_its_year)

    def _settle(self, rule: Rule) -> None:
        """Ask the rule of every row that has no level yet, until nothing changes."""
        changed = True
        while changed:
            changed = False
            for model, rows in self.tables.items():
                if model in (Bloc, EmulationYear, User):
                    continue
                known = self.levels[model]
                for pk, row in rows.found.items():
                    if pk not in known and (level := rule(model, rows, row)):
                        known[pk] = level
                        changed = True

    def stays_behind(self, rows: Rows, row: Values) -> bool:
        """It cannot be without a row of a year that is not copied: the minutes of an earlier conference, say."""
        needed = [key for key in rows.keys if (not key.null or key.unique) and row[key.attname] is not None]
        return any(
            target_of(key) in self.year_models and not self.level(target_of(key), row[key.attname]) for key in needed
        )

    def _of_its_year(self, model: Model, rows: Rows, row: Values) -> str | None:
        if self.stays_behind(rows, row):
            return None
        levels = (self.level(*target) for target in self.targets(rows, row))
        return next((level for level in levels if level in OF_A_YEAR), None)

    def _of_the_bloc(self, model: Model, rows: Rows, row: Values) -> str | None:
        # What happened once to a row of the bloc is copied as often as that row: how a post was confirmed.
        once = (key for key in rows.keys if key.unique and row[key.attname] is not None)
        if any(self.level(target_of(key), row[key.attname]) == BLOC for key in once):
            return BLOC
        if model in self.year_models or moment_of(model):
            return None
        if row.get("chain") == self.source.bloc.slug:
            return BLOC
        return BLOC if any(self.level(*target) == BLOC for target in self.targets(rows, row)) else None

    def _take_along_people(self) -> None:
        """Whoever holds something in the bloc."""
        for model, known in self.levels.items():
            for key in foreign_keys(model):
                if target_of(key) is User:
                    rows = self.tables[model].found
                    people = {rows[pk][key.attname] for pk, level in known.items() if level == BLOC}
                    self.levels[User].update(dict.fromkeys(people - {None}, BLOC))

    def _take_along_what_years_point_at(self) -> None:
        """A document, a decision, a mail: no path of its own leads to a year, but a row of a year names it."""
        changed = True
        while changed:
            changed = False
            for model, known in list(self.levels.items()):
                rows = self.tables[model]
                for pk, level in list(known.items()):
                    if level not in OF_A_YEAR:
                        continue
                    for other, target in self.targets(rows, rows.found[pk]):
                        if other in self.year_models or not moment_of(other) or other is User:
                            continue
                        if target in self.tables[other].found and target not in self.levels[other]:
                            self.levels[other][target] = level
                            changed = True

    def _by_its_moment(self, model: Model, rows: Rows, row: Values) -> str | None:
        if model in self.year_models or row["moment"] is None:
            return None
        own = row.get("chain") == self.source.bloc.slug
        if own or any(self.level(*target) == BLOC for target in self.targets(rows, row)):
            return RUNNING if row["moment"] >= self.source.between else CLOSED
        return None

    def copied(self) -> Iterable[Model]:
        return [model for model, known in self.levels.items() if known]

    def is_of_years(self, model: Model) -> bool:
        return any(level in OF_A_YEAR for level in self.levels[model].values())

    def count(self, model: Model, level: str) -> int:
        return sum(known == level for known in self.levels[model].values())
