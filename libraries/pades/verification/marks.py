"""Does a foreign file carry our marks: a verification code, or the public key of our seal?

Parsing a stranger's file is done behind the door for foreign files (libraries.foreign_files).
"""

from collections.abc import Iterable

from libraries import foreign_files
from libraries.foreign_files.inside.marks import Marks
from libraries.foreign_files.kinds import PDF_HEADER_WITHIN


def find_marks(content: bytes, seal_modulus: bytes) -> Marks:
    """Our marks in a file from anybody; when the child dies of it, those seen without parsing.

    Raises foreign_files.Busy.
    """
    marks = Marks()
    marks.look_in_bytes(content, seal_modulus)
    if b"%PDF-" not in content[: PDF_HEADER_WITHIN + 5]:
        return marks
    seen = foreign_files.marks(content, seal_modulus)
    marks.add(marks.codes, map(str, seen.get("codes", ())))
    marks.add(marks.printed, map(str, seen.get("printed", ())))
    marks.seal = marks.seal or seen.get("seal") is True
    marks.whole = bool(seen)
    return marks


def codes_of(texts: Iterable[str]) -> list[str]:
    """Our verification codes in what QR codes say: the address of a page of ours, or the code as we write it."""
    marks = Marks()
    for text in texts:
        marks.look_in_text(text)
    return [*marks.codes, *marks.printed]
