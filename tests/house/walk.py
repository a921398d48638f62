"""Walking through the house: every persona at every door, and what each page answered, wrote and said."""

import functools
import io
import json
import logging
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from django.core.signals import got_request_exception
from django.db import connection
from django.http import HttpResponse, SimpleCookie
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.doors import ASKED, DOORS, TYPED
from tests.house.relations import Door
from tests.house.shown import Pages
from tests.house.world import SECRET, Thing, World
from tests.support.persona import DN2, HEADS, MH, PEOPLE, Persona
from tests.support.site import Browser, log_in, undone
from units.models import User

SECRET_BYTES = re.compile(SECRET.pattern.encode())
READING = re.compile(r"[\s(]*(SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b", re.IGNORECASE)
LOCKING = re.compile(r"\bFOR (NO KEY )?(UPDATE|SHARE)\b|\bnextval\(|\bpg_advisory", re.IGNORECASE)
NO_ROW = Thing("")
IN, LOGIN, OUT, WRONG_METHOD, BROKEN = "in", "login", "out", "wrong method", "broken"


@dataclass(frozen=True)
class Visit:
    """One cell: who asked for what, and what came back."""

    name: str
    thing: str
    person: str
    method: str
    path: str
    may: bool
    status: int
    verdict: str
    writes: tuple[str, ...]
    secrets: frozenset[str]
    headers: dict
    query: str = ""
    problem: str = ""
    red_buttons: int = 0


def url_names(resolver=None, namespace="") -> Iterator[str]:
    """Every name that leads somewhere."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from url_names(entry, entry.namespace or namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}:{entry.name}" if namespace else str(entry.name)


def browsers() -> dict[str, Browser]:
    """One for each persona, logged in where the account lets them."""
    found = {}
    people = {row.username: row for row in User.objects.all()}
    for name in PEOPLE:
        found[name] = Browser(enforce_csrf_checks=False)
        if name in people:
            log_in(found[name], people[name])
        found[name].kept = {key: morsel.value for key, morsel in found[name].cookies.items()}
    return found


def walked_doors() -> list[tuple[str, Door]]:
    """All of them; tools/mutate_access.py walks only those of one room (KHOITHIDUA_DOORS=awards)."""
    room = os.environ.get("KHOITHIDUA_DOORS", "")
    return [(name, door) for name, door in DOORS.items() if not room or name.startswith(f"{room}:")]


# CORE at every row, everybody at the first of each kind; those who are a second of their sort (secretary, leader,
# staff, board) at pages without a row and at their own. At the rows of one bloc its people and one stranger: the other
# bloc's secretary.
CORE = {"lan", "nam", "vy", "tuan", "duc"}
SECOND = {"thu", "giang", "quyen", "long", "yen", "an", "hung"}
STRANGERS = {DN2: {"tuan"}, MH: {"nam"}}


def cells(world: World, door: Door) -> Iterator[tuple[Thing, Persona]]:
    """Of rows that stand alike in the document, later ones are asked for by those alone who may."""
    met = set()
    for place, thing in enumerate(world.of(door.kind)):
        standing = (thing.bloc, thing.unit, thing.owner, thing.being)
        alike = standing in met
        met.add(standing)
        core = CORE - STRANGERS.get(thing.bloc, set())
        for person in PEOPLE.values():
            own = person.name == thing.owner or (person.unit and person.unit == thing.unit)
            leads_the_bloc = thing.unit and person.unit == HEADS[thing.bloc]
            first = place == 0 and (door.kind is None or person.name not in SECOND)
            asks = first or own or leads_the_bloc or person.name in core
            if asks and (not alike or any(door.may(person, thing, method) for method in door.methods)):
                yield thing, person


def path_of(name: str, thing: Thing) -> str:
    return reverse(name, args=thing.args)


# How often an address guessed codes within this minute: a guard against misuse, no part of what anybody keeps.
COUNTING = "INSERT INTO records_addresscount "


class Statements:
    """What reaches the database; all but reading is kept."""

    def __init__(self):
        self.writes: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(COUNTING):
            return execute(sql, params, many, context)
        if not READING.match(sql) or LOCKING.search(sql):
            self.writes.append(sql[:200])
        return execute(sql, params, many, context)


def ask(browser: Browser, method: str, path: str, data: dict | None = None, **extra):
    """(response, body, statements that were no reading, what went wrong inside)."""
    browser.cookies = SimpleCookie(browser.kept)
    statements, problems = Statements(), []

    def note(sender, **kwargs):
        problems.append(f"{sys.exc_info()[0].__name__}: {sys.exc_info()[1]}"[:300])

    got_request_exception.connect(note)
    try:
        with connection.execute_wrapper(statements):
            response = getattr(browser, method.lower())(path, data or {}, **extra)
            body = b"".join(response.streaming_content) if response.streaming else response.content
    finally:
        got_request_exception.disconnect(note)
    return response, body, tuple(statements.writes), "; ".join(problems)


def verdict_of(response) -> str:
    status = response.status_code
    if status == 401:
        return LOGIN  # the login page, which carries the form along
    if status in (301, 302) and response["Location"].startswith("/dang-nhap/"):
        return LOGIN
    if status in (200, 302, 303, 409, 422, 429):
        return IN
    return {403: OUT, 404: OUT, 410: OUT, 405: WRONG_METHOD}.get(status, BROKEN)


def visit(
    browser: Browser,
    name: str,
    door: Door,
    thing: Thing,
    person: Persona,
    method: str,
    query="",
    pages: Pages | None = None,
) -> Visit:
    path = path_of(name, thing) + query
    data = TYPED[name](person, thing) if method == "POST" and name in TYPED else None
    with undone():
        response, body, writes, problem = ask(browser, method, path, data)
    if pages:
        pages.look_at(name, person.name, method, path, response, body)
    found = frozenset(mark.group().decode() for mark in SECRET_BYTES.finditer(text_of(response, body)))
    headers = {key.lower(): value for key, value in response.items()}
    return Visit(
        name, thing.name + query, person.name, method, path, door.may(person, thing, method), response.status_code,
        verdict_of(response), writes, found, headers, query, problem, red_buttons_of(headers, body),
    )  # fmt: skip


def as_it_should(door: Door, seen: Visit) -> bool:
    """Whether the answer is the one the document asks for."""
    if seen.verdict == BROKEN or (seen.problem and seen.status >= 500):
        return False
    if seen.query and seen.verdict == OUT:
        return True  # what was asked for in the address is not there for everybody
    if seen.may:
        return seen.verdict == IN or (door.at_login and seen.verdict == LOGIN)
    return seen.verdict == OUT or (seen.verdict == LOGIN and not PEOPLE[seen.person].active)


def tells(statement: str) -> bool:
    """Whether a statement changes anything. The form's token is taken and given back by `idempotent_post`."""
    return "records_submissiontoken" not in statement and "django_session" not in statement


# --- Every page ------------------------------------------------------------------------------------------------------

_walked: dict[str, list[Visit]] = {}
_pages: dict[str, Pages] = {}


def all_reading(world: World, database: str) -> list[Visit]:
    """Every GET of every persona, also with what can be asked in the address; walked once a session."""
    if database not in _walked:
        _walked[database], _pages[database] = [], Pages()
        people = browsers()
        with quick_paper(), quiet():
            for name, door in walked_doors():
                if "GET" not in door.methods:
                    continue
                for thing, person in cells(world, door):
                    for query in ["", *ASKED.get(name, []), *(query for page, query in thing.asked if page == name)]:
                        browser, pages = people[person.name], _pages[database]
                        row = visit(browser, name, door, thing, person, "GET", query, pages)
                        _walked[database].append(row)
    return _walked[database]


# Answers that are no page: files, what machines read, and acts that always lead on to another page.
NO_PAGE = {
    "health", "metrics", "readiness", "favicon", "robots", "security_contact", "manifest", "records:verdict_json",
    "units:logout", "awards:decision_draft",
}  # fmt: skip
FILES = re.compile(r"_(pdf|word|excel|file|picture|page|preview|ruler|card|sheet)$")


def page_names() -> set[str]:
    """URL names whose GET shows a page."""
    readable = {name for name in url_names() if "GET" in DOORS[name].methods}
    return {name for name in readable if name not in NO_PAGE and not FILES.search(name)}


# Secretary, leader of the head unit and of another, staff, board and operator: who of them may, sends a form empty.
WRITERS = ("lan", "minh", "hoa", "nam", "mai", "duc", "bach", "visitor")
# So many rows of a kind are tried until a form is refused with a page.
MOST_TRIED = 4


def pages_of(world: World, database: str) -> Pages:
    """What the walk kept for readers of markup, and once of each form the page that says what is missing."""
    all_reading(world, database)
    pages = _pages[database]
    if not any(page.method == "POST" for page in pages.kept):
        people = browsers()
        with quick_paper(), quiet():
            for name, door in walked_doors():
                if {"GET", "POST"} <= set(door.methods):
                    _send_empty(world, name, door, people, pages)
    return pages


def _send_empty(world: World, name: str, door: Door, people: dict[str, Browser], pages: Pages) -> None:
    for person in WRITERS:
        rows = [thing for thing in world.of(door.kind) if door.may(PEOPLE[person], thing, "POST")]
        for thing in rows[:MOST_TRIED]:
            path, before = path_of(name, thing), len(pages.kept)
            with undone():
                response, body, _, _ = ask(people[person], "POST", path, {})
            pages.look_at(name, person, "POST", path, response, body)
            if len(pages.kept) > before or response.status_code == 422:
                return


@contextmanager
def quiet() -> Iterator[None]:
    """Refusals are what is asked for here: not in the log."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def quick_paper() -> Iterator[None]:
    """The same paper is printed once, the same refusal drawn once: real files and pages, for twenty readers."""
    from awards.views import certificate, files
    from libraries.printing import pdf
    from libraries.web import voice

    printed: dict[str, tuple[bytes, bytes]] = {}
    print_it = pdf._Child.ask

    def once(child, request, wall_seconds):
        key = json.dumps(request, sort_keys=True)
        if key not in printed:
            printed[key] = print_it(child, request, wall_seconds)
        return printed[key]

    pages: dict[tuple, bytes] = {}
    show = voice.render

    def refuse_once(request, template, context, status):
        """The page of a refusal is the same at every door: drawn once for each person."""
        alone = status in (403, 404) and not context["typed"] and context.keys() == {"told", "typed"}
        key = (context["told"], request.user.pk)
        if not alone or key not in pages:
            answer = show(request, template, context, status=status)
            if not alone:
                return answer
            pages[key] = answer.content
        return HttpResponse(pages[key], status=status)

    drawn = functools.lru_cache(files.page_picture)
    with (
        mock.patch.object(pdf._Child, "ask", once),
        mock.patch.object(voice, "render", refuse_once),
        mock.patch.object(files, "page_picture", drawn),
        mock.patch.object(certificate, "page_picture", drawn),
    ):
        yield


# --- What an answer says ---------------------------------------------------------------------------------------------


def red_buttons_of(headers: dict, body: bytes) -> int:
    """Red buttons that stand on the page at once: those of a closed dialogue are not counted."""
    if not headers.get("content-type", "").startswith("text/html"):
        return 0
    open_parts = re.sub(rb"<(dialog|template)\b.*?</\1>", b"", body, flags=re.DOTALL)
    return len(re.findall(rb"<(?:a|button)\b[^>]*\bbtn-primary\b", open_parts))


def text_of(response, body: bytes) -> bytes:
    """The words of a page, a PDF or a Word file, and where the answer leads."""
    told = " ".join(str(response.get(name, "")) for name in ("Location", "Content-Disposition")).encode()
    if body.startswith(b"%PDF"):
        return told + _pdf_text(body)
    if body.startswith(b"PK\x03\x04"):
        return told + _word_text(body)
    return told + body


@functools.lru_cache(maxsize=500)
def _pdf_text(content: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        pages = (page.get_textpage().get_text_bounded() for page in document)
        return re.sub(r"[\s\u00ad\ufffe]+", "", "".join(pages)).encode()
    finally:
        document.close()


@functools.lru_cache(maxsize=500)
def _word_text(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
    return re.sub(rb"<[^>]+>", b"", xml)
