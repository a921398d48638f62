"""Ballots that may carry a regulation: those about it, by key."""

from ballots.models import Ballot, BallotQuerySet
from regulations.models import Regulation

# As ballots name it (regulations/voting.py).
SUBJECT = "regulation"


def ballots_of(regulation: Regulation) -> BallotQuerySet:
    """Every ballot about this regulation, the newest first, with what their pages name."""
    rows = Ballot.objects.about(SUBJECT, regulation.pk)
    return rows.select_related("emulation_year__bloc").order_by("-opened_at", "-pk")
