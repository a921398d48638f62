"""Official numbers without gaps: a counter row locked in the act's transaction, never a sequence.

docs/security.md: Numbers.
"""

from django.db import connection

from records.models import NumberSeries


def take_number(*, chain: str, series: str, year: int) -> int:
    """The next number of the series in the local year, from 1. Call it inside the transaction that uses the number."""
    return take_numbers(chain=chain, series=series, year=year, count=1)[0]


def take_numbers(*, chain: str, series: str, year: int, count: int) -> range:
    """So many numbers of the series, one after the other."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction of the act that uses it")
    table = NumberSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (chain, series, year, last) VALUES (%s, %s, %s, %s) "  # noqa: S608 - our own table name
            f"ON CONFLICT (chain, series, year) DO UPDATE SET last = {table}.last + EXCLUDED.last RETURNING last",
            [chain, series, year, count],
        )
        last: int = cursor.fetchone()[0]
        return range(last - count + 1, last + 1)


def official_number(number: int, series: str) -> str:
    """ "05/QC-KTĐ": below ten with a leading zero (NĐ 30/2020, Phụ lục I, II.3)."""
    return f"{number:02d}/{series}"


def next_number(*, chain: str, series: str, year: int) -> str:
    """The official number that is next in line: a guess to print and to show, never a promise."""
    counter = NumberSeries.objects.filter(chain=chain, series=series, year=year).first()
    return official_number(counter.last + 1 if counter else 1, series)
