"""Numbers and marks that came with words typed or pasted from Word, lines that begin small: recognised, and mended."""

import re

# What a part of each kind carries in front when its number was typed along: "Điều 5.", "2.", "a)".
NUMBERS = {
    "chapter": re.compile(r"Chương\s+(?:[IVXLC]{1,7}|\d{1,2})\s*[.:–-]?\s*", re.IGNORECASE),
    "section": re.compile(r"Mục\s+(?:[IVXLC]{1,7}|\d{1,2})\s*[.:–-]?\s*", re.IGNORECASE),
    "annex": re.compile(r"Phụ lục\s+(?:[IVXLC]{1,7}|\d{1,2})\s*[.:–-]?\s*", re.IGNORECASE),
    "article": re.compile(r"Điều\s+\d{1,3}\s*[.:–-]\s*", re.IGNORECASE),
    "clause": re.compile(r"\d{1,3}\.(?!\d)\s*"),
    "point": re.compile(r"[a-zđ]{1,2}\)\s*"),
}
# Word's own line break, hyphens and bullets, by what they mean; the rest is printed as an empty box.
MARKS = str.maketrans(
    {
        "\x0b": "\n",
        "\x0c": "\n",
        "\u2028": "\n",
        "\x1e": "-",
        "\x1f": None,
        "\xad": None,
        "\u200b": None,
        "\ufeff": None,
        "\xa0": " ",
        "\uf0b7": "-",
        "\uf0a7": "-",
        "\uf0d8": "-",
        "\uf076": "-",
        "\uf02d": "-",
        "•": "-",
    }
)
BOX = re.compile("[\ue000-\uf8ff]")
# The first letter after the start or after a line that has ended, a dash in front or not; "eOffice" is meant so.
SMALL = re.compile(r"(\A[ \t]*|[.;:!?][ \t]*\n[ \t]*)([-–+][ \t]*)?([^\W\d_])(?![A-ZĐ])")


def typed_number(kind: str, heading: str, body: str) -> str:
    """The number that stands in front although the text numbers by itself; empty without one."""
    words = heading if kind in ("chapter", "section", "article", "annex") else body
    found = NUMBERS[kind].match(words.lstrip()) if kind in NUMBERS else None
    # "1." alone may be all that somebody wants to say; what follows makes it a number.
    return found.group().strip() if found and words.lstrip()[found.end() :].strip() else ""


def without_number(kind: str, words: str) -> str:
    """The same words without it."""
    found = NUMBERS[kind].match(words.lstrip()) if kind in NUMBERS else None
    return words.lstrip()[found.end() :] if found and words.lstrip()[found.end() :].strip() else words


def plain_marks(words: str) -> str:
    """Word's control characters and bullets as what they mean."""
    return BOX.sub("-", words.translate(MARKS))


def capital_lines(words: str) -> str:
    """The same words, a capital where a line begins a sentence or a part of a list (NĐ 30/2020, Phụ lục II, mục I)."""
    return SMALL.sub(lambda found: f"{found[1]}{found[2] or ''}{found[3].upper()}", words)
