"""Who may do what with nominations, decisions and certificates."""

import rules

from awards.recusal import stands_aside
from awards.workflow import steps
from records.access import permit
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
    return row is None or not stands_aside(user, row)


@rules.predicate
def keeps_a_bloc_of_it(user, decision):
    """Secretariat of a bloc with a recipient in the decision."""
    kept = user.held().secretary_of
    return bool(kept) and decision.lines.filter(nomination__emulation_year__bloc__in=kept).exists()


permit("awards.set_quota", is_secretary | is_city_board)
permit("awards.nominate", is_secretary)
permit("awards.edit", is_secretary, step=steps.EDIT)
permit("awards.save_report", is_secretary | works_for_unit, step=steps.SAVE_REPORT)
permit("awards.finish_report", is_secretary | works_for_unit, step=steps.FINISH_REPORT)
permit("awards.hand_in_report", is_secretary | works_for_unit, step=steps.HAND_IN_REPORT)
permit("awards.attach_minutes", is_secretary, step=steps.ATTACH_MINUTES)
permit("awards.hand_in_minutes", is_secretary, step=steps.HAND_IN_MINUTES)
permit("awards.submit", is_secretary | is_head_unit, step=steps.SUBMIT)
permit("awards.review", is_city_board & is_of_another_unit, step=steps.REVIEW)
permit("awards.send_back", is_city_board & is_of_another_unit, step=steps.SEND_BACK)
permit("awards.decide", decides_for_city & is_of_another_unit)
# Reports, minutes, opinions of the board: for Khối trưởng's side, the unit itself and the board.
permit("awards.read_dossier", is_secretary | is_head_unit | works_for_unit | is_city_board)
permit("awards.read_queue", is_city_board)
permit("awards.issue", decides_for_city | keeps_a_bloc_of_it)
permit("awards.retry", is_secretary | decides_for_city)
permit("awards.give_out", is_secretary_somewhere | is_city_board)
permit("awards.hand_over", is_secretary | is_city_board)
permit("awards.overprint", is_secretary | is_city_board)
permit("awards.revoke", decides_for_city, step=steps.REVOKE)
permit("awards.replace", decides_for_city, step=steps.REPLACE)
permit("awards.read_templates", is_city_board)
permit("awards.save_template", decides_for_city)
