"""One GET, measured: queries, CPU here and in PostgreSQL, bytes as they leave and as they could. In process, by turns.

What is compared (two sizes, two pages) is asked for in turns within one process, and the least of several is taken:
others on the machine can only add to the CPU of a request, never take from it.
"""

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
from django.db import connection, connections
from django.test import Client

from bench import databases
from bench.personas import Persona, personas
from bench.walk import Address, Explorer, browser_of, url_table

ACCEPTS = {"Accept-Encoding": "br, gzip"}


@dataclass
class Cost:
    """The least that one address took, over all times it was asked for. CPU in milliseconds, sizes in bytes."""

    queries: int = 0
    python_ms: float = float("inf")
    postgres_ms: float = float("inf")
    repeated: int = 0
    body: bytes = b""
    wire: int = 0
    status: int = 0

    @property
    def cpu_ms(self) -> float:
        return self.python_ms + self.postgres_ms

    @property
    def brotli(self) -> int:
        return len(brotli.compress(self.body, quality=5))

    @property
    def gzip(self) -> int:
        return len(gzip.compress(self.body, compresslevel=6))


class Place:
    """A database with everybody's browser: `with place:` asks there."""

    def __init__(self, name: str):
        self.name, self.home = name, connections["default"]
        self.there = databases.open_connection(name)
        self.costs: dict[tuple[str, str], Cost] = {}
        with self:
            self.people = {person.role: person for person in personas()}
            self.clients = {role: browser_of(person) for role, person in self.people.items()}
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def __enter__(self) -> "Place":
        connections["default"] = self.there
        return self

    def __exit__(self, *problem: object) -> None:
        connections["default"] = self.home

    def close(self) -> None:
        self.there.close()

    def explore(self) -> list[Address]:
        """An address of every page of the URL table, for every persona who may open one."""
        table, shut = list(url_table()), set[str]()
        found: list[Address] = []
        with self:
            for person in self.people.values():
                explorer = Explorer(person, shut=shut)
                explorer.crawl()
                explorer.ask_rows(table)
                found += explorer.addresses.values()
        return found

    def visit(self, role: str, path: str, times: int = 1) -> Cost:
        """Ask for it `times` times; the cost of this page so far."""
        cost = self.costs.setdefault((role, path), Cost())
        with self:
            client = self.clients[role]
            if not cost.status:
                client.get(path, headers=ACCEPTS)  # what is made once a process or file belongs to no request
            for _ in range(times):
                self._ask(client, path, cost)
        return cost

    def _ask(self, client: Client, path: str, cost: Cost) -> None:
        statements: list[str] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            statements.append(f"{sql} {params}")
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            backend, started = self._backend_ms(), time.process_time()
            response = client.get(path, headers=ACCEPTS)
            sent = response.getvalue()
            spent = (time.process_time() - started) * 1000
            backend = self._backend_ms() - backend
        cost.status, cost.queries = response.status_code, len(statements)
        cost.repeated = len(statements) - len(set(statements))
        cost.python_ms, cost.postgres_ms = min(cost.python_ms, spent), min(cost.postgres_ms, backend)
        cost.wire, cost.body = len(sent), unpacked(sent, response.get("Content-Encoding", ""))

    def _backend_ms(self) -> float:
        """CPU of the server process that answers this connection; 0 where the server is another machine."""
        try:
            return int(self.backend.read_text().split()[0]) / 1e6
        except (OSError, IndexError):
            return 0.0


def unpacked(sent: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.decompress(sent))
    return gzip.decompress(sent) if encoding == "gzip" else sent


@contextmanager
def places(*names: str) -> Iterator[list[Place]]:
    found = [Place(name) for name in names]
    try:
        yield found
    finally:
        for place in found:
            place.close()


@dataclass
class Pair:
    """The same address in a small and in a large place, asked for in turns until the goal is met or it is tired."""

    role: str
    path: str
    small: Place
    large: Place
    tries: list[int] = field(default_factory=lambda: [2, 3, 5, 8])

    def costs(self, good_enough: Callable[[Cost, Cost], bool]) -> tuple[Cost, Cost]:
        for times in self.tries:
            for _ in range(times):
                few, many = self.small.visit(self.role, self.path), self.large.visit(self.role, self.path)
            if good_enough(few, many):
                break
        return few, many


__all__ = ["Cost", "Pair", "Persona", "Place", "places"]
