"""Who may do what with nominations, decisions and certificates."""

import rules

from awards.recusal import known_ties_of
from awards.workflow import steps
from records.access import register_permission
from units.rules import (
    decides_for_city,
    is_city_board,
    is_head_unit,
    is_secretary,
    is_secretary_somewhere,
    works_for_unit,
)


@rules.predicate
def is_of_another_unit(user, row):
    """Nobody judges a unit they belong or belonged to; without a row the question does not arise."""
    return row is None or not known_ties_of(user).bind(row)


@rules.predicate
def keeps_a_bloc_of_it(user, decision):
    """Secretariat of a bloc with a recipient in the decision."""
    kept = user.roles().secretary_of
    return bool(kept) and decision.lines.filter(nomination__emulation_year__bloc__in=kept).exists()


register_permission("awards.set_quota", is_secretary | is_city_board)
register_permission("awards.nominate", is_secretary)
register_permission("awards.edit", is_secretary, step=steps.EDIT)
register_permission("awards.save_report", is_secretary | works_for_unit, step=steps.SAVE_REPORT)
register_permission("awards.finish_report", is_secretary | works_for_unit, step=steps.FINISH_REPORT)
register_permission("awards.hand_in_report", is_secretary | works_for_unit, step=steps.HAND_IN_REPORT)
register_permission("awards.attach_minutes", is_secretary, step=steps.ATTACH_MINUTES)
register_permission("awards.hand_in_minutes", is_secretary, step=steps.HAND_IN_MINUTES)
register_permission("awards.submit", is_secretary | is_head_unit, step=steps.SUBMIT)
register_permission("awards.review", is_city_board & is_of_another_unit, step=steps.REVIEW)
register_permission("awards.send_back", is_city_board & is_of_another_unit, step=steps.SEND_BACK)
register_permission("awards.decide", decides_for_city & is_of_another_unit)
# Reports, minutes, opinions of the board: for Khối trưởng's side, the unit itself and the board.
register_permission("awards.read_dossier", is_secretary | is_head_unit | works_for_unit | is_city_board)
register_permission("awards.read_queue", is_city_board)
register_permission("awards.issue", decides_for_city | keeps_a_bloc_of_it)
register_permission("awards.retry", is_secretary | decides_for_city)
register_permission("awards.give_out", is_secretary_somewhere | is_city_board)
register_permission("awards.hand_over", is_secretary | is_city_board)
register_permission("awards.overprint", is_secretary | is_city_board)
register_permission("awards.revoke", decides_for_city, step=steps.REVOKE)
register_permission("awards.replace", decides_for_city, step=steps.REPLACE)
register_permission("awards.read_templates", is_city_board)
register_permission("awards.save_template", decides_for_city)
