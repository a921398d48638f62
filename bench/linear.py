"""What people hand in long: ten times as much costs about ten times as much, not a hundred times."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from bench.table import Table
from bench.timing import cpu_of
from drafting.queries.word_changes import word_changes
from libraries.printing.paper import Column, Paper, Paragraph
from libraries.printing.paper import Table as PaperTable
from libraries.printing.word import paper_to_docx
from libraries.text import clean

TRIES = 3


def run(table: Table, *, city: bool) -> None:
    for name, act in ACTS.items():
        act(1)  # loads what it needs
        little = min(cpu_of(partial(repeated, act)) for _ in range(TRIES))
        much = min(cpu_of(partial(act, 10)) for _ in range(TRIES))
        table.add(
            f"linear/{name}", much / little, f"ten of a tenth {little * 1000:.0f}, whole {much * 1000:.0f} ms CPU"
        )


def repeated(act: Callable[[int], Any]) -> None:
    for _ in range(10):
        act(1)


def cleaned(times: int) -> str:
    return clean("Điều 1.\u00a0Thi\u200b đua\x0b" * 5_000 * times, lines=True)


def printed(times: int) -> bytes:
    rows = (("thi đua yêu nước",) * 4,) * 100 * times
    return paper_to_docx(Paper(issuer="Khối", body=(Paragraph("…"), PaperTable((Column("a"),) * 4, rows))))


def compared(old: Callable[[int], str], new: Callable[[int], str]) -> Callable[[int], Iterable[Any]]:
    return lambda times: word_changes(old(times), new(times))


def words(times: int) -> str:
    return " ".join(f"chữ{n % 300}" if n % 7 else f"từ{n % 311}" for n in range(3_500 * times))


ACTS: dict[str, Callable[[int], Any]] = {
    "clean": cleaned,
    "docx": printed,
    "compare-edited": compared(words, lambda times: words(times).replace("chữ17 ", "chữ khác ")),
    "compare-one-syllable": compared(lambda times: "a " * 10_000 * times, lambda times: "b a " * 5_000 * times),
    "compare-backwards": compared(words, lambda times: words(times)[::-1]),
    "compare-marks": compared(lambda times: ", " * 10_000 * times, lambda times: ". , " * 5_000 * times),
}
