"""The same address in a city of 35 blocs and in one of 1,000, ten years each: what must not grow with the city.

Every page of the URL table and every search on one, for every persona; asked for in turns, least of several.
"""

import os
import re
from urllib.parse import urlencode

from bench import city as cities
from bench.table import Table
from bench.visits import Pair, Place, places
from bench.walk import PAGE, Address

SMALL, LARGE, YEARS = 35, int(os.environ.get("BENCH_BLOCS", "1000")), 10
POSTGRES_MS = 15
MOST = 1.2
SEARCH = re.compile(r'<input\b[^>]*type="search"[^>]*>')
NAME = re.compile(r'\bname="([^"]+)"')
WORDS = "hoa tieu"


def run(table: Table, *, city: bool) -> None:
    with places(cities.ready(SMALL, YEARS), cities.ready(LARGE, YEARS)) as (small, large):
        pages = [address for address in small.explore() if address.kind == PAGE]
        for address in [*pages, *searches(small, pages)]:
            pair = Pair(address.role, address.path, small, large)
            few, many = pair.costs(
                lambda few, many: many.cpu_ms <= MOST * few.cpu_ms and many.postgres_ms <= POSTGRES_MS
            )
            row = f"{address.name}/{address.role}"
            if few.status != 200 or many.status != 200:
                table.add(f"growth.cpu/{row}", None, f"{address.path}: {few.status}, {many.status}")
                continue
            detail = f"{few.python_ms:.0f} + {few.postgres_ms:.0f} → {many.python_ms:.0f} + {many.postgres_ms:.0f} ms"
            table.add(f"growth.cpu/{row}", many.cpu_ms / few.cpu_ms, detail)
            table.add(
                f"growth.postgres/{row}", many.postgres_ms / POSTGRES_MS, f"{many.postgres_ms:.1f} ms of PostgreSQL"
            )
            table.add(f"growth.queries/{row}", many.queries / max(few.queries, 1), f"{few.queries} → {many.queries}")


def searches(place: Place, pages: list[Address]) -> list[Address]:
    """A search for two words on every page that has a box for it."""
    found = []
    for address in pages:
        box = SEARCH.search(place.visit(address.role, address.path, 1).body.decode(errors="replace"))
        name = NAME.search(box.group()) if box else None
        if name:
            path = f"{address.path}?{urlencode({name.group(1): WORDS})}"
            found.append(Address(f"{address.name}?", address.role, path, PAGE))
    return found
