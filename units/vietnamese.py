"""Vietnamese order and search without diacritics, computed here and stored, so that every server agrees (ux.md 2.2)."""

import unicodedata

# Tone marks in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}


def nfc(text: str) -> str:
    """The composed form, in which all text is kept."""
    return unicodedata.normalize("NFC", text)


def vi_sort_key(text: str) -> str:
    """ASCII key whose plain byte order is Vietnamese order: letters of all syllables first, their tones after."""
    syllables, tones = [], []
    for word in nfc(text).lower().split():
        parts = unicodedata.normalize("NFD", word)
        tones.append(next((_TONES[c] for c in parts if c in _TONES), "0"))
        toneless = nfc("".join(c for c in parts if c not in _TONES))
        syllables.append("".join(_RANK.get(c, c if c.isascii() else "~") for c in toneless))
    return "#".join(syllables) + "!" + "".join(tones)


def vi_search_key(text: str) -> str:
    """Lower case without marks, đ as d, single spaces: "Đỗ Thị Hòa" and "do thi hoà" are one key."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(plain.replace("đ", "d").split())


def person_sort_key(full_name: str) -> str:
    """People are ordered by tên (the last word), then by the whole name."""
    words = full_name.split()
    return vi_sort_key(f"{words[-1]} {full_name}") if words else ""
