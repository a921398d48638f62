"""One key for what people take for the same words: search, duplicates, comparison, names of files."""

import re
import unicodedata

from libraries.text.cleaning import REFUSED, tidied

# The apostrophes of phones, computers and grammars (H’Hen, M'nông), prime, and the modifier letters that look so.
_APOSTROPHES = re.compile("['`´\u02b9-\u02bf\u02c8\u02ca\u02cb\u02ee\u055a\u07f4\u07f5\u2018\u2019\u201b\u2032\u2035"
                          "\u1fbd\u1fbf\u1ffd\u1ffe\ua78b\ua78c\uff07\uff40]")  # fmt: skip
_DASHES = re.compile(
    " *[-\u02d7\u058a\u05be\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2796\u2e3a\u2e3b\ufe58\ufe63\uff0d] *"
)

# Letters with a stroke or hook, which Unicode does not take apart; Eth and African D look like Đ.
_STROKED = {"đ": "d", "ð": "d", "ɖ": "d", "ɗ": "d", "ƀ": "b", "ɓ": "b", "ƃ": "b", "ħ": "h", "ɨ": "i", "ı": "i",
            "ł": "l", "ŋ": "n", "ɲ": "n", "ø": "o", "ɔ": "o", "ɵ": "o", "ŧ": "t", "ʉ": "u", "ư": "u", "ơ": "o",
            "ɛ": "e", "ə": "e", "ɑ": "a", "ɡ": "g", "ƶ": "z", "æ": "ae", "œ": "oe"}  # fmt: skip
# Cyrillic and Greek letters that look like Latin ones, small or capital.
_CYRILLIC = {"а": "a", "в": "b", "ԁ": "d", "е": "e", "һ": "h", "н": "h", "і": "i", "ј": "j", "к": "k", "ӏ": "l",
             "м": "m", "о": "o", "р": "p", "ԛ": "q", "с": "c", "ѕ": "s", "т": "t", "у": "y", "ү": "y", "ѵ": "v",
             "ԝ": "w", "х": "x"}  # fmt: skip
_GREEK = {"α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "n", "ο": "o",
          "ρ": "p", "τ": "t", "υ": "y", "χ": "x", "ϲ": "c", "ϳ": "j"}  # fmt: skip
_ALIKE = str.maketrans(
    _STROKED | _CYRILLIC | _GREEK | dict.fromkeys("“”„‟″«»", '"') | {"\u2044": "/", "\u2215": "/", "×": "x"}
)
_FILE_LETTERS = re.compile("[^a-z0-9]+")


def likeness(text: str) -> str:
    """Small letters without marks, đ as d, look-alikes as the Latin letter, no apostrophes, single spaces:
    "Đỗ Thị Hòa", "ĐỖ THỊ  HOÀ" and "do thi hoa" are one key.
    """
    if not (text.isascii() and text.isprintable()):
        text = _plain(REFUSED.sub("", tidied(text, lines=True)))
    return _DASHES.sub("-", " ".join(_APOSTROPHES.sub("", text.lower()).split()))


def _plain(text: str) -> str:
    text = _APOSTROPHES.sub("", text)  # before NFKD, which makes a space and a mark of some
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).translate(_ALIKE)


def search_words(text: str) -> list[str]:
    """The words to look for in stored keys. What is typed but has no key (a lone apostrophe) finds nothing, not all."""
    return likeness(text).split() or text.split()


def file_stem(words: str, longest: int = 80) -> str:
    """ "bang-khen-hoa-tieu-kv2": without accents, for every file system and mail server."""
    return _FILE_LETTERS.sub("-", likeness(words))[:longest].strip("-")
