"""The pages of the URL table, and addresses at which they stand for a persona: by following links, then by asking rows.

No list of pages is kept by hand: a page that is added is measured at the next run.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from bench.lineage import columns, foreign_keys, target_of
from bench.personas import Persona

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)', re.IGNORECASE)
PAGE, FILE = "page", "file"
TRIES = 3


@dataclass(frozen=True)
class Named:
    """One line of the URL table: its name, its arguments in order."""

    name: str
    arguments: tuple[str, ...]


def url_table(
    resolver: URLResolver | None = None, namespace: str = "", before: tuple[str, ...] = ()
) -> Iterator[Named]:
    for entry in (resolver or get_resolver()).url_patterns:
        arguments = (*before, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from url_table(entry, entry.namespace or namespace, arguments)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Named(f"{namespace}:{entry.name}" if namespace else entry.name, arguments)


@dataclass(frozen=True)
class Address:
    """Where a page of the table stands for a persona; `kind` is a page of HTML or a file."""

    name: str
    role: str
    path: str
    kind: str


def browser_of(persona: Persona) -> Client:
    """A client of its own, logged in where the persona has an account."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if persona.user:
        client.force_login(persona.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@dataclass
class Explorer:
    """One persona looking for an address of every page."""

    persona: Persona
    addresses: dict[str, Address] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    # Names that no GET opens: buttons. Shared by the explorers of one walk.
    shut: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.client = browser_of(self.persona)

    def look(self, path: str) -> list[str]:
        """Ask for it once; the links on it. What answers 200 is kept as the address of its page."""
        self.asked.add(path)
        try:
            name = resolve(path.split("?")[0]).view_name
        except Resolver404:
            return []
        response = self.client.get(path)
        if response.status_code == 405:
            self.shut.add(name)
        if response.status_code >= 500:
            self.broken.append(f"{path}: {response.status_code}")
        if response.status_code != 200:
            return [response["Location"]] if response.status_code in (301, 302) else []
        if not response.get("Content-Type", "").startswith("text/html"):
            if "?" not in path:
                self.addresses.setdefault(name, Address(name, self.persona.role, path, FILE))
            return []
        if "?" not in path:
            self.addresses.setdefault(name, Address(name, self.persona.role, path, PAGE))
        return [unescape(link) for link in LINK.findall(response.content.decode(errors="replace"))]

    def crawl(self, pages: int = 400, start: str = "/") -> None:
        """Follow the links from home; of each page of the table at most a few addresses are tried."""
        waiting, tried = [start], dict[str, int]()
        while waiting and len(self.asked) < pages:
            path = waiting.pop(0)
            if path in self.asked or not path.startswith("/") or "?" in path or path.startswith(("/static/", "//")):
                continue
            try:
                name = resolve(path).view_name
            except Resolver404:
                continue
            tried[name] = tried.get(name, 0) + 1
            if tried[name] <= (TRIES if name not in self.addresses else 1):
                waiting += self.look(path)

    def ask_rows(self, table: list[Named]) -> None:
        """Pages that no link led to: their arguments are taken from rows, those of the source bloc first."""
        for named in table:
            if named.name in self.addresses or named.name in self.shut or named.name == "units:logout":
                continue
            for arguments in itertools.islice(candidates(named), TRIES):
                try:
                    path = reverse(named.name, args=arguments)
                except NoReverseMatch:
                    continue
                if path not in self.asked:
                    self.look(path)
                if named.name in self.addresses:
                    break


# --- Arguments out of rows -------------------------------------------------------------------------------------------


def candidates(named: Named) -> Iterator[tuple[Any, ...]]:
    """Arguments that may fit: all read from one row, from what it points at, and from what those point at."""
    if not named.arguments:
        yield ()
        return
    for model in likely_models(named):
        for row in rows_of(model):
            found = [value_of(name, row) for name in named.arguments]
            if None not in found:
                yield tuple(found)


def likely_models(named: Named) -> list[type[models.Model]]:
    """The room's own tables, the one that the page is named after first."""
    room, _, page = named.name.rpartition(":")
    rooms = [config for config in apps.get_app_configs() if config.label == room]
    found = [model for config in rooms for model in config.get_models()]
    return sorted(found, key=lambda model: not page.replace("_", "").startswith(str(model._meta.model_name)))


def rows_of(model: type[models.Model]) -> list[models.Model]:
    """A few, newest first; below the copies' keys, so that the sample's own rows are taken in a city too."""
    from bench.clone import STEP

    rows = model._base_manager.all()
    if isinstance(model._meta.pk, models.IntegerField):
        rows = rows.filter(pk__lt=STEP)
    return list(rows.order_by("-pk")[:2])


def value_of(name: str, row: models.Model, depth: int = 3) -> Any:
    """`pk` is the row's own; `bloc` a bloc's slug; `year` a year's number; `year_pk` a year's key; `no` a field's value."""
    if name == "pk":
        return row.pk
    wanted = name.removesuffix("_pk")
    for around in (row, *pointed_at(row, depth)):
        if str(around._meta.model_name).endswith(wanted):
            if name.endswith("_pk"):
                return around.pk
            for field_name in ("slug", wanted):
                if any(column.name == field_name for column in columns(type(around))):
                    return getattr(around, field_name)
        column = next((c for c in columns(type(around)) if c.name == wanted and not c.is_relation), None)
        if column is not None and getattr(around, wanted) not in (None, ""):
            return getattr(around, wanted)
    return None


def pointed_at(row: models.Model, depth: int) -> Iterator[models.Model]:
    if not depth:
        return
    for key in foreign_keys(type(row)):
        target = target_of(key)._base_manager.filter(pk=getattr(row, key.attname)).first()
        if target is not None:
            yield target
            yield from pointed_at(target, depth - 1)
