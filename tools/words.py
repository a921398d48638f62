"""The words that users meet, read string by string against khoithidua/words.toml.

`python tools/words.py` writes the table of words into docs/glossary.md; `python tools/words.py ROOM …` lists the
forbidden words of these rooms with file and line.
"""

import ast
import fnmatch
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "khoithidua/words.toml"
GLOSSARY = ROOT / "docs/glossary.md"
BEGIN, END = "<!-- words: tools/words.py writes from here -->", "<!-- words: to here -->"
ROOMS = (
    "awards",
    "conferences",
    "drafting",
    "evidence",
    "law",
    "notices",
    "pledges",
    "records",
    "regulations",
    "scoring",
    "signatures",
    "units",
)
SCRIPTS = {"drafting.js": "drafting", "review.js": "awards"}
OTHERS = ("khoithidua", "libraries", "guide")
VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Said:
    """One string that reaches a user: where it stands, what it says."""

    room: str
    file: str
    line: int
    text: str


@dataclass(frozen=True)
class Word:
    """One concept: the word to use, the forms that are forbidden, and where one of them is right."""

    id: str
    concept: str
    use: str
    forbidden: tuple[str, ...]
    source: str
    places: tuple[str, ...]
    phrases: tuple[str, ...]

    def seen_in(self, said: Said) -> str | None:
        """The first forbidden form in this string, or None."""
        if any(fnmatch.fnmatch(said.file, place) for place in self.places):
            return None
        text = said.text
        for phrase in self.phrases:
            text = re.sub(phrase, "·", text, flags=re.IGNORECASE)
        for form in self.forbidden:
            if found := pattern(form).search(text):
                return found.group()
        return None


def pattern(form: str) -> re.Pattern[str]:
    """`re:…` is a pattern, `case:…` minds capitals; anything else is a plain word, whole, in any case."""
    kind, _, rest = form.partition(":")
    if kind == "re":
        return re.compile(rest, re.IGNORECASE)
    flags = re.NOFLAG if kind == "case" else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(rest if kind == 'case' else form)}(?!\w)", flags)


def words() -> list[Word]:
    """The list as it stands in khoithidua/words.toml."""
    made = []
    for row in tomllib.loads(LIST.read_text())["word"]:
        allowed = row.get("allowed", [])
        made.append(
            Word(
                id=row["id"],
                concept=row["concept"],
                use=row["use"],
                forbidden=tuple(row["forbidden"]),
                source=row["source"],
                places=tuple(one["place"] for one in allowed if "place" in one),
                phrases=tuple(one["phrase"] for one in allowed if "phrase" in one),
            )
        )
    return made


def python_strings(source: str) -> Iterator[tuple[int, str]]:
    """String literals, f-strings with {} for what is put in; no docstrings."""
    tree = ast.parse(source)
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.JoinedStr):
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _lines(found: re.Match[str], instead: str = "") -> str:
    return instead + "\n" * found.group().count("\n")


def template_strings(source: str) -> Iterator[tuple[int, str]]:
    """Text between tags, values of attributes, and quoted words inside Django's tags."""
    text = re.sub(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}|<!--.*?-->", _lines, source, flags=re.DOTALL)
    for tag in re.finditer(r"{%.*?%}|{{.*?}}", text, re.DOTALL):
        for quoted in re.finditer(r"\"([^\"]*)\"|'([^']*)'", tag.group()):
            place = tag.start() + quoted.start()
            yield text.count("\n", 0, place) + 1, quoted.group(1) or quoted.group(2) or ""
    text = re.sub(r"{{.*?}}", lambda found: _lines(found, "{}"), text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}", _lines, text, flags=re.DOTALL)
    for value in re.finditer(r"=\"([^\"]*)\"", text):
        yield text.count("\n", 0, value.start()) + 1, value.group(1)
    text = re.sub(r"<[^>]*>", lambda found: _lines(found, "\x00"), text)
    for piece in re.finditer(r"[^\x00]+", text):
        words_only = piece.group()
        start = piece.start() + len(words_only) - len(words_only.lstrip())
        yield text.count("\n", 0, start) + 1, words_only


def script_strings(source: str) -> Iterator[tuple[int, str]]:
    """Quoted strings of a script; comments left out."""
    form = r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
    for found in re.finditer(form, source, re.DOTALL):
        if found.group()[0] != "/":
            text = re.sub(r"\${[^}]*}", "{}", found.group()[1:-1])
            yield source.count("\n", 0, found.start()) + 1, text


def line_strings(source: str) -> Iterator[tuple[int, str]]:
    """Paragraphs of a Markdown file or of a mail: lines that follow each other are one string; a bullet begins anew."""
    first, gathered, headed = 1, "", False
    for number, line in enumerate([*source.splitlines(), ""], 1):
        plain = re.sub(r"{[#%].*?[#%]}", "", line)
        begins = re.match(r"\s*(?:#+|[-*|!]|\d+\.)\s+|\s*$", plain)
        if begins or headed:
            yield first, gathered
            first, gathered = number, plain[begins.end() if begins else 0 :]
        else:
            gathered += " " + plain
        headed = plain.startswith("#")
    yield first, gathered


def room_of(file: str) -> str:
    """Whose words these are."""
    parts = file.split("/")
    if parts[0] == "static":
        return SCRIPTS.get(parts[-1], "khoithidua")
    if parts[0] == "templates":
        return parts[1] if parts[1] in ROOMS else "khoithidua"
    return parts[0] if parts[0] in (*ROOMS, *OTHERS) else "guide"


def files() -> Iterator[tuple[Path, str]]:
    """Each file whose words users meet, with its kind."""
    for room in ("khoithidua", "libraries", *ROOMS):
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path, "python"
    for ending, kind in (("html", "template"), ("txt", "lines")):
        for path in (ROOT / "templates").rglob(f"*.{ending}"):
            yield path, kind
    for path in (ROOT / "static/js").glob("*.js"):
        yield path, "script"
    for path in (*(ROOT / "docs/huong-dan").rglob("*.md"), ROOT / "CHANGELOG.md"):
        yield path, "lines"


READERS = {"python": python_strings, "template": template_strings, "script": script_strings, "lines": line_strings}


def strings() -> list[Said]:
    """Every string with a Vietnamese letter that reaches a user."""
    found = []
    for path, kind in files():
        name = path.relative_to(ROOT).as_posix()
        for line, text in READERS[kind](path.read_text()):
            plain = SPACES.sub(" ", text).strip()
            if VIETNAMESE.search(plain):
                found.append(Said(room_of(name), name, line, plain))
    return sorted(set(found), key=lambda said: (said.file, said.line))


def offences(said: list[Said]) -> list[str]:
    """Each forbidden form: file, line, the form, the word to use instead."""
    listed = []
    for one in said:
        if not unicodedata.is_normalized("NFC", one.text):
            listed.append(f"{one.file}:{one.line}: letters not composed (NFC) · {one.text[:100]}")
        for word in LISTED:
            if form := word.seen_in(one):
                listed.append(f"{one.file}:{one.line}: “{form}” → {word.use} [{word.id}] · {one.text[:140]}")
    return listed


LISTED = words()


def table() -> str:
    """The words as a table of docs/glossary.md."""
    rows = ["| Concept | Use | Not | Source |", "|---|---|---|---|"]
    for word in LISTED:
        forms = [form for form in word.forbidden if not form.startswith("re:")]
        plain = ", ".join(form.removeprefix("case:") for form in forms)
        rows.append(f"| {word.concept} | {word.use} | {plain} | {word.source} |")
    return "\n".join(rows)


def glossary(text: str) -> str:
    """docs/glossary.md with the table of words as the list says it."""
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main(rooms: list[str]) -> int:
    if not rooms:
        GLOSSARY.write_text(glossary(GLOSSARY.read_text()))
        return 0
    said = [one for one in strings() if one.room in rooms]
    guilty = offences(said)
    print("\n".join([*guilty, f"{len(said)} strings read, {len(guilty)} forbidden forms"]))
    return bool(guilty)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
