"""Ballots that may carry a regulation."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from conferences.models import AgendaItem, Ballot, Vote
from regulations.models import Regulation


def ballots_of(regulation: Regulation) -> QuerySet[Ballot]:
    """Ballots of the bloc's conferences, newest first, with what their pages name."""
    return (
        Ballot.objects.filter(conference__emulation_year__bloc=regulation.bloc_id)
        .select_related("conference__emulation_year__bloc", "agenda_item", "regulation__text")
        .order_by("-opened_at", "-pk")
    )


def is_about_a_regulation(ballot: Ballot) -> bool:
    """The item of the programme says what its ballots are about, by its kind; the words of the question do not."""
    return ballot.agenda_item.kind == AgendaItem.Kind.REGULATION


def votes_recorded(ballots: Iterable[Ballot]) -> dict[int, int]:
    """By primary key of the ballot: how many votes of it were written down one by one."""
    votes = Vote.objects.filter(ballot__in=list(ballots)).order_by()
    return dict(votes.values_list("ballot").annotate(Count("pk")))
