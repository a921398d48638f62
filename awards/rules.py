"""Who may do what with nominations, decisions and certificates."""

import rules

from awards.models import Nomination
from awards.queries.conflict_of_interest import known_ties_of
from records.access import register_permission
from units.models import User
from units.rules import (
    is_city_board,
    is_head_unit,
    is_secretary,
    is_secretary_somewhere,
    works_for_unit,
)


@rules.predicate
def is_of_another_unit(user: User, row: Nomination | None) -> bool:
    """Nobody judges a unit they belong or belonged to; without a row the question does not arise."""
    return row is None or not known_ties_of(user).bind(row)


# Reports, minutes, opinions of the board: for Khối trưởng's side, the unit itself and the board.
register_permission("awards.read_dossier", is_secretary | is_head_unit | works_for_unit | is_city_board)
register_permission("awards.read_queue", is_city_board)
register_permission("awards.give_out", is_secretary_somewhere | is_city_board)
register_permission("awards.overprint", is_secretary | is_city_board)
register_permission("awards.read_templates", is_city_board)
