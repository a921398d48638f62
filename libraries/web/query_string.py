"""What stands in an address behind the question mark. Anybody can write anything there: nothing of it may fail."""

from django.http import HttpRequest

MOST_DIGITS = 17  # a key of the database has no more


def asked_words(request: HttpRequest, name: str) -> str:
    """The words under this name, without the letter that PostgreSQL keeps in no text; empty when there are none."""
    return request.GET.get(name, "").replace("\x00", "")


def whole_number(word: str | None, most_digits: int = MOST_DIGITS) -> int | None:
    """`"2020"` → 2020; None for anything that is not written in digits 0 to 9, or in more of them than asked for."""
    word = word or ""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= most_digits else None
