"""The one door for files from outside: PDF, Word, Excel and pictures are opened only in a limited child process.

Whoever needs something of a foreign file asks here: `clean` judges it and gives the bytes that may be kept, `draw`
its pages as pictures, `paragraphs` the text of a Word file, `blocks` its paragraphs with their numbers and its tables,
`sheets` the cells of a workbook, `background` a page to print words over, `marks` our own traces in a stranger's PDF,
`square_codes` the QR codes of a photo or scan, `differences` what differs from a kept file; `scan_with` names a scanner
for malware, which `clean` asks first.
The code in `inside` runs in the child alone; a house test sees to it that nobody else opens foreign files with a
parser. No Django and no settings here: the child imports this package too.

docs/security.md: Files handed in.
"""

from libraries.foreign_files.door import (
    Background,
    Cleaned,
    Differences,
    background,
    blocks,
    clean,
    differences,
    draw,
    marks,
    page_count,
    paragraphs,
    sheets,
    shrunk,
    square_codes,
)
from libraries.foreign_files.kinds import ENDINGS, KINDS, NAMES, kind_of_bytes
from libraries.foreign_files.limits import Busy, Limits
from libraries.foreign_files.refusals import OF_DRAWINGS, FileRefused
from libraries.foreign_files.scanner import answers as scanner_answers
from libraries.foreign_files.scanner import scan_with
from libraries.foreign_files.word_file import Block, WordFile
from libraries.foreign_files.workbook import Cell, Sheet

__all__ = [
    "ENDINGS",
    "KINDS",
    "NAMES",
    "OF_DRAWINGS",
    "Background",
    "Block",
    "Busy",
    "Cell",
    "Cleaned",
    "Differences",
    "FileRefused",
    "Limits",
    "Sheet",
    "WordFile",
    "background",
    "blocks",
    "clean",
    "differences",
    "draw",
    "kind_of_bytes",
    "marks",
    "page_count",
    "paragraphs",
    "scan_with",
    "scanner_answers",
    "sheets",
    "shrunk",
    "square_codes",
]
