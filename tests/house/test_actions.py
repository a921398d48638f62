"""Every act of the product: declared whole, on a page that exists, asked for by a permission that exists."""

import re
from pathlib import Path

import rules
from django.urls import get_resolver

from records.transitions import ACTIONS

ROOT = Path(__file__).resolve().parents[2]
ASKED = re.compile(r"""(?:has_permission|check_permission)\([^"()]*"([a-z]+\.[a-z_]+)"|has_perm "([a-z]+\.[a-z_]+)\"""")


def url_names() -> set[str]:
    resolver = get_resolver()
    rooms = {space: found[1] for space, found in resolver.namespace_dict.items()}
    return {f"{room}:{name}" for room, urls in rooms.items() for name in urls.reverse_dict if isinstance(name, str)}


def test_every_act_says_all_of_itself():
    pages, wrong = url_names(), []
    for name, action in ACTIONS.items():
        whole = re.fullmatch(r"[a-z]+\.[a-z_]+", name) and action.label[:1].isupper() and action.label[-1:] != "."
        if not whole or (action.who is not None) != rules.perm_exists(name) or action.page not in {"", *pages}:
            wrong.append(name)
    assert len(ACTIONS) > 10 and wrong == []


def test_every_permission_asked_for_exists():
    """A misspelt name would be a permission nobody has."""
    asked = {}
    for path in [*ROOT.glob("*/**/*.py"), *ROOT.glob("templates/**/*.html")]:
        if not {".venv", "tests"} & {*path.relative_to(ROOT).parts}:
            for match in ASKED.finditer(path.read_text()):
                asked[match[1] or match[2]] = str(path.relative_to(ROOT))
    assert len(asked) > 60
    assert {name: path for name, path in asked.items() if not rules.perm_exists(name)} == {}
