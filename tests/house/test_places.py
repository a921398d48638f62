"""Every page has its place: URL name, view, template and test bear the same name (architecture §1.2)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
TESTS = {path: path.read_text() for path in (ROOT / "tests").rglob("test_*.py")}


def patterns(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, entry.namespace or namespace)
        elif isinstance(entry, URLPattern):
            yield namespace, entry


PAGES = list(patterns())


def room_of(view):
    return view.__module__.split(".")[0]


@pytest.mark.parametrize(("namespace", "entry"), PAGES, ids=[f"{n}:{e.name}" for n, e in PAGES])
def test_url_view_and_namespace_share_a_name(namespace, entry):
    view = entry.callback
    assert view.__name__ == entry.name, f"URL {entry.name} is shown by {view.__module__}.{view.__name__}"
    assert room_of(view) == (namespace or "khoithidua")
    assert view.__module__.split(".")[1] == "views"


@pytest.mark.parametrize(("namespace", "entry"), PAGES, ids=[f"{n}:{e.name}" for n, e in PAGES])
def test_every_page_is_named_in_a_test(namespace, entry):
    room = namespace or "khoithidua"
    own = [path for path in TESTS if path.parent.name == room]
    full = f"{namespace}:{entry.name}" if namespace else f'"{entry.name}"'
    named = any(path.stem == f"test_{entry.name}" for path in own)
    assert named or any(full in text for text in TESTS.values()), f"no test names {full}"


@pytest.mark.parametrize(("namespace", "entry"), PAGES, ids=[f"{n}:{e.name}" for n, e in PAGES])
def test_paths_are_vietnamese_without_accents(namespace, entry):
    assert str(entry.pattern).isascii()
    assert not any(word in str(entry.pattern) for word in ("edit", "delete", "list", "login", "new/", "create"))


def test_rooms_are_those_of_the_settings():
    assert {namespace for namespace, _ in PAGES} <= {"", *settings.ROOMS}
