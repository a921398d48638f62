"""Whether the print faces have every letter of a paper: none is ever issued with a box or a borrowed letter in it."""

from __future__ import annotations

from functools import cache

from libraries.certificate_art.fonts import opened
from libraries.printing.paper import Paper
from libraries.printing.paper.pieces import texts_of
from libraries.text import nfc

SERIF = ("serif-400", "serif-400i", "serif-700", "serif-700i")
# No ink of their own: the layout engine breaks or joins at them.
WITHOUT_INK = frozenset("\n\t \u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff")


@cache
def _drawn() -> frozenset[int]:
    """Letters that all four faces of a paper have."""
    first, *rest = (frozenset(opened(face).face.unicodes) for face in SERIF)
    return first.intersection(*rest)


def missing_letters(paper: Paper) -> str:
    """The first letter that cannot be printed and where it stands, as a sentence; empty when all can."""
    for text in texts_of(paper):
        for word in nfc(text).split():
            lacking = [letter for letter in word if ord(letter) not in _drawn() and letter not in WITHOUT_INK]
            if lacking:
                return (
                    f"Không in được: phông chữ in không có ký tự “{lacking[0]}” trong “{_around(text, word)}”. "
                    "Sửa ký tự đó rồi thực hiện lại."
                )
    return ""


def _around(text: str, word: str) -> str:
    """The word with a few words beside it."""
    words = nfc(text).split()
    place = words.index(word)
    return " ".join(words[max(0, place - 2) : place + 3])[:80]
