"""What could hurt has one door each: foreign files, SQL by hand, other programs, a visitor's address, unescaped text.

Own rules over the syntax tree; a second way in fails here and is either led through the door or argued for in the list.
"""

import ast

import pytest
from django.conf import settings

from khoithidua.database import PROJECT_FOLDER as ROOT

PLACES = [*settings.ROOMS, "khoithidua", "libraries"]
FILES = sorted(
    path
    for place in PLACES
    for path in (ROOT / place).rglob("*.py")
    if "migrations" not in path.relative_to(ROOT).parts
)
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in FILES}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importing(*modules):
    return {
        name for name, tree in TREES.items()
        if any(one == module or one.startswith(f"{module}.") for one in imported(tree) for module in modules)
    }  # fmt: skip


def calling(*names):
    """Files with a call of a method or function of this name."""
    found = set()
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in names:
                    found.add(file)
    return found


def saying(*words):
    """Files with a string that holds one of these."""
    return {
        file for file, tree in TREES.items() for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and any(word in node.value for word in words)
    }  # fmt: skip


def within(files, *doors):
    return sorted(file for file in files if not any(file == door or file.startswith(door) for door in doors))


# Each door: what it is for, who goes through it, and the only files that may.
DOORS = {
    # Those of strangers are opened in the child of foreign_files; the others are our own.
    "PDF objects": (lambda: importing("pikepdf", "pypdfium2"), (
        "libraries/foreign_files/inside/", "libraries/printing/", "libraries/certificate_art/",
    )),
    "pictures": (lambda: importing("PIL"), ("libraries/foreign_files/inside/", "khoithidua/sample/year2020/news.py")),
    "Word and Excel": (lambda: importing("docx", "openpyxl"), (
        "libraries/foreign_files/inside/", "libraries/printing/word/", "libraries/web/listing/excel.py",
        # Writes the sheets to fill in; what comes back is read in the child.
        "khoithidua/views/tables.py", "scoring/documents/workbook.py",
    )),
    "XML of others": (lambda: importing("lxml", "xml"), ("libraries/foreign_files/inside/",)),
    "other programs": (lambda: importing("subprocess"), (
        "libraries/foreign_files/limits.py", "libraries/printing/pdf.py", "khoithidua/backup.py",
        "khoithidua/cluster_upgrade.py",
        "khoithidua/postgresql_programs.py", "khoithidua/supervisor.py", "khoithidua/management/commands/restore.py",
    )),
    "the network": (lambda: importing("requests", "urllib.request", "http.client", "aiohttp", "socket"), (
        "libraries/foreign_files/inside/probe.py", "libraries/foreign_files/scanner.py",
        "libraries/printing/pdf_worker.py", "khoithidua/condition.py",
        "khoithidua/management/commands/launch.py", "records/task_queue.py", "units/views/sign_on.py",
    )),
    "SQL by hand": (lambda: calling("raw", "extra", "RawSQL", "cursor"), (
        "awards/workflow/certificates.py", "khoithidua/", "signatures/workflow/signing.py", "records/", "units/",
    )),
    "a visitor's address": (lambda: saying("REMOTE_ADDR", "HTTP_X_FORWARDED", "X-Forwarded-For"), (
        "libraries/web/client.py",
    )),
    "objects out of bytes": (lambda: importing("pickle", "marshal", "shelve", "dill"), ()),
    "code out of text": (lambda: calling("eval", "exec", "__import__"), ()),
    "forms of other sites": (lambda: importing("django.views.decorators.csrf.csrf_exempt"), ()),
    # The guide is our own text, drawn by a parser that escapes what stands in it.
    "text taken as markup": (lambda: calling("mark_safe", "SafeString", "SafeText"), (
        "khoithidua/guide/chapters.py",
    )),
    "Django's admin": (lambda: importing("django.contrib.admin"), ()),
}  # fmt: skip


@pytest.mark.parametrize("name", DOORS)
def test_one_door(name):
    find, doors = DOORS[name]
    assert within(find(), *doors) == []


@pytest.mark.parametrize("name", [name for name, (_, doors) in DOORS.items() if doors])
def test_somebody_goes_through_each_door(name):
    """A list that nobody needs any more would let somebody in unseen; and a rule that finds nothing is blind."""
    find, doors = DOORS[name]
    found = find()
    assert found
    unused = [door for door in doors if not any(file == door or file.startswith(door) for file in found)]
    assert unused == []


def test_what_a_visitor_typed_names_no_column():
    """filter(**request.GET), order_by(request.GET[…]): CVE-2025-64459 and its kind."""
    guilty = []
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            spread = [keyword.value for keyword in node.keywords if keyword.arg is None]
            named = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            asked = spread + (node.args if named in ("order_by", "annotate", "aggregate", "values", "only") else [])
            if any(ast.unparse(part).startswith(("request.GET", "request.POST")) for part in asked):
                guilty.append(f"{file}:{node.lineno}")
    assert guilty == []


def test_templates_escape_everything():
    guilty = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in (ROOT / "templates").rglob("*.html") for word in ("|safe", "autoescape off", "|safeseq")
        if word in path.read_text().replace(" ", " ").replace("| ", "|")
    ]  # fmt: skip
    assert guilty == []


BAD = """
import pickle
from django.views.decorators.csrf import csrf_exempt
from django.utils.safestring import mark_safe
x = mark_safe(request.META["REMOTE_ADDR"])
Model.objects.raw(x)
eval(x)
Model.objects.filter(**request.GET)
"""


def test_the_rules_see_what_they_forbid():
    """Each detector on a bad sample."""
    TREES["bad.py"] = ast.parse(BAD)
    try:
        for name in ("objects out of bytes", "forms of other sites", "text taken as markup", "a visitor's address",
                     "SQL by hand", "code out of text"):  # fmt: skip
            find, doors = DOORS[name]
            assert "bad.py" in within(find(), *doors), name
        with pytest.raises(AssertionError, match=r"bad\.py:8"):
            test_what_a_visitor_typed_names_no_column()
    finally:
        del TREES["bad.py"]
