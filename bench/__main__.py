"""make bench: measures, prints one table, exits with 1 when a row is red.

`python -m bench certificates lists` runs only these parts; --city adds what takes long; --all prints every row.
"""

import argparse
import sys
import traceback
from importlib import import_module

from bench import environment
from bench.goals import GOALS, OWED
from bench.table import Table

# part → whether the short form has it. Each is a module of bench with run(table).
PARTS = {
    "pages": True, "signing": True, "issuing": True, "large": True, "serving": True, "certificates": True,
    "signatures": True, "linear": True, "scoring": True, "lists": False, "memory": False, "growth": False,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help="only these")
    parser.add_argument("--city", action="store_true", help="everything, the city of a thousand blocs too")
    parser.add_argument("--all", action="store_true", help="print green rows of pages and lists too")
    asked = parser.parse_args()
    environment.prepare()
    from khoithidua.embedded_server import start_database

    lock = environment.alone()
    start_database()
    table = Table([goal for goal in GOALS if asked.city or not goal.city], OWED, show_all=asked.all)
    for name in asked.parts or [name for name, short in PARTS.items() if short or asked.city]:
        table.note(f"\n== {name}")
        run_part(name, table, city=asked.city)
    table.note(f"\n{table.summary()}")
    lock.close()
    return table.status


def run_part(name: str, table: Table, *, city: bool) -> None:
    """A part that breaks makes its rows red and does not keep the others from being measured."""
    problem = ""
    try:
        import_module(f"bench.{name}").run(table, city=city)
    except Exception as broken:
        traceback.print_exc()
        problem = f"{type(broken).__name__}: {broken}"[:200]
    table.close_part(name, problem)


if __name__ == "__main__":
    sys.exit(main())
