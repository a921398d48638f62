"""Search that an index serves: every word typed is the beginning of a word of the row's search key.

The key is what `libraries.text.likeness` made of the row's names: small letters, no marks, single spaces. The index
holds its words as a tsvector, so one row more costs a search nothing. A word with a stroke or a hyphen ("05/qc-ktd")
is found whole and by its parts.

Where a frequent word finds thousands of rows, a list is read in its own order and each row looked at: a table of which
such pages are shown keeps the words in the row (`words_field`). Where the table grows without end, they stay in the
index alone (`words_index`), and working them out is so dear that the order is followed only where rows abound.
"""

from typing import Any, TypeVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, GeneratedField, QuerySet, Value
from django.db.models.expressions import Combinable

from libraries.text import search_words

Rows = TypeVar("Rows", bound=QuerySet[Any])

# A function of its own, not in SQL, which PostgreSQL would write out in place: only so it knows that looking at each
# row costs far more than asking the index. The array has no empty word, which a tsvector refuses.
KEY_WORDS = """
CREATE FUNCTION key_words(key text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$
DECLARE
    parts text := replace(key, '/', ' ');
BEGIN
    IF position('-' in key) > 0 THEN
        key := concat(key, ' ', parts, ' ', replace(parts, '-', ' '));
    ELSIF parts <> key THEN
        key := concat(key, ' ', parts);
    END IF;
    RETURN array_to_tsvector(array_remove(string_to_array(key, ' '), ''));
END $$
"""
KEY_WORDS_UNDONE = "DROP FUNCTION key_words(text)"


KEPT = "search_words"


class Words(Func):
    """The words of a search key."""

    function = "key_words"
    output_field = SearchVectorField()


class HasWords(Func):
    """Whether the key has a word that begins with each of those asked for."""

    output_field = BooleanField()
    arity = 2
    template, arg_joiner = "(%(expressions)s::tsquery)", " @@ "


def having(words: str, field: str = "search_key") -> Combinable | None:
    """The condition of a search, for `filter`; None when nothing was typed that could be looked for.

    field: a search key, or the words that the row keeps.
    """
    typed = [_lexeme(word) for word in search_words(words)]
    if not typed:
        return None
    if field == KEPT:
        # The whole word is a beginning too; named beside it, it lends the planner its frequency, for while a table
        # knows few words PostgreSQL guesses that of a beginning.
        return HasWords(F(KEPT), Value(" & ".join(f"({word} | {word}:*)" for word in typed)))
    return HasWords(Words(F(field)), Value(" & ".join(f"{word}:*" for word in typed)))


def _lexeme(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def found_by(rows: Rows, words: str, field: str = "search_key") -> Rows:
    """The rows whose key has every word, with or without diacritics; all of them when nothing was typed."""
    condition = having(words, field)
    return rows if condition is None else rows.filter(condition)


def words_field() -> Any:
    """The words of the search key in the row itself, kept by the database."""
    return GeneratedField(
        verbose_name="từ để tìm",
        expression=Words(F("search_key")),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )


def words_index(name: str, field: str = "search_key") -> GinIndex:
    """The index that serves `found_by`, for `Meta.indexes`."""
    return GinIndex(Words(F(field)), name=name)
