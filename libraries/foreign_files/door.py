"""What may be asked of a foreign file. Each question costs one child; what kills the child is refused."""

import re
from dataclasses import dataclass, field
from typing import Any

from libraries.foreign_files.kinds import KINDS, kind_of_bytes
from libraries.foreign_files.limits import Answer, Limits, ask
from libraries.foreign_files.refusals import SENTENCES, FileRefused
from libraries.foreign_files.scanner import scan
from libraries.foreign_files.word_file import WordFile, read_block
from libraries.foreign_files.workbook import Sheet, unpacked

MOST_PAGES = 500
# Of one file, all its pages: a long honest scan stays far below.
MOST_DRAWING_CHILDREN = 40


@dataclass(frozen=True)
class Cleaned:
    """A file that may be kept. kind: one of KINDS; pages: of a PDF, else 0.

    PDF, SVG and untouched Office files are the bytes that came, since a signature depends on them; pictures are drawn
    anew, and a Word file loses the address of its template.
    """

    kind: str
    content: bytes = field(repr=False)
    pages: int = 0


def clean(content: bytes, *, limits: Limits | None = None) -> Cleaned:
    """Judge the file by what is inside and give what may be kept. Raises FileRefused, Busy."""
    kind = kind_of_bytes(content)
    if kind is None:
        raise FileRefused("kind")
    if kind == "old":
        raise FileRefused("old")
    scan(content)
    answer = ask("clean", content, {"kind": kind}, limits or Limits())
    facts = _facts(answer, "too_heavy")
    kind = str(facts.get("kind"))
    if kind not in KINDS:
        raise FileRefused("kind")
    kept = answer.blobs[0] if answer.blobs else content
    return Cleaned(kind, kept, min(int(facts.get("pages") or 0), MOST_PAGES))


def draw(pdf: bytes, *, first: int = 1, last: int = 0, width: int = 0, limits: Limits | None = None) -> list[bytes]:
    """Pages `first` to `last` (0: to the end) as JPEG, at 110 dpi or `width` pixels wide. Raises FileRefused, Busy.

    A child draws as many as its limits allow, the next one goes on; a page that no child can draw is refused.
    """
    pictures: list[bytes] = []
    for _ in range(MOST_DRAWING_CHILDREN):
        options = {"first": first + len(pictures), "last": last, "width": width}
        answer = ask("draw", pdf, options, limits or Limits())
        pictures += answer.blobs
        if answer.facts is not None:
            _facts(answer, "cannot_draw")
            return pictures
        if not answer.blobs:
            break
    raise FileRefused("cannot_draw")


def shrunk(picture: bytes, widths: tuple[int, ...], *, limits: Limits | None = None) -> list[bytes]:
    """A picture as JPEG for the web, once for each width (the widest first), without what a camera hides in it.

    Raises FileRefused, Busy.
    """
    answer = ask("shrink", picture, {"widths": list(widths)}, limits or Limits())
    _facts(answer, "too_many_pixels")
    return answer.blobs


@dataclass(frozen=True)
class Background:
    """A page of a foreign file as an object that a sheet is printed over: one page whose content is `/Art Do`."""

    page: bytes = field(repr=False)
    width_mm: float
    height_mm: float


def background(content: bytes, *, limits: Limits | None = None) -> Background:
    """The one page of a PDF, or a drawing in SVG, to print words over. Raises FileRefused, Busy."""
    kind = kind_of_bytes(content)
    if kind not in ("pdf", "svg"):
        raise FileRefused("kind")
    answer = ask("background", content, {"kind": kind}, limits or Limits())
    facts = _facts(answer, "too_heavy")
    return Background(answer.blobs[0], float(facts["width_mm"]), float(facts["height_mm"]))


def page_count(pdf: bytes, *, limits: Limits | None = None) -> int:
    """How many pages a PDF has. Raises FileRefused, Busy."""
    return int(_facts(ask("count", pdf, {}, limits or Limits()), "too_heavy")["pages"])


def paragraphs(docx: bytes, *, limits: Limits | None = None) -> tuple[str, ...]:
    """The paragraphs and table rows of a Word file as plain text. Raises FileRefused, Busy."""
    answer = ask("paragraphs", docx, {}, limits or Limits())
    return tuple(map(str, _facts(answer, "too_heavy")["paragraphs"]))


def blocks(docx: bytes, *, limits: Limits | None = None) -> WordFile:
    """A Word file in order: paragraphs with the numbers Word draws, tables as rows. Raises FileRefused, Busy."""
    facts = _facts(ask("blocks", docx, {}, limits or Limits()), "too_heavy")
    return WordFile(tuple(map(read_block, facts["blocks"])), int(facts["tracked"]))


def sheets(xlsx: bytes, *, limits: Limits | None = None) -> tuple[Sheet, ...]:
    """The values of a workbook, sheet by sheet. Raises FileRefused, Busy."""
    answer = ask("sheets", xlsx, {}, limits or Limits())
    found = _facts(answer, "too_heavy")["sheets"]
    return tuple(Sheet(str(name), tuple(tuple(map(unpacked, row)) for row in rows)) for name, rows in found)


def marks(pdf: bytes, seal_modulus: bytes, *, limits: Limits | None = None) -> dict[str, Any]:
    """codes, printed, seal: our marks in a stranger's PDF; empty when the child died of it. Raises Busy."""
    answer = ask("marks", pdf, {"modulus": seal_modulus.hex()}, limits or Limits())
    return answer.facts or {}


def square_codes(content: bytes, *, limits: Limits | None = None) -> tuple[str, ...]:
    """The texts of QR codes in a picture or on the pages of a PDF; empty when the child died of it. Raises Busy."""
    kind = kind_of_bytes(content)
    if kind not in ("png", "jpeg", "pdf"):
        return ()
    facts = ask("squares", content, {"kind": kind}, limits or Limits()).facts or {}
    return tuple(map(str, facts.get("texts", ())))


@dataclass(frozen=True)
class Differences:
    """Between a kept PDF and another: numbers of pages, (page, words kept, words here), pages that look otherwise.

    alike: of a hundred words of the kept file, how many stand in the other.
    """

    pages_kept: int
    pages_here: int
    found: tuple[tuple[int, str, str], ...]
    looks: tuple[int, ...]
    alike: int


def differences(kept: bytes, here: bytes, *, limits: Limits | None = None) -> Differences | None:
    """What differs on the pages; None when the other file is no PDF or too heavy to be compared. Raises Busy."""
    facts = ask("differences", kept + here, {"split": len(kept)}, limits or Limits()).facts
    if not facts or "pages" not in facts:
        return None
    found = tuple((int(page), str(was), str(now)) for page, was, now in facts["found"])
    looks = tuple(map(int, facts["looks"]))
    return Differences(int(facts["pages"][0]), int(facts["pages"][1]), found, looks, int(facts["alike"]))


def _facts(answer: Answer, when_killed: str) -> dict[str, Any]:
    if answer.facts is None:
        raise FileRefused(when_killed)
    code = answer.facts.get("refused")
    if code is not None:
        code = str(code)
        raise FileRefused(code if re.fullmatch("[a-z_]+", code) and code in SENTENCES else when_killed)
    return answer.facts
