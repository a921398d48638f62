"""How much one paper may hold.

The longest real document of a bloc is a response table of some 60 pages. Several times that still renders within the
limits of `libraries.printing.pdf`; beyond it, a sentence is kinder than a killed worker.
"""

from __future__ import annotations

from libraries.printing.paper.blocks import Table
from libraries.printing.paper.document import Paper
from libraries.printing.paper.pieces import texts_of

MOST_CHARACTERS = 250_000
MOST_BLOCKS = 4_000
MOST_ROWS = 1_000
MOST_CELLS = 10_000
MOST_COLUMNS = 24
# One paragraph or cell. Also a guard against loss: far above this (measured at 390.000) the layout engine set a cell as
# one line that ran off the page.
MOST_CHARACTERS_A_PIECE = 20_000
LONGEST_WORD = 6_000
LONGEST_IN_HEAD = (
    400  # names of agencies, number, place, kind, authority, posts: measured before they are set, so costly
)
LONGEST_SUBJECT = 2_000


class PaperTooHeavy(Exception):
    """The document is larger than one file can sensibly be. `str()` is a Vietnamese sentence for the user."""


def weight_objection(paper: Paper) -> str:
    """A Vietnamese sentence if the document is too large to be one file, else ""."""
    if len(paper.blocks) > MOST_BLOCKS:
        return f"Văn bản có {_vn(len(paper.blocks))} đoạn, quá mức {_vn(MOST_BLOCKS)} đoạn. Đề nghị tách văn bản."
    posts = [
        text for signature in paper.signatures for text in (*signature.lines, signature.agency_post, signature.name)
    ]
    head = (paper.issuer, paper.superior, paper.number, paper.place, paper.kind, paper.note_box, paper.authority)
    for text, most in (*((text, LONGEST_IN_HEAD) for text in (*head, *posts)), (paper.subject, LONGEST_SUBJECT)):
        if len(text) > most:
            return f"“{text[:40]}…” dài {_vn(len(text))} ký tự, quá mức {_vn(most)} ký tự. Đề nghị rút gọn."
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    for table in tables:
        if len(table.columns) > MOST_COLUMNS:
            return f"Bảng có {_vn(len(table.columns))} cột, quá mức {MOST_COLUMNS} cột. Đề nghị tách thành nhiều bảng."
    rows = sum(len(table.rows) for table in tables)
    if rows > MOST_ROWS:
        return f"Bảng có {_vn(rows)} dòng, quá mức {_vn(MOST_ROWS)} dòng. Đề nghị tách thành nhiều văn bản."
    cells = sum(len(table.rows) * len(table.columns) for table in tables)
    if cells > MOST_CELLS:
        return f"Bảng có {_vn(cells)} ô, quá mức {_vn(MOST_CELLS)} ô. Đề nghị tách thành nhiều văn bản."
    total = 0
    for text in texts_of(paper):
        total += len(text)
        if len(text) > MOST_CHARACTERS_A_PIECE:
            return (
                f"Có một đoạn dài {_vn(len(text))} ký tự, quá mức {_vn(MOST_CHARACTERS_A_PIECE)} ký tự. "
                "Đề nghị chia đoạn đó thành nhiều khoản, điểm hoặc dòng."
            )
        if len(text) > LONGEST_WORD and max(map(len, text.split()), default=0) > LONGEST_WORD:
            return f"Có một từ dài hơn {_vn(LONGEST_WORD)} ký tự, không có dấu cách. Đề nghị kiểm tra lại nội dung."
    if total > MOST_CHARACTERS:
        return f"Văn bản dài {_vn(total)} ký tự, quá mức {_vn(MOST_CHARACTERS)} ký tự. Đề nghị tách văn bản."
    return ""


def _vn(number: int) -> str:
    return f"{number:,}".replace(",", ".")
