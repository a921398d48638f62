"""Who is who in signing: those who must sign, and the secretariat that put the paper before them."""

from typing import TYPE_CHECKING

import rules

from records.access import register_permission
from signatures.queries import is_for
from units.models import User
from units.rules import is_secretary

if TYPE_CHECKING:
    from signatures.models import Party, SigningRequest


@rules.predicate
def signs(user: User, row: "Party | SigningRequest | None") -> bool:
    """Can be the one who signs: at this place, or at one of the request's."""
    if row is None:
        return False
    parties = row.parties.filter(released_at=None) if hasattr(row, "parties") else [row]
    return any(is_for(party, user) for party in parties)


@rules.predicate
def put_it_before_them(user: User, row: "SigningRequest | None") -> bool:
    """Opened the request."""
    return row is not None and row.opened_by_id == user.pk


@rules.predicate
def numbers_it(user: User, row: "SigningRequest | None") -> bool:
    """Works in the unit whose own register gives the number."""
    return row is not None and row.unit_id in user.roles().member_of


# The whole annex is the secretariat's; whoever signs reads the record of their own act.
register_permission("signatures.read_evidence", is_secretary | signs)
register_permission("signatures.read_all_evidence", is_secretary)
