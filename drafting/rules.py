"""Who may do what with a text: the secretariat writes and answers, units' staff comment, their leaders send."""

import rules

from drafting import workflow
from records.access import register_permission
from units.rules import is_bloc_member, is_secretary, leads_a_unit, speaks_for_unit, works_for_unit


@rules.predicate
def works_for_a_unit(user, row):
    """Staff or leader of some unit that sits in the row's year."""
    year = row.emulation_year
    return year.seats.filter(unit__in=user.roles().member_of | user.roles().can_sign_for).exists()


@rules.predicate
def round_has_ended(user, consultation):
    return not consultation.is_open


register_permission("drafting.create_text", is_secretary)
register_permission("drafting.edit", is_secretary, step=workflow.EDIT)
register_permission("drafting.freeze", is_secretary, step=workflow.FREEZE)
register_permission("drafting.open_consultation", is_secretary, step=workflow.OPEN_CONSULTATION)
register_permission("drafting.extend", is_secretary, step=workflow.EXTEND)
register_permission("drafting.close_consultation", is_secretary, step=workflow.CLOSE_CONSULTATION)
register_permission("drafting.remind", is_secretary, step=workflow.REMIND)
register_permission("drafting.answer", is_secretary, step=workflow.ANSWER)
register_permission("drafting.settle", is_secretary, step=workflow.SETTLE)
register_permission("drafting.reopen", is_secretary, step=workflow.REOPEN)
# On a consultation: whoever works for one of its units writes, whoever speaks for one of them agrees and sends.
register_permission("drafting.start_comment", works_for_a_unit)
register_permission("drafting.agree_fully", leads_a_unit)
register_permission("drafting.send_comments", leads_a_unit)
# What all units said and were answered is for the secretariat, and after the round ended for everybody in the bloc.
register_permission("drafting.read_response_table", is_secretary | (is_bloc_member & round_has_ended))
register_permission("drafting.issue_response_table", is_secretary)
# On a comment: its own unit only.
register_permission("drafting.write_comment", works_for_unit, step=workflow.WRITE)
register_permission("drafting.remove_comment", works_for_unit, step=workflow.WRITE)
register_permission("drafting.send_comment", speaks_for_unit, step=workflow.SEND)
