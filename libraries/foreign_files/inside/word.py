"""A Word file as a reader sees it: paragraphs with the numbers that Word draws by itself, tables as rows of cells.

Tracked insertions are in, deletions are out; comments come with the paragraph on which they hang.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from libraries.foreign_files.inside.numbering import Numbering
from libraries.foreign_files.inside.office import BROKEN, WORD, read_xml
from libraries.foreign_files.inside.refused import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BLOCKS = 6_000
LONGEST_PARAGRAPH = 20_000
GONE = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "txbxContent", "pict")}
TEXT = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def blocks(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """{blocks: [{text, label, center, comments}] or [{rows}], tracked: how many tracked changes}."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if WORD not in names:
                raise Refused("kind")
            document = read_xml(package, WORD)
            parts: dict[str, Any] = {
                name: read_xml(package, f"word/{name}.xml") if f"word/{name}.xml" in names else None
                for name in ("numbering", "styles", "comments")
            }
    except BROKEN:
        raise Refused("broken_docx") from None
    reader = _Reader(parts)
    body = document.find(f"{W}body")
    found = list(reader.read(body)) if body is not None else []
    tracked = sum(sum(1 for _ in document.iter(f"{W}{tag}")) for tag in ("ins", "del", "moveTo", "moveFrom"))
    yield {"blocks": found, "tracked": tracked}


class _Reader:
    def __init__(self, parts: dict[str, Any]):
        self.numbering = Numbering(parts["numbering"], parts["styles"])
        self.count = 0
        self.comments: dict[str, str] = {}
        for comment in parts["comments"] if parts["comments"] is not None else ():
            self.comments[comment.get(f"{W}id", "")] = "\n".join(_text(part) for part in comment.iter(f"{W}p"))

    def read(self, parent: Any) -> Iterator[dict[str, Any]]:
        for piece in parent:
            self.count += 1
            if self.count > MOST_BLOCKS:
                raise Refused("too_many_paragraphs")
            if piece.tag == f"{W}p":
                yield self.paragraph(piece)
            elif piece.tag == f"{W}tbl":
                yield {"rows": [self.row(row) for row in piece.iterchildren(f"{W}tr")]}
            elif piece.tag == f"{W}sdt":
                inner = piece.find(f"{W}sdtContent")
                if inner is not None:
                    yield from self.read(inner)
            elif piece.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml"):
                yield from self.read(piece)

    def paragraph(self, piece: Any) -> dict[str, Any]:
        properties = piece.find(f"{W}pPr")
        text = _text(piece)[:LONGEST_PARAGRAPH]
        centre = properties.find(f"{W}jc") if properties is not None else None
        label = self.numbering.label(properties, drawn=bool(text.strip()))
        marks = [self.comments.get(mark.get(f"{W}id", ""), "") for mark in piece.iter(f"{W}commentReference")]
        return {
            "text": text.strip(),
            "label": label,
            "center": centre is not None and centre.get(f"{W}val") == "center",
            "comments": [mark for mark in marks if mark.strip()],
        }

    def row(self, row: Any) -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren(f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            span, merge = _of(properties, "gridSpan"), _of(properties, "vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            lines = []
            for paragraph in cell.iter(f"{W}p"):
                said = self.paragraph(paragraph)
                lines.append(f"{said['label']} {said['text']}".strip())
            cells.append("" if goes_on else "\n".join(line for line in lines if line))
            width = span.get(f"{W}val", "1") if span is not None else "1"
            cells += [""] * (min(int(width), 60) - 1 if width.isdigit() else 0)
        return cells


def _of(properties: Any, name: str) -> Any:
    return properties.find(f"{W}{name}") if properties is not None else None


def _text(piece: Any) -> str:
    """What is read of a paragraph, nested paragraphs (text boxes) and deletions apart."""
    words: list[str] = []

    def walk(parent: Any) -> None:
        for child in parent:
            if child.tag in GONE:
                continue
            if child.tag == f"{W}t":
                words.append(child.text or "")
            elif child.tag in TEXT:
                words.append(TEXT[child.tag])
            elif child.tag == f"{W}sym":
                words.append("-" if child.get(f"{W}char", "").lower().startswith("f0") else "")
            elif child.tag != f"{W}pPr" and isinstance(child.tag, str):
                walk(child)

    walk(piece)
    return "".join(words)
