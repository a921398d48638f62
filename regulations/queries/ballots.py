"""Ballots that may carry a regulation."""

from django.db.models import Count, QuerySet

from conferences.models import Ballot
from libraries.text import likeness
from regulations.models import Regulation


def ballots_of(regulation: Regulation) -> QuerySet[Ballot]:
    """Ballots of the bloc's conferences, newest first, with all that is asked of them here."""
    return (
        Ballot.objects.filter(conference__emulation_year__bloc=regulation.bloc_id)
        .select_related("conference__emulation_year__bloc", "agenda_item", "regulation__text")
        .annotate(votes_recorded=Count("votes"))
        .order_by("-opened_at", "-pk")
    )


def is_about_a_regulation(ballot: Ballot) -> bool:
    """A ballot has no link to what it is about (its question is words): "quy chế" must be among them."""
    return "quy che" in likeness(f"{ballot.question} {ballot.agenda_item.title}")
