"""Who is who in a pledge: the secretariat prepares and opens, units register targets, leaders sign."""

from typing import TYPE_CHECKING

import rules

from records.access import register_permission
from units.models import User
from units.rules import is_secretary

if TYPE_CHECKING:
    from pledges.models import Pledge, UnitPledge


@rules.predicate
def leads_a_party(user: User, row: "Pledge | UnitPledge | None") -> bool:
    """Speaks for a unit that sits in the pledge's year."""
    return row is not None and row.emulation_year.seats.filter(unit__in=user.roles().can_sign_for).exists()


register_permission("pledges.read_draft", is_secretary)
# The whole annex is the secretariat's; a leader reads the record of their own unit.
register_permission("pledges.read_evidence", is_secretary | leads_a_party)
