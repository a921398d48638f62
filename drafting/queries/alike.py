"""Opinions that say the same: they are answered together, and stand in one row of the response table."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from drafting.models import Comment
from drafting.queries.version_index import PlacedComment


def said_alike(words: str) -> str:
    """The words without what makes no difference: case, spaces, marks at the end."""
    return " ".join(words.split()).casefold().rstrip(" .;,")


def opinion_of(comment: Comment) -> tuple[Any, ...]:
    """Where and what: two comments with the same are one opinion."""
    return (comment.node_key, said_alike(comment.quote), said_alike(comment.body), said_alike(comment.replacement))


def alike(comment: Comment) -> list[Comment]:
    """The sent comments of its round that say the same, itself first."""
    others = Comment.objects.to_answer().filter(consultation=comment.consultation_id, node_key=comment.node_key)
    mine = opinion_of(comment)
    return [comment, *(row for row in others.exclude(pk=comment.pk).order_by("pk") if opinion_of(row) == mine)]


def together(rows: Iterable[PlacedComment]) -> list[PlacedComment]:
    """One row an opinion, in the order given; plain agreement stays as it is."""
    found: dict[tuple[Any, ...], PlacedComment] = {}
    for row in rows:
        key = opinion_of(row.comment) if row.comment.needs_answer else (row.comment.pk,)
        first = found.get(key)
        found[key] = row if first is None else replace(first, also=(*first.also, row.comment))
    return list(found.values())
