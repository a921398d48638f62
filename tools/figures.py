"""Prints the figures of how the house is built, each with its goal; exit status 1 when one is red (`make figures`).

    python tools/figures.py

What can be counted in the source is counted here; tests/house asks the same functions where a figure is a rule.
"""

import ast
import functools
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ROOMS = (
    "records",
    "units",
    "law",
    "notices",
    "signatures",
    "evidence",
    "conferences",
    "drafting",
    "regulations",
    "pledges",
    "scoring",
    "awards",
)
PRODUCT = ("khoithidua", "libraries", *ROOMS)
MARK_OF_INLINE_IMPORTS = "# imported here: "
Imports = dict[str, set[str]]


@dataclass(frozen=True)
class Figure:
    """`goal`: the most it may be; `found`: where it comes from, printed when it is red."""

    name: str
    value: int
    goal: int
    found: tuple[str, ...] = ()

    @property
    def is_red(self) -> bool:
        return self.value > self.goal


# --- Files -----------------------------------------------------------------------------------------------------------


def tracked(pattern: str) -> list[Path]:
    """Files of the repository, migrations left out: those are written by Django."""
    run = subprocess.run(["git", "ls-files", pattern], cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603, S607
    paths = [PROJECT / name for name in run.stdout.splitlines() if "/migrations/" not in name]
    return [path for path in paths if path.is_file()]


def product_files() -> list[Path]:
    return [path for path in tracked("*.py") if path.relative_to(PROJECT).parts[0] in PRODUCT]


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def lengths() -> dict[str, int]:
    """Lines of every Python file."""
    return {name_of(path): len(path.read_text().splitlines()) for path in tracked("*.py")}


def places(pattern: str, files: Iterable[Path]) -> tuple[str, ...]:
    """file:line of every line that the pattern is found in."""
    wanted = re.compile(pattern)
    return tuple(
        f"{name_of(path)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if wanted.search(line)
    )


# --- Imports ---------------------------------------------------------------------------------------------------------


@functools.cache
def inline_imports() -> list[tuple[str, str]]:
    """(place, its line) of every import of the product inside a function."""
    found = []
    for path in product_files():
        text = path.read_text()
        lines = text.splitlines()
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        numbers = {
            node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        found += [(f"{name_of(path)}:{number}", lines[number - 1].strip()) for number in sorted(numbers)]
    return found


def module_of(path: Path) -> str:
    return name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def imports() -> Imports:
    """Module → modules of the product that it imports when it runs; what only types need is left out."""
    files = {module_of(path): path for path in product_files()}
    return {module: set(_imported(module, path, files)) - {module} for module, path in files.items()}


def _imported(module: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in _running(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            package = module if path.name == "__init__.py" else module.rpartition(".")[0]
            for _ in range(node.level - 1):
                package = package.rpartition(".")[0]
            source = ".".join(part for part in (package if node.level else "", node.module or "") if part)
            for alias in node.names:
                inside = f"{source}.{alias.name}"
                if inside in known:
                    yield inside
                elif source in known:
                    yield source


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _running(node)


def circles(graph: Imports) -> list[list[str]]:
    """Groups of modules that import each other, however far round."""
    reach = {module: _reached(module, graph) for module in graph}
    groups = {
        tuple(sorted(other for other in reach[module] if module in reach[other]))
        for module in graph
        if module in reach[module]
    }
    return [list(group) for group in sorted(groups)]


def _reached(start: str, graph: Imports) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += graph.get(module, ())
    return found


# --- One mechanism for each idea -------------------------------------------------------------------------------------


def classes_like_work_item() -> list[str]:
    """Classes that say what waits: a title, by when, and where it is done."""
    found = []
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                fields = {
                    item.target.id
                    for item in node.body
                    if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
                }
                if "title" in fields and "due" in fields and fields & {"address", "url", "link"}:
                    found.append(f"{name_of(path)}:{node.lineno} {node.name}")
    return found


def optimistic_locks() -> list[str]:
    """Where what was read is compared with what stands, by hand: records/revisions.py does it for all."""
    return list(places(r"\.(?:version|revision|updated_at)\s*!=|!=\s*\w+\.(?:version|revision)\b|seen_mark", rooms()))


def issuing_ways() -> list[str]:
    """Rooms that seal a document: records does it for all, at once (issuing) or after people signed (numbering)."""
    callers = {place.split("/")[0] for place in places(r"(?<!def )\bseal\(", rooms())}
    return sorted(callers)


def rooms() -> list[Path]:
    return [path for path in product_files() if path.relative_to(PROJECT).parts[0] in ROOMS]


def routes() -> dict[str, int]:
    """Addresses that lead somewhere, by room."""
    sys.path.insert(0, str(PROJECT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khoithidua.settings")
    import django
    from django.urls import URLPattern, get_resolver

    django.setup()

    counts: dict[str, int] = {}

    def count(patterns: Iterable[object], room: str) -> None:
        for one in patterns:
            if isinstance(one, URLPattern):
                counts[room] = counts.get(room, 0) + 1
            else:
                count(getattr(one, "url_patterns", ()), getattr(one, "app_name", None) or room)

    count(get_resolver().url_patterns, "khoithidua")
    return counts


def raw_cards() -> tuple[str, ...]:
    """Cards drawn by hand where {% card %} draws them."""
    pages = [path for path in tracked("templates/*.html") if "components" not in path.parts]
    return places(r"""class="[^"]*(?<![\w-])card(?![\w-])""", pages)


def unresolved_citations() -> tuple[str, ...]:
    """Tests of tests/house/test_citations.py that fail: each names what it does not find."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/house/test_citations.py"]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
    if run.returncode not in (0, 1):
        raise SystemExit(run.stdout[-2000:] + run.stderr[-2000:])
    return tuple(line.split(" ")[1] for line in run.stdout.splitlines() if line.startswith("FAILED "))


# --- Types -----------------------------------------------------------------------------------------------------------


def relaxed_modules() -> list[str]:
    """Modules of ours for which mypy is less than strict."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["mypy"]
    relaxing = {"disable_error_code", "disallow_untyped_defs", "ignore_errors"}
    own = [row["module"] for row in settings.get("overrides", ()) if relaxing & row.keys()]
    return sorted({module for modules in own for module in ([modules] if isinstance(modules, str) else modules)})


def disabled_codes() -> list[str]:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["mypy"]
    codes = [row.get("disable_error_code", ()) for row in (settings, *settings.get("overrides", ()))]
    return sorted({code for row in codes for code in row})


# --- All of them -----------------------------------------------------------------------------------------------------


def figures() -> Iterator[Figure]:
    def listed(name: str, found: Iterable[str], goal: int = 0) -> Figure:
        rows = tuple(found)
        return Figure(name, len(rows), goal, rows)

    yield listed("import circles", [" ↔ ".join(group) for group in circles(imports())])
    yield listed("classes like WorkItem", classes_like_work_item(), 1)
    by_hand = [place for place in optimistic_locks() if not place.startswith("records/revisions.py:")]
    yield listed("optimistic locks", ["records/revisions.py", *by_hand], 1)
    yield listed("issuing ways", issuing_ways(), 1)
    # A page has one address (ADR 12), so a room that outgrows this holds more than one subject.
    by_room = routes()
    fullest = max(by_room, key=lambda room: by_room[room])
    yield Figure("routes of one room, most", by_room[fullest], 70, (fullest,))
    longest = max(lengths().items(), key=lambda row: row[1])
    yield Figure("longest file, lines", longest[1], 400, (longest[0],))
    yield listed("unresolved citations", unresolved_citations())
    yield listed("modules exempted from mypy strict", relaxed_modules())
    yield listed("error codes switched off", disabled_codes())
    yield listed("type: ignore", places(r"#\s*type: ignore", product_files()), 10)
    yield listed("raw cards in templates", raw_cards())
    unexplained = [place for place, line in inline_imports() if MARK_OF_INLINE_IMPORTS not in line]
    yield listed("inline imports without a reason", unexplained)
    outside = [path for path in product_files() if not name_of(path).startswith("libraries/web/")]
    yield listed("Paginator outside the listing", places(r"\bPaginator\(", outside))
    yield listed("django.forms outside its address", places(r"^\s*from django(\.forms\b| import .*\bforms\b)", outside))


def main(ask: Callable[[], Iterable[Figure]] = figures) -> int:
    red = 0
    for figure in ask():
        red += figure.is_red
        print(
            f"{'RED  ' if figure.is_red else 'ok   '}{figure.name:<36}{figure.value:>6}   at most {figure.goal}",
            flush=True,
        )
        for place in figure.found[:12] if figure.is_red else ():
            print(f"       {place}")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
