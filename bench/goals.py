"""All goals of the bench, and which rows somebody still owes. Add a row: a Goal here, a value in the part's module.

`finding` counts the findings of the measuring review that the bench must never again be blind to; docs/performance.md
says what each is. OWED names rows that cannot be green yet and the issue that will make them so; an owed row is
printed, and does not fail the run.
"""

from bench.table import Goal

SIGNING, ISSUING, SHEET, CITY, FRAME, LARGE, BYTES_AND_IDLE = range(1, 8)

GOALS = [
    # One certificate against other ways to make it, in the same run.
    Goal("certificates.naive/ours", "naive loop: one HTML with the artwork, the key read each time", "certificates", least=20),
    # Nine signatures as files, without the rows around them.
    Goal("signatures.as-shipped/ours", "nine visible signatures by pyHanko as shipped", "signatures", least=2),
    # Lists of the secretary with 10 and with 1,000 rows.
    Goal("lists.queries/*", "queries with 1,000 rows / with 10", "lists", most=1),
    Goal("lists.cpu/*", "CPU with 1,000 rows / with 10", "lists", most=1.6),
    Goal("memory.1000/100", "peak memory of a process that makes 1,000 certificates / 100", "memory", most=1.1),
]  # fmt: skip

OWED: dict[str, int] = {}
