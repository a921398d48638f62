"""Who a ballot asks: the delegates on its roll, nobody else; what is done with it is declared in actions.py."""

from typing import Any

import rules

from ballots.models import Ballot
from records.access import register_permission
from units.models import User
from units.rules import is_secretary


@rules.predicate
def is_delegate(user: User, row: Any) -> bool:
    """On the roll of this ballot, for a unit or in person."""
    return isinstance(row, Ballot) and row.electors.filter(delegate=user.pk).exists()


@rules.predicate
def is_teller(user: User, row: Any) -> bool:
    """One of those who count this secret ballot."""
    return isinstance(row, Ballot) and row.tellers.filter(user=user.pk).exists()


# Printed papers are handed out by the secretariat, with its stamp or signature.
register_permission("ballots.print_papers", is_secretary)
