"""An administrative document, described once: `pdf` prints it, `word` writes the same thing for Word.

A `Paper` holds the elements of Nghị định 30/2020/NĐ-CP (the measures stand in `printing.decree`, quoted as PL I with
their item). All text becomes NFC without control characters when a piece is made, so neither renderer meets what it
cannot print.
"""

from libraries.printing.paper.blocks import (
    Align,
    Annex,
    Article,
    Block,
    Cell,
    Chapter,
    Clause,
    Column,
    PageBreak,
    Paragraph,
    Point,
    Redline,
    Section,
    SignatureCell,
    SignatureGrid,
    Table,
)
from libraries.printing.paper.document import Paper, Signature
from libraries.printing.paper.weight import PaperTooHeavy, weight_objection

__all__ = [
    "Align",
    "Annex",
    "Article",
    "Block",
    "Cell",
    "Chapter",
    "Clause",
    "Column",
    "PageBreak",
    "Paper",
    "PaperTooHeavy",
    "Paragraph",
    "Point",
    "Redline",
    "Section",
    "Signature",
    "SignatureCell",
    "SignatureGrid",
    "Table",
    "weight_objection",
]
