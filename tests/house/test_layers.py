"""A room imports only rooms below it; names say what is inside; the heavy libraries have one door each."""

import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
NEVER = {"utils", "helpers", "common", "core", "services", "manager", "managers", "signals"}


def python_files():
    for room in ["khoithidua", "libraries", *settings.ROOMS]:
        yield from (ROOT / room).rglob("*.py")


def test_layers_hold():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_file_bears_a_name_that_says_nothing():
    assert [path for path in python_files() if path.stem in NEVER or path.parent.name in NEVER] == []


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        (
            "weasyprint",
            {"libraries/printing/pdf.py", "libraries/printing/pdf_worker.py", "libraries/printing/drawing.py"},
        ),
        ("pyhanko", {"libraries/pades"}),
        ("django.utils.timezone.now", {"libraries/web/clock.py"}),
    ],
)
def test_heavy_libraries_have_one_door(library, doors):
    name = library.replace("django.utils.timezone.now", "timezone.now(")
    pattern = re.compile(re.escape(name) if "(" in name else rf"^\s*(?:from|import) {name}\b", re.MULTILINE)
    users = {path.relative_to(ROOT).as_posix() for path in python_files() if pattern.search(path.read_text())}
    strangers = {user for user in users if not any(user == door or user.startswith(door + "/") for door in doors)}
    assert strangers == set()


def test_forms_have_one_address():
    """Django's own text fields keep what cannot be seen: everything about forms comes from libraries.web.forms."""
    pattern = re.compile(
        r"^\s*(?:from django import .*\bforms\b|from django\.forms\b|import django\.forms)", re.MULTILINE
    )
    users = {path.relative_to(ROOT).as_posix() for path in python_files() if pattern.search(path.read_text())}
    assert {user for user in users if not user.startswith("libraries/web/")} == set()


@pytest.mark.parametrize(
    "forbidden", ["mark_safe(", "csrf_exempt", ".raw(", ".extra(", "**request.GET", "**request.POST"]
)
def test_dangerous_calls_are_not_used(forbidden):
    # Icons and marks are built from constants of ours; escaped on the way in.
    allowed = {"libraries/web/templatetags/components.py"} if forbidden == "mark_safe(" else set()
    users = {path.relative_to(ROOT).as_posix() for path in python_files() if forbidden in path.read_text()}
    assert users - allowed == set()


def test_every_room_says_what_it_is_and_must_never_do():
    """A sentence of its own, what is in it, and what it must never do: no room repeats another's."""
    plates = {room: inspect.getdoc(import_module(room)) or "" for room in ["khoithidua", *settings.ROOMS]}
    nevers = {room: re.findall(r"Must never ([^.]+)\.", plate) for room, plate in plates.items()}
    assert {room for room, words in nevers.items() if len(words) != 1} == set()
    assert len({words[0] for words in nevers.values()}) == len(nevers)
    for room, plate in plates.items():
        named = rf"{room.capitalize()} \([^)]+\): "
        assert re.match(named, plate) or room == "khoithidua", f"{room}: its name does not stand first"
        assert plate.count("\n") >= 3, room


def test_views_hold_no_state_condition():
    """A view asks the permission and calls one verb; it never compares states (docs/architecture.md: One request)."""
    guilty = []
    for room in settings.ROOMS:
        for path in [*(ROOT / room).glob("views.py"), *(ROOT / room).glob("views/*.py")]:
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if re.search(r"\.state\s*(==|!=|in\b|not in\b)", line):
                    guilty.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert guilty == []
