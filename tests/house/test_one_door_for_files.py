"""Foreign files are opened behind one door: what parses PDF, Office files and pictures is imported only there.

Who makes such files may import what writes them; ours are listed by hand, with the reason.
"""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
PARSERS = {"pypdfium2", "PIL", "pikepdf", "docx", "openpyxl", "zipfile", "tarfile", "lxml", "zxingcpp"}
DOOR = "libraries/foreign_files/inside/"
# Writers, and readers of nothing but what this program has just made itself.
OWN_FILES = {
    "libraries/printing/pdf.py": "finds the rooms for signatures in a PDF it has just printed",
    "libraries/printing/word/": "writes Word files",
    "libraries/certificate_art/": "writes certificates",
    "libraries/web/listing/excel.py": "writes workbooks",
    "khoithidua/views/tables.py": "writes a workbook to be filled in",
    "scoring/documents/workbook.py": "writes the sheet of a column to be filled in",
    "khoithidua/backup.py": "writes archives and reads those of its own",
    "khoithidua/sample/year2020/news.py": "draws the pictures of the sample",
}
# What reads a file, wherever it came from; writers have no need of it.
READING = ("load_workbook", "PdfDocument", "Image.open", "ImageOps")


def sources():
    for room in [*settings.ROOMS, "libraries", "khoithidua"]:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def imported(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found & PARSERS


def guilty() -> dict[str, set[str]]:
    return {
        place: parsers
        for place, source in sources()
        if (parsers := imported(source)) and not place.startswith((DOOR, *OWN_FILES))
    }


def test_parsers_are_imported_behind_the_door_only():
    assert guilty() == {}


def test_writers_read_nothing():
    wrong = [
        f"{place}: {word}"
        for place, source in sources()
        if place.startswith(tuple(OWN_FILES))
        for word in READING
        if f"{word}(" in source
    ]
    assert wrong == []


def test_every_exception_is_used():
    places = [place for place, source in sources() if imported(source)]
    assert [name for name in OWN_FILES if not any(place.startswith(name) for place in places)] == []


@pytest.mark.parametrize("line", ["import pikepdf", "from PIL import Image", "def f():\n    import openpyxl"])
def test_a_parser_elsewhere_would_be_seen(line):
    """The control: the same look finds what it should."""
    assert imported(line)
