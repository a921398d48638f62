"""Files from outside wait here and are looked at one after the other by the workers, never by a page.

A page writes the bytes aside and a row (`put_in_line`), and shows what came of it as soon as there is an answer. Each
owner has one place at a time, whoever is not logged in shares one place of two: nobody's file makes another's wait, or
another page (docs/security.md: Files handed in).
"""

from libraries.foreign_files import FileRefused
from records.file_checks.judging import Judged, judge
from records.file_checks.line import Full, forget_old, owner_of, put_in_line, take_out
from records.file_checks.working import PUBLIC, SIGNED_IN, check_all, check_one

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "FileRefused",
    "Full",
    "Judged",
    "check_all",
    "check_one",
    "forget_old",
    "judge",
    "owner_of",
    "put_in_line",
    "take_out",
]
