"""Which year of a bloc a page opens when none is asked for."""

from collections.abc import Iterable

from libraries.web import clock


def year_to_open(years: Iterable[int], wanted: int | None = None) -> int | None:
    """The wanted year if it is there, else the one that runs today, else the latest before, else the first planned."""
    there = sorted(years)
    if wanted in there:
        return wanted
    begun = [year for year in there if year <= clock.today().year]
    return begun[-1] if begun else next(iter(there), None)
