"""Issued regulations for everybody: article by article, found by their words, in force on a day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from drafting.queries.numbering import NumberedNode
from drafting.queries.version_index import VersionIndex
from libraries.text import likeness
from libraries.web.word_search import found_by, having
from regulations.models import IssuedArticle, Regulation

# Of one regulation, below its title.
MOST_FOUND = 5


def articles_of(regulation: Regulation, index: VersionIndex) -> list[IssuedArticle]:
    """Its Điều and Phụ lục as rows, not saved; each with all that stands in it."""
    rows = list[IssuedArticle]()
    for node in index.nodes:
        if node.kind in ("article", "annex"):
            words = article_words(index, node)
            rows.append(
                IssuedArticle(
                    regulation=regulation,
                    position=len(rows) + 1,
                    place=node.citation,
                    anchor=node.anchor,
                    heading=node.heading,
                    words=words,
                    search_key=likeness(f"{node.citation} {node.heading} {words}"),
                )
            )
    return rows


def article_words(index: VersionIndex, article: NumberedNode) -> str:
    """What stands in an Điều or Phụ lục, one line a part, with the numbers."""
    inside = [" ".join(filter(None, (node.label, node.heading, node.body))) for node in index.subtree(article.key)[1:]]
    return "\n".join(line.strip() for line in [article.body, *inside] if line.strip())


@dataclass(frozen=True)
class PublishedLine:
    """A regulation in the public list, with the articles in which the words were found."""

    regulation: Regulation
    articles: list[IssuedArticle]


def published_regulations(words: str, day: datetime.date | None) -> QuerySet[Regulation]:
    """Those in force on the day (without one: all), whose title, number or articles have every word."""
    rows = Regulation.objects.in_force_on(day) if day else Regulation.objects.published()
    if having(words) is not None:
        inside = found_by(IssuedArticle.objects.all(), words).values("regulation")
        rows = rows.filter(Q(pk__in=found_by(Regulation.objects.published(), words).values("pk")) | Q(pk__in=inside))
    return rows.select_related("bloc", "successor", "amends").order_by("bloc__sort_key", "-effective_from", "-pk")


def with_articles(rows: Iterable[Regulation], words: str) -> list[PublishedLine]:
    """Each with the first articles that have every word; one query for a whole page."""
    listed, found = list(rows), dict[Any, list[IssuedArticle]]()
    if having(words) is not None:
        hits = IssuedArticle.objects.filter(regulation__in=listed).defer("search_key")
        for article in found_by(hits, words).order_by("regulation", "position"):
            found.setdefault(article.regulation_id, []).append(article)
    return [PublishedLine(row, found.get(row.pk, [])[:MOST_FOUND]) for row in listed]


def history_of(regulation: Regulation) -> list[Regulation]:
    """All that the bloc has issued, the newest first, each with what replaced it."""
    rows = Regulation.objects.published().filter(bloc=regulation.bloc_id)
    return list(rows.select_related("successor", "amends").order_by("-effective_from", "-pk"))
