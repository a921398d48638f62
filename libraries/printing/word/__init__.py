"""A `Paper` as a Word file (.docx), with the same elements and numbers as its PDF.

Built to be worked on further in Word: real heading levels for chương, mục and điều, tables that repeat their head row,
changes as Word's own tracked changes, a page number that is a field. The same paper gives the same bytes.
"""

from libraries.printing.word.archive import ORDER
from libraries.printing.word.tracked_changes import REDLINE_AUTHOR
from libraries.printing.word.writer import paper_to_docx

__all__ = ["ORDER", "REDLINE_AUTHOR", "paper_to_docx"]
