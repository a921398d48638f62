"""Vietnamese order, computed here and stored, so that every server agrees."""

import unicodedata

from libraries.text.cleaning import nfc
from libraries.text.likeness import likeness

# Tone marks in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}


def sort_key(text: str) -> str:
    """ASCII key whose plain byte order is Vietnamese order: letters of all syllables first, their tones after."""
    syllables, tones = [], []
    for word in nfc(text).lower().split():
        parts = unicodedata.normalize("NFD", word)
        tones.append(next((_TONES[c] for c in parts if c in _TONES), "0"))
        toneless = nfc("".join(c for c in parts if c not in _TONES))
        syllables.append("".join(map(_rank, toneless)))
    return "#".join(syllables) + "!" + "".join(tones)


def _rank(letter: str) -> str:
    """Ƀ stands with b, Č with c, no apostrophe anywhere; what is like no letter stands last."""
    if letter in _RANK:
        return _RANK[letter]
    return "".join(_RANK.get(c, c if c.isascii() else "~") for c in likeness(letter))


def person_sort_key(full_name: str) -> str:
    """People are ordered by tên (the last word), then by the whole name."""
    words = full_name.split()
    return sort_key(f"{words[-1]} {full_name}") if words else ""
