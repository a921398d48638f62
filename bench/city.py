"""A city of many blocs and years in a scratch database of its own: `python -m bench.city 35 10`."""

import argparse
import sys

from bench import environment

if __name__ == "__main__":
    environment.prepare()

from django.db import connection, models

from bench import databases
from bench.clone import City, Copy, plan, quoted
from bench.lineage import Lineage, Source, foreign_keys, target_of

MADE_BY = ("lineage.py", "clone.py")


class WrongCity(Exception):
    """A copy that is not as it should be."""


def name_of(blocs: int, years: int) -> str:
    return f"khoithidua_bench_{blocs}x{years}"


def ready(blocs: int, years: int) -> str:
    """The database of this city; made and checked when there is none of this state of the code."""
    if (blocs, years) == (1, 1):
        return databases.sample()
    return databases.ensure(name_of(blocs, years), databases.sample(), lambda: build(blocs, years), *MADE_BY)


def build(blocs: int, years: int) -> None:
    lineage = Lineage(Source.of_the_sample())
    # The sample's second bloc, which stays as it is, is one of them.
    copies = plan(lineage.source, blocs - 1, years)
    before = counts(lineage)
    watch = databases.Watch()
    City(lineage, copies).fill()
    tell(f"{name_of(blocs, years)}: {sum(counts(lineage).values()):,} rows in {watch}")
    check_counts(lineage, copies, before)
    check_keys(lineage)
    with connection.cursor() as cursor:
        databases.patient(cursor)
        cursor.execute("VACUUM ANALYZE")
    tell(f"{name_of(blocs, years)}: checked and analysed after {watch}")
    # The patience of loading ends with this connection.
    connection.close()


def counts(lineage: Lineage) -> dict[type[models.Model], int]:
    return {model: model._base_manager.count() for model in lineage.copied()}


def check_counts(lineage: Lineage, copies: list[Copy], before: dict[type[models.Model], int]) -> None:
    """Each table has what it had, and one row a copy for each row that is copied."""
    for model, count in counts(lineage).items():
        expected = before[model] + sum(lineage.count(model, copy.level) for copy in copies)
        if count != expected:
            raise WrongCity(f"{model._meta.label}: {count} rows, expected {expected}")


def check_keys(lineage: Lineage) -> None:
    """No foreign key leads nowhere: with triggers off the database did not look."""
    with connection.cursor() as cursor:
        databases.patient(cursor)
        for model in lineage.copied():
            for key in foreign_keys(model):
                column, target = quoted(key.column), target_of(key)
                cursor.execute(
                    f"SELECT count(*) FROM {quoted(model._meta.db_table)} t WHERE t.{column} IS NOT NULL AND NOT EXISTS"
                    f" (SELECT 1 FROM {quoted(target._meta.db_table)} o WHERE o.{quoted(key.target_field.column)} = t.{column})"
                )
                if lost := cursor.fetchone()[0]:
                    raise WrongCity(f"{key}: {lost} keys lead nowhere")


def check_pages(name: str) -> int:
    """Home and what it links to open for every persona, and for the people of a copied bloc; returns how many pages."""
    from bench.personas import people_of_a_copy, personas
    from bench.walk import Explorer

    with databases.standing_in(name):
        explorers = [Explorer(person) for person in [*personas(), *people_of_a_copy()]]
        opened = 0
        for explorer in explorers:
            explorer.crawl(pages=60)
            if explorer.broken:
                raise WrongCity(f"{explorer.persona.role}: {explorer.broken[0]}")
            opened += len(explorer.addresses)
    return opened


def tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("blocs", type=int)
    parser.add_argument("years", type=int)
    asked = parser.parse_args()
    from khoithidua.embedded_server import start_database

    lock = environment.alone()
    start_database()
    watch = databases.Watch()
    name = ready(asked.blocs, asked.years)
    tell(f"{name} is there after {watch}; {check_pages(name)} pages opened")
    lock.close()


if __name__ == "__main__":
    main()
