"""Who may do what with a pledge: the secretariat prepares and opens, units register targets, leaders sign."""

import rules

from pledges import workflow
from records.access import register_permission
from units.rules import is_secretary, works_for_unit


@rules.predicate
def leads_a_party(user, row):
    """Speaks for a unit that sits in the pledge's year."""
    return row is not None and row.emulation_year.seats.filter(unit__in=user.roles().can_sign_for).exists()


register_permission("pledges.create_pledge", is_secretary)
register_permission("pledges.read_draft", is_secretary)
# On a part of the pledge (pledges.parts.Part): the unit's own people, or the secretariat for them.
register_permission("pledges.save_targets", works_for_unit | is_secretary, step=workflow.SAVE_TARGETS)
register_permission("pledges.open", is_secretary, step=workflow.OPEN)
register_permission("pledges.withdraw_opening", is_secretary, step=workflow.WITHDRAW_OPENING)
register_permission("pledges.extend", is_secretary, step=workflow.EXTEND)
register_permission("pledges.remind", is_secretary, step=workflow.REMIND)
register_permission("pledges.take_back_reminder", is_secretary)
register_permission("pledges.start_signing", leads_a_party, step=workflow.START_SIGNING)
register_permission("pledges.decline", leads_a_party, step=workflow.DECLINE)
register_permission("pledges.close", is_secretary, step=workflow.CLOSE)
# The whole annex is the secretariat's; a leader reads the record of their own unit.
register_permission("pledges.read_evidence", is_secretary | leads_a_party)
