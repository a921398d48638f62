"""Verification codes (mã xác thực) as people hand them in: typed from paper, or pasted with what stood around them."""

import re
import unicodedata

from libraries.text import tidied

LENGTH = 20
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_MISREAD = str.maketrans("018", "OIB")
# The address in the QR code; the keyword in the file.
_MARKED = re.compile(r"(?:/XAC-MINH/(?:\?CODE=)?|\bKTD:)[\s/]*([^/?#&.]+)")
# The code as printed or plain, with words around it.
_ALONE = re.compile(rf"(?<!\w)(?:[{LETTERS}018]{{4}}[\s.-]*){{5}}(?!\w)")


def read_code(typed: str) -> str:
    """The letters of the code in what was typed: spaces, dashes and case do not matter; 0, 1, 8 are read as O, I, B.

    Out of an address, "ktd:…" or a sentence only the code is taken.
    """
    text = unicodedata.normalize("NFKC", tidied(typed, lines=False)).upper()
    marked = _MARKED.search(text)
    alone = _ALONE.search(text)
    part = marked[1] if marked else alone[0] if alone else text
    return "".join(c for c in part.translate(_MISREAD) if c.isalnum())


def objection(code: str) -> str:
    """Why this cannot be a code of ours, as a sentence that says what to do; empty when it can."""
    strange = "".join(dict.fromkeys(c for c in code if c not in LETTERS))
    if not code:
        return f"Mã xác thực gồm {LENGTH} ký tự. Nhập đúng như mã in cạnh mã QR."
    if len(code) != LENGTH:
        return f"Mã xác thực có {LENGTH} ký tự, mã đã nhập có {len(code)}. Đối chiếu từng ký tự với mã in cạnh mã QR."
    if strange:
        named = ", ".join(f"“{c}”" for c in strange)
        return (
            f"Mã xác thực chỉ gồm chữ A đến Z và số 2 đến 7, không có {named}. "
            "Đối chiếu từng ký tự với mã in cạnh mã QR."
        )
    return ""
