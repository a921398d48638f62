"""Text: how it is kept, what is alike, how it is ordered; on the standard library alone."""

from libraries.text.cleaning import (
    UnreadableText,
    clean,
    clean_secret,
    nfc,
    printable,
    tidied,
    without_refused,
    without_surrogates,
)
from libraries.text.likeness import file_stem, likeness, search_words
from libraries.text.old_encodings import old_encoding, to_unicode
from libraries.text.order import person_sort_key, sort_key

__all__ = [
    "UnreadableText",
    "clean",
    "clean_secret",
    "file_stem",
    "likeness",
    "nfc",
    "old_encoding",
    "person_sort_key",
    "printable",
    "search_words",
    "sort_key",
    "tidied",
    "to_unicode",
    "without_refused",
    "without_surrogates",
]
