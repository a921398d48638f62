"""Every URL × persona × object: who may enter does, who may not is refused; doors.py says who.

docs/security.md: Access.
"""

import time

import pytest

from tests.house import walk
from tests.house.doors import DOORS
from tests.support.persona import PEOPLE

pytestmark = pytest.mark.django_db


def table(rows: list[walk.Visit]) -> str:
    """Wrong cells, one a line, for a person who has to find the hole."""
    lines = [
        f"{row.method:<5} {row.name:<34} {row.person:<8} {'may' if row.may else 'may not':<8} got {row.status} "
        f"({row.verdict}) {row.thing} {row.path} {row.problem} {' '.join(row.writes[:2])}"
        for row in rows[:200]
    ]
    return "\n".join([f"{len(rows)} wrong cells", *lines])


def test_every_url_has_its_line():
    urls = set(walk.url_names())
    assert urls - DOORS.keys() == set(), "URLs without a line in tests/house/doors/: nobody said who may enter"
    assert DOORS.keys() - urls == set(), "lines in tests/house/doors/ about URLs that are gone"


def test_reading(world, world_database, capsys):
    """GET of every page that shows."""
    begun = time.process_time()
    rows = walk.all_reading(world, world_database)
    wrong = [row for row in rows if not walk.as_it_should(DOORS[row.name], row)]
    report(capsys, "reading", rows, begun)
    assert not wrong, table(wrong)


# Behind a step of the same session (password given, device begun), in sample mode only, before anybody can log in, or
# a file of the data folder (records:anchor_file: tests/records/test_anchors.py).
NEVER_SHOWN = {
    "records:anchor_file",
    "setup_code",
    "units:login_code",
    "units:login_passkey",
    "units:mail_code_send",
    "units:passkey_add",
    "units:device_setup",
    "notices:sample_mailbox",
    "units:invitation_device",
    "signatures:sign_list_done",
    "units:sign_on_start",
    "units:sign_on_return",
}


def test_every_page_is_met_open(world, world_database):
    """A state that forbids a page (409) is no refusal: so the world must hold a row for which it opens."""
    shown = {row.name for row in walk.all_reading(world, world_database) if row.status == 200}
    pages = {name for name, door in walk.walked_doors() if "GET" in door.methods}
    assert pages - shown - NEVER_SHOWN == set()


def test_acting(world, capsys):
    """POST to every address that acts, each taken back."""
    begun, rows = time.process_time(), []
    people = walk.browsers()
    with walk.quick_paper(), walk.quiet():
        for name, door in walk.walked_doors():
            if "POST" not in door.methods:
                continue
            for thing, person in walk.cells(world, door):
                rows.append(walk.visit(people[person.name], name, door, thing, person, "POST"))
    wrong = [row for row in rows if not walk.as_it_should(DOORS[row.name], row)]
    # A refusal leaves no trace: whoever may not, writes nothing (their own login's rows apart).
    traces = [row for row in rows if not row.may and row.verdict == walk.OUT and any(map(walk.tells, row.writes))]
    report(capsys, "acting", rows, begun)
    assert not wrong, table(wrong)
    assert not traces, table(traces) + "\n" + "\n".join({write for row in traces for write in row.writes})


# One of each kind of person is enough: the method is refused before anybody is asked who they are.
CALLERS = ("visitor", "lan", "tuan")


def test_other_methods_do_not_act(world, capsys):
    """HEAD, OPTIONS, PUT, DELETE, and the one of GET and POST that is not the page's."""
    begun, rows, wrong = time.process_time(), [], []
    people = walk.browsers()
    with walk.quick_paper(), walk.quiet():
        for name, door in DOORS.items():
            others = {"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"} - set(door.methods)
            for thing in world.of(door.kind)[:1]:
                for person in CALLERS:
                    for method in sorted(others):
                        row = walk.visit(people[person], name, door, thing, PEOPLE[person], method)
                        rows.append(row)
                        led_to_its_page = method == "GET" and row.status == 302
                        harmless = row.verdict == walk.WRONG_METHOD or method in ("HEAD", "OPTIONS") or led_to_its_page
                        refused = row.verdict in (walk.LOGIN, walk.OUT)
                        if row.status >= 500 or any(map(walk.tells, row.writes)) or not (harmless or refused):
                            wrong.append(row)
                        if method == "HEAD" and "GET" in door.methods and not walk.as_it_should(door, row):
                            wrong.append(row)
    report(capsys, "other methods", rows, begun)
    assert not wrong, table(wrong)


def test_enough_cells(world, world_database, capsys):
    """The document is worth its name: at least 5,000 cells (docs/security.md: Access)."""
    reading = len(walk.all_reading(world, world_database))
    acting = sum(len(list(walk.cells(world, door))) for door in DOORS.values() if "POST" in door.methods)
    with capsys.disabled():
        print(f"\nGOAL A1 {reading + acting} cells, {len(DOORS)} URLs, {len(PEOPLE)} personas")
    assert reading + acting >= 5000


def report(capsys, what: str, rows: list, begun: float) -> None:
    with capsys.disabled():
        print(f"\n{what}: {len(rows)} cells in {time.process_time() - begun:.0f} s of processor time")
