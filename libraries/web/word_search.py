"""Search that an index serves: every word typed is the beginning of a word of the row's search key.

The key is what `libraries.text.likeness` made of the row's names: small letters, no marks, single spaces. It is kept as
plain text; the index holds its words as a tsvector, so one row more costs a search nothing. A word with a stroke or a
hyphen ("05/qc-ktd") is found whole and by its parts.
"""

from typing import Any, TypeVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import Combinable

from libraries.text import search_words

Rows = TypeVar("Rows", bound=QuerySet[Any])

# A function of its own, not in SQL, which PostgreSQL would write out in place: only so it knows that looking at each
# row costs far more than asking the index. The array has no empty word, which a tsvector refuses.
KEY_WORDS = """
CREATE FUNCTION key_words(key text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$
BEGIN
    RETURN array_to_tsvector(array_remove(string_to_array(
        key || ' ' || translate(key, '/', ' ') || ' ' || translate(key, '/-', '  '), ' '), ''));
END $$
"""
KEY_WORDS_UNDONE = "DROP FUNCTION key_words(text)"


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
    """The condition of a search, for `filter`; None when nothing was typed that could be looked for."""
    typed = search_words(words)
    if not typed:
        return None
    return HasWords(Words(F(field)), Value(" & ".join(f"{_lexeme(word)}:*" for word in typed)))


def _lexeme(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def found_by(rows: Rows, words: str, field: str = "search_key") -> Rows:
    """The rows whose key has every word, with or without diacritics; all of them when nothing was typed."""
    condition = having(words, field)
    return rows if condition is None else rows.filter(condition)


def words_index(name: str, field: str = "search_key") -> GinIndex:
    """The index that serves `found_by`, for `Meta.indexes`."""
    return GinIndex(Words(F(field)), name=name)
