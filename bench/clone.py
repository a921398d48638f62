"""One bloc of the sample, copied into many blocs and years by one INSERT … SELECT a table.

A key is mapped by adding, so no table of pairs is needed: copy n of row 7 is row 7 + n × STEP, and what points at it
points at 7 + n × STEP. The source bloc stays as it is and gets the years that it lacks, so that an address of the
sample leads to the same row in every city. Values that must be unique get the copy's number where no key in the same
constraint tells the copies apart. Triggers are off while loading, all constraints are on. Files are shared by hash.

What this cannot be: the audit hashes of copies are no true chain, stored addresses and JSON keep the source's keys but
for those in SPECIAL, and every copy has the proportions of the sample.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import UniqueConstraint
from django.db.models.expressions import BaseExpression

from bench.databases import patient
from bench.lineage import (
    BLOC,
    CLOSED,
    RUNNING,
    Column,
    ForeignKey,
    Lineage,
    Model,
    Source,
    columns,
    foreign_keys,
    has,
    target_of,
)

STEP = 10_000
SHARED, OF_BLOC, OF_YEAR, EMPTY = 0, 1, 2, 3
# Expressions over s (the source row) and c (the copy) for what foreign keys and constraints do not tell. Few on purpose.
SPECIAL = {
    "units.Bloc.name": "s.name || ' – ' || c.b",
    "units.Bloc.series_code": "left(s.series_code, 12) || '-' || c.b",
    "units.Bloc.short_name": "left(s.short_name, 50) || ' ' || c.b",
    # The shape of a code is checked: letters and 2 to 7.
    "records.Document.code": "translate(upper(substr(md5(s.code || ':' || c.no), 1, 20)), '0189', 'GHIJ')",
    "signatures.SigningRequest.code": "translate(upper(substr(md5(s.code || ':' || c.no), 1, 20)), '0189', 'GHIJ')",
    "records.AuditEvent.hash": "encode(sha256((s.hash || ':' || c.no)::bytea), 'hex')",
    "records.AuditEvent.row_pk": "CASE WHEN s.row_pk ~ '^[0-9]+$' AND s.row_level > 0 THEN"
    f" (s.row_pk::bigint + {STEP} * CASE s.row_level WHEN 1 THEN c.bloc_no ELSE c.no END)::text ELSE s.row_pk END",
    # One regulation holds at a time: each closed year's is replaced by the next year's.
    "regulations.Regulation.state": "CASE WHEN s.state = 'issued' AND c.next_no IS NOT NULL THEN 'superseded' ELSE s.state END",
    "regulations.Regulation.successor": f"CASE WHEN s.state = 'issued' AND c.next_no IS NOT NULL THEN s.id + {STEP} * c.next_no END",
    "regulations.Regulation.superseded_at": "CASE WHEN s.state = 'issued' AND c.next_no IS NOT NULL"
    " THEN s.issued_at + make_interval(years => c.years + 1) END",
    "regulations.Regulation.superseded_by": "CASE WHEN s.state = 'issued' AND c.next_no IS NOT NULL"
    f" THEN s.issued_by_id + {STEP} * c.bloc_no END",
    # What is voted on is named by kind and key; it is of the ballot's own year.
    "ballots.Ballot.subject_key": f"s.subject_key + {STEP} * c.no",
    "ballots.Ballot.subject_edition": f"CASE WHEN s.subject_edition > 0 THEN s.subject_edition + {STEP} * c.no ELSE s.subject_edition END",
    "conferences.AgendaItem.subject_key": f"s.subject_key + {STEP} * c.no",
    # The agreement's own words name the units by key.
    "pledges.Pledge.content": "CASE WHEN jsonb_typeof(s.content -> 'parties') = 'array' THEN jsonb_set(s.content, '{parties}',"
    " (SELECT jsonb_agg(p || jsonb_build_object('unit', (p ->> 'unit')::bigint"
    f" + {STEP} * c.bloc_no) ORDER BY n) FROM jsonb_array_elements(s.content -> 'parties') WITH ORDINALITY AS e(p, n)))"
    " ELSE s.content END",
}


@dataclass(frozen=True)
class Copy:
    """One year of one bloc (level closed or running), or what a bloc has besides its years (level bloc)."""

    b: int
    level: str
    no: int
    bloc_no: int
    years: int
    next_no: int | None = None


def plan(source: Source, blocs: int, years: int) -> list[Copy]:
    """`blocs` with `years` each, the last of them running. Bloc 0 is the source: its own rows are there already."""
    last = source.running.year
    wanted = list(range(last - years + 1, last + 1))
    there = set(source.bloc.years.values_list("year", flat=True))
    copies: list[Copy] = []
    for b in range(blocs):
        bloc_no = b * years + 1 if b else 0
        if b:
            copies.append(Copy(b, BLOC, bloc_no, bloc_no, 0))
        numbers = {year: b * years + place + 1 for place, year in enumerate(wanted) if b or year not in there}
        if not b:
            numbers[source.closed.year] = 0
        closed = [year for year in sorted(numbers) if year != last]
        for year, no in numbers.items():
            if no == 0:
                continue
            if year == last:
                copies.append(Copy(b, RUNNING, no, bloc_no, 0))
                continue
            later = [other for other in closed if other > year]
            # The source's own regulation of its closed year holds; those copied around it were replaced by it.
            follows = numbers[later[0]] if later else (None if b else 0)
            copies.append(Copy(b, CLOSED, no, bloc_no, year - source.closed.year, follows))
    return copies


class City:
    """Copies the source into `blocs` × `years` in the database at hand; `lineage` says which rows."""

    def __init__(self, lineage: Lineage, copies: list[Copy]):
        self.lineage, self.copies = lineage, copies
        self.slug = lineage.source.bloc.slug

    @transaction.atomic
    def fill(self) -> None:
        with connection.cursor() as cursor:
            patient(cursor)
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL synchronous_commit = off")
            cursor.execute(
                "CREATE TEMP TABLE city_copy (b int, level text, no int, bloc_no int, years int, next_no int) ON COMMIT DROP"
            )
            rows = [(c.b, c.level, c.no, c.bloc_no, c.years, c.next_no) for c in self.copies]
            cursor.executemany("INSERT INTO city_copy VALUES (%s, %s, %s, %s, %s, %s)", rows)
            cursor.execute("ANALYZE city_copy")
            for number, model in enumerate(self.lineage.copied()):
                self._mark(cursor, model, f"city_source_{number}")
            indexes = self._take_indexes_away(cursor)
            # Only when all sources are set aside: what is inserted must not be copied again.
            for number, model in enumerate(self.lineage.copied()):
                cursor.execute(self.statement(model, f"city_source_{number}"))
            for definition in indexes:
                cursor.execute(definition)
            for model in self.lineage.copied():
                self._advance(cursor, model)

    def _take_indexes_away(self, cursor: CursorWrapper) -> list[str]:
        """Drop the indexes that no constraint needs and return how they are made: once at the end is many times faster."""
        tables = [model._meta.db_table for model in self.lineage.copied()]
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)"
            " FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE t.relname = ANY(%s) AND NOT i.indisunique"
            " AND NOT i.indisexclusion",
            [tables],
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        return [definition for _, definition in found]

    def _mark(self, cursor: CursorWrapper, model: Model, name: str) -> None:
        """A temporary table: the rows of the source, the level of each, and how each of its keys is mapped."""
        table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
        kind = str(model._meta.pk.db_type(connection)).replace("serial", "int")
        kind = kind.removesuffix(" GENERATED BY DEFAULT AS IDENTITY")
        cursor.execute(
            f"CREATE TEMP TABLE {name}_marks (pk {kind}, level text, how int[], row_level int) ON COMMIT DROP"
        )
        marks = [
            (str(pk), level, self.hows(model, pk, level), self.row_level(model, pk))
            for pk, level in self.lineage.levels[model].items()
        ]
        cursor.executemany(f"INSERT INTO {name}_marks VALUES (%s, %s, %s, %s)", marks)
        cursor.execute(
            f"CREATE TEMP TABLE {name} ON COMMIT DROP AS SELECT t.*, m.level AS copy_level, m.how AS copy_how, m.row_level"
            f" FROM {table} t JOIN {name}_marks m ON m.pk = t.{key}"
        )
        source = self.lineage.source
        for lent in self.lineage.lent.intersection(foreign_keys(model)):
            earlier = [year.pk for year in source.earlier]
            cursor.execute(
                f"UPDATE {name} SET {quoted(lent.column)} = %s WHERE {quoted(lent.column)} = ANY(%s)",
                [source.closed.pk, earlier],
            )

    def hows(self, model: Model, pk: Any, level: str) -> list[int]:
        row = self.lineage.tables[model].found[pk]
        return [self.how(key, row[key.attname], level) for key in foreign_keys(model)]

    def how(self, key: ForeignKey, value: Any, level: str) -> int:
        """What to do with a key: leave it, move it with the bloc, move it with the year, or empty it."""
        target = self.lineage.level(target_of(key), value) if value is not None else None
        if target is None:
            # A ballot of an earlier year than those that are copied stays with its bloc.
            of_another_year = value is not None and target_of(key) in self.lineage.year_models
            return EMPTY if of_another_year and key.null else SHARED
        if target == BLOC:
            return OF_BLOC
        if target == level:
            return OF_YEAR
        if key.null:
            return EMPTY  # into another year than its own: there is one such row, but many copies
        raise ValueError(f"{key}: a row of {level} points at one of {target}")

    def row_level(self, model: Model, pk: Any) -> int:
        """For audit events: whether the row they are about is of the bloc (1), of the year (2), or shared (0)."""
        rows = self.lineage.tables[model]
        if not has(model, "model", "row_pk"):
            return SHARED
        own = self.lineage.levels[model][pk]
        about = list(self.lineage.targets(rows, rows.found[pk]))[-1:]
        level = self.lineage.level(*about[0]) if about else None
        return OF_BLOC if level == BLOC else OF_YEAR if level == own else SHARED

    def statement(self, model: Model, source: str) -> str:
        names = ", ".join(quoted(column.column) for column in columns(model))
        changed = self.told_apart_by(model)
        values = ", ".join(self.expression(model, column, column in changed) for column in columns(model))
        return (
            f"INSERT INTO {quoted(model._meta.db_table)} ({names}) SELECT {values}"
            f" FROM {source} s JOIN city_copy c ON c.level = s.copy_level"
        ).replace("%", "%%")

    def expression(self, model: Model, column: Column, changed: bool) -> str:
        name = f"s.{quoted(column.column)}"
        if special := SPECIAL.get(f"{model._meta.label}.{column.name}"):
            return special
        if isinstance(column, models.ForeignKey):
            place = foreign_keys(model).index(column) + 1
            of_bloc, of_year = mapped(column.target_field, name, "c.bloc_no"), mapped(column.target_field, name, "c.no")
            return (
                f"CASE s.copy_how[{place}] WHEN {SHARED} THEN {name} WHEN {OF_BLOC} THEN {of_bloc}"
                f" WHEN {OF_YEAR} THEN {of_year} END"
            )
        if column.primary_key:
            return mapped(column, name, "c.no")
        if column.name == "chain":
            return f"CASE WHEN {name} = '{self.slug}' AND c.bloc_no > 0 THEN {name} || '-' || c.bloc_no ELSE {name} END"
        if changed:
            return made_unique(column, name)
        if self.lineage.is_of_years(model):
            if isinstance(column, models.DateTimeField):
                return f"{name} + make_interval(years => c.years)"
            if isinstance(column, models.DateField):
                return f"({name} + make_interval(years => c.years))::date"
            if is_a_year(column):
                return f"{name} + c.years"
        return name

    def told_apart_by(self, model: Model) -> set[Column]:
        """Columns that must carry the copy's number: one in each constraint whose keys do not differ between copies."""
        found: set[Column] = set()
        for fields in unique_sets(model):
            needed = {"bloc", "year"} if self.lineage.is_of_years(model) else {"bloc"}
            for column in fields:
                needed -= self.distinguishes(model, column)
            if not needed or found.intersection(fields):
                continue
            changeable = [
                column for column in fields if not column.is_relation and column.name != "chain" and not column.choices
            ]
            kinds = ((models.CharField, models.TextField), models.UUIDField, models.IntegerField)
            for kind in kinds:
                of_kind = [column for column in changeable if isinstance(column, kind) and not is_a_year(column)]
                if of_kind:
                    found.add(of_kind[0])
                    break
        return found

    def distinguishes(self, model: Model, column: Column) -> set[str]:
        """Between which copies the column differs by itself."""
        known = self.lineage.levels[model]
        if column.primary_key:
            return {"bloc", "year"}
        if isinstance(column, models.ForeignKey):
            rows, level_of = self.lineage.tables[model].found, self.lineage.level
            values = {rows[pk][column.attname] for pk in known} - {None}
            levels = {level_of(target_of(column), value) for value in values}
            if None in levels:
                return set()
            return {"bloc"} if BLOC in levels else {"bloc", "year"}
        if column.name == "chain":
            rows = self.lineage.tables[model].found
            return {"bloc"} if all(rows[pk]["chain"] == self.slug for pk in known) else set()
        return {"year"} if is_a_year(column) else set()

    def _advance(self, cursor: CursorWrapper, model: Model) -> None:
        """The next key that the database gives is a free one."""
        key = model._meta.pk
        if isinstance(key, models.AutoField):
            table, column = model._meta.db_table, quoted(key.column)
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT max({column}) FROM {quoted(table)}))",
                [quoted(table), key.column],
            )


def quoted(name: str | None) -> str:
    """The name of a table or column as SQL writes it."""
    assert name is not None
    return connection.ops.quote_name(name)


def is_a_year(column: Column) -> bool:
    return isinstance(column, models.IntegerField) and (column.name == "year" or column.name.endswith("_year"))


def mapped(key: Column, name: str, number: str) -> str:
    """The copy's key: the source's for copy 0."""
    if isinstance(key, models.UUIDField):
        return f"CASE WHEN {number} = 0 THEN {name} ELSE md5({name}::text || ':' || {number})::uuid END"
    if isinstance(key, models.IntegerField):
        return f"{name} + {STEP} * {number}"
    return name


def made_unique(column: Column, name: str) -> str:
    if isinstance(column, models.UUIDField):
        return f"md5({name}::text || ':' || c.no)::uuid"
    if isinstance(column, models.IntegerField):
        return f"{name} + {STEP} * c.no"
    short = f"left({name}, {column.max_length} - 10)" if column.max_length else name
    return (
        f"CASE WHEN {name} = '' THEN '' WHEN {name} ~ '^[0-9a-f]{{64}}$' THEN encode(sha256(({name} || ':' || c.no)::bytea), 'hex')"
        f" ELSE {short} || '-' || c.no END"
    )


def unique_sets(model: Model) -> list[list[Column]]:
    """The columns of each uniqueness that the database keeps, those in expressions included."""
    by_name = {column.name: column for column in columns(model)}
    found = [[column] for column in columns(model) if column.unique and not column.primary_key]
    found += [[by_name[name] for name in names] for names in model._meta.unique_together]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            names = list(constraint.fields) or [
                part.name
                for expression in constraint.expressions
                for part in (expression.flatten() if isinstance(expression, BaseExpression) else [expression])
                if hasattr(part, "name")
            ]
            found.append([by_name[name] for name in names if name in by_name])
    return found
