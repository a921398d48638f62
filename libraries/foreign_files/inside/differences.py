"""What differs between a kept PDF and a stranger's: pages, words of a page, the look of a page."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

MOST_PAGES = 60
MOST_WORDS = 6_000
MOST_FOUND, LONGEST_FOUND = 12, 120
DPI = 50
# Of 255: what printing the same page twice may make of a letter's edge stays below.
VISIBLE = 48


def look(content: bytes, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`content` is the kept file and behind it the other one, which begins at options["split"].

    pages: how many each has; found: (page, words kept, words here); looks: pages of the same words that look otherwise;
    alike: how many of a hundred words of the kept file stand in the other.
    """
    kept, here = _opened(content[: options["split"]]), _opened(content[options["split"] :])
    found: list[tuple[int, str, str]] = []
    looks: list[int] = []
    same = total = 0
    for number in range(min(len(kept), len(here), MOST_PAGES)):
        pages = kept[number], here[number]
        words = [_words(page) for page in pages]
        total += len(words[0])
        if words[0] == words[1]:
            same += len(words[0])
            if _looks_otherwise(*pages):
                looks.append(number + 1)
            continue
        matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                same += b - a
            elif len(found) < MOST_FOUND:
                found.append((number + 1, _short(words[0][a:b]), _short(words[1][c:d])))
    alike = 100 * same // total if total else 0
    yield {"pages": [len(kept), len(here)], "found": found, "looks": looks[:MOST_FOUND], "alike": alike}


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(content)
    document.init_forms()  # stamps of signatures are widgets, which are drawn only then
    return document


def _words(page: Any) -> list[str]:
    text = page.get_textpage()
    words: list[str] = text.get_text_range().split()[:MOST_WORDS]
    text.close()
    return words


def _short(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= LONGEST_FOUND else f"{text[: LONGEST_FOUND - 1]}…"


def _looks_otherwise(kept: Any, here: Any) -> bool:
    pictures = [_drawn(page) for page in (kept, here)]
    if pictures[0].size != pictures[1].size:
        return True
    strongest: Any = ImageChops.difference(*pictures).getextrema()[1]
    return int(strongest) > VISIBLE


def _drawn(page: Any) -> Image.Image:
    drawn: Image.Image = page.render(scale=DPI / 72, may_draw_forms=True).to_pil().convert("L")
    return drawn
