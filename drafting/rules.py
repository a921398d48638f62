"""Who may do what with a text: the secretariat writes and answers, units' staff comment, their leaders send."""

import rules

from drafting.models import Consultation, Text
from libraries.web.formats import local_date
from records.access import register_permission
from units.models import User
from units.rules import is_bloc_member, is_secretary, leads_a_unit


@rules.predicate
def works_for_a_unit(user: User, row: Text | Consultation) -> bool:
    """Staff or leader of some unit that is asked in this round; of a text, of one that sits in its year today."""
    day = local_date(row.opened_at) if isinstance(row, Consultation) else None
    roles = user.roles()
    return row.emulation_year.seats_on(day).filter(unit__in=roles.member_of | roles.can_sign_for).exists()


@rules.predicate
def round_has_ended(user: User, consultation: Consultation) -> bool:
    return not consultation.is_open


# On a consultation: whoever works for one of its units begins a comment, whoever speaks for one of them sends all.
register_permission("drafting.start_comment", works_for_a_unit)
register_permission("drafting.send_comments", leads_a_unit)
# What all units said and were answered is for the secretariat, and after the round ended for everybody in the bloc.
register_permission("drafting.read_response_table", is_secretary | (is_bloc_member & round_has_ended))
