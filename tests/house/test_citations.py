"""What comments and documents cite is there: files, headings, decisions, and the identifiers of the glossary."""

import ast
import importlib
import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".venv", ".git", "var", "node_modules", "vendor", "huong-dan", "migrations", "__pycache__"}
TEXTS = [
    path
    for path in sorted(ROOT.rglob("*"))
    if path.suffix in (".py", ".md", ".html", ".js", ".css", ".sh")
    and path != Path(__file__)
    and not LEFT_OUT & set(path.relative_to(ROOT).parts)
]
DOCUMENTS = [path for path in TEXTS if path.suffix == ".md" and path.name != "CHANGELOG.md"]
DECISIONS = sorted((ROOT / "docs/adr").glob("*.md"))
# Papers that the first comments named and that were never in the repository.
NEVER_HERE = re.compile(r"\b(?:trust|ux|domain)\.md|\bpictures/review\.png|\bperformance\.md \d|\barchitecture §")
HEADING = re.compile(r"(docs/[\w/-]+\.md): ([A-Z])")
A_PATH = re.compile(r"(?<![\w/.<>*{}…:@-])(?:[\w.-]+/)+[\w.-]+\.(?:py|md|html|sh)\b(?![\w/*{])")


def words_of(path: Path) -> str:
    """What people read in this file: a document, or the comments and docstrings of a source, each on one line."""
    text = path.read_text()
    if path.suffix != ".py":
        return text
    found = [
        token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    ]
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return "\n".join([*found, *docstrings])


@cache
def everything() -> dict[Path, str]:
    return {path: words_of(path) for path in TEXTS}


@cache
def headings(path: Path) -> tuple[str, ...]:
    return tuple(re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE))


def named(path: Path, what: str) -> str:
    return f"{path.relative_to(ROOT)}: {what}"


def is_there(cited: str, by: Path) -> bool:
    """From the root, beside the file that says so, or where templates and documents are looked for."""
    places = (ROOT, by.parent, ROOT / "templates", ROOT / "docs")
    return any((place / cited).exists() for place in places)


def lost_paths(path: Path, words: str) -> list[str]:
    return [named(path, cited) for cited in A_PATH.findall(words) if not is_there(cited, path)]


def lost_headings(path: Path, words: str) -> list[str]:
    one_line = re.sub(r"\s+(?:#|//)?\s*", " ", words)
    lost = []
    for match in HEADING.finditer(one_line):
        document, rest = ROOT / match[1], one_line[match.start(2) :]
        known = headings(document) if document.exists() else ()
        if not any(re.match(rf"{re.escape(one)}(?!\w)", rest) for one in known):
            lost.append(named(path, match[0] + rest[1:30]))
    return lost


def lost_decisions(path: Path, words: str) -> list[str]:
    known = {int(one.name[:4]) for one in DECISIONS}
    lost = [named(path, f"ADR {number}") for number in re.findall(r"\bADR (\d+)", words) if int(number) not in known]
    links = re.findall(r"\[(?:ADR )?(\d+)\]\([\w/.-]*?(\d{4})-[\w-]+\.md\)", words)
    return lost + [named(path, f"[{said}] leads to {file}") for said, file in links if int(said) != int(file)]


def lost_links(path: Path, words: str) -> list[str]:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", words)
    return [named(path, link) for link in links if "://" not in link and not (path.parent / link).exists()]


@pytest.mark.parametrize("lost", [lost_paths, lost_headings, lost_decisions], ids=lambda check: check.__name__)
def test_every_citation_leads_somewhere(lost):
    assert [one for path, words in everything().items() for one in lost(path, words)] == []


def test_every_link_of_a_document_leads_somewhere():
    assert [one for path in DOCUMENTS for one in lost_links(path, path.read_text())] == []


def test_nobody_cites_what_was_never_here():
    assert [named(path, match[0]) for path in TEXTS for match in NEVER_HERE.finditer(path.read_text())] == []


def test_each_decision_has_a_number_of_its_own_and_says_it():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))
    wrong = [path.name for path in DECISIONS if not path.read_text().startswith(f"# {int(path.name[:4])}. ")]
    assert wrong == []


def test_most_headings_of_what_is_cited_are_cited():
    """These three pages stand for the comments that cite them; a heading nobody needs is told by its own page."""
    cited = " ".join(re.sub(r"\s+(?:#|//)?\s*", " ", words) for words in everything().values())
    for name in ("law", "interface", "security"):
        known = headings(ROOT / f"docs/{name}.md")[1:]
        used = [one for one in known if f"docs/{name}.md: {one}" in cited]
        assert len(used) >= len(known) * 0.6, (name, sorted(set(known) - set(used)))


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("see records/nowhere.py", 1),
        ("see records/audit.py and templates/base.html", 0),
        ("(docs/security.md: No such promise)", 1),
        ("(docs/security.md:\n# Lock order)", 0),
        ("(docs/nothing.md: Lock order)", 2),
        ("ADR 99", 1),
        ("[ADR 4](docs/adr/0002-one-database.md)", 1),
        ("[ADR 2](docs/adr/0002-one-database.md)", 0),
    ],
)
def test_the_test_finds_what_is_lost(words, lost):
    found = [one for check in (lost_paths, lost_headings, lost_decisions) for one in check(ROOT / "README.md", words)]
    assert len(found) == lost, found


# --- The glossary ----------------------------------------------------------------------------------------------------


def follow(thing, names: list[str]):
    """Attributes and fields, one after the other; False where one is missing."""
    for place, name in enumerate(names):
        if hasattr(thing, name):
            thing = getattr(thing, name)
        else:
            fields = {field.name for field in thing._meta.get_fields()} if hasattr(thing, "_meta") else set()
            return name in fields and place == len(names) - 1
    return True


def exists(identifier: str) -> bool:
    """`room.Model.field`, `room.module.name` or `Model.field` of the code as it is."""
    head, *rest = identifier.split(".")
    if head not in (*settings.ROOMS, "libraries"):
        models = [model for model in apps.get_models() if model.__name__ == head]
        return bool(rest) and any(follow(model, rest) for model in models)
    if rest and any(model.__name__ == rest[0] for model in apps.get_app_config(head).get_models()):
        return follow(apps.get_model(head, rest[0]), rest[1:])
    for length in range(len(rest), -1, -1):
        try:
            module = importlib.import_module(".".join([head, *rest[:length]]))
        except ModuleNotFoundError:
            continue
        return bool(rest) and follow(module, rest[length:])
    return False


def identifiers() -> list[tuple[str, str]]:
    """(row, identifier) of the third column."""
    rows = (ROOT / "docs/glossary.md").read_text().splitlines()
    cells = [line.rsplit("|", 2)[1] for line in rows if line.startswith("| ") and "---" not in line]
    return [(cell, one) for cell in cells for one in re.findall(r"`([^`]+)`", cell)]


def test_every_identifier_of_the_glossary_is_in_the_code():
    sources = "".join(
        path.read_text()
        for path in TEXTS
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in (*settings.ROOMS, "libraries")
    )
    found = identifiers()
    assert len(found) > 50
    # With a dot: a name of the code. Without: a value that is kept, such as the slug of an award.
    lost = [one for _, one in found if not (exists(one) if "." in one else f'"{one}"' in sources)]
    assert lost == []


def test_a_name_that_is_gone_is_noticed():
    assert exists("units.Bloc") and exists("Bloc.kind") and exists("drafting.workflow.settle")
    assert not exists("units.Blocs") and not exists("Bloc.kinds") and not exists("drafting.workflow.settled")
    assert not exists("nowhere.settle") and not exists("drafting")
