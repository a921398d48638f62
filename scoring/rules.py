"""Who is who in scoring: the unit's own people, those of the unit that checks it, the secretariat that appraises."""

from typing import TYPE_CHECKING

import rules

from units.models import User

if TYPE_CHECKING:
    from scoring.models import ScoreSheet


@rules.predicate
def works_for_checker(user: User, sheet: "ScoreSheet | None") -> bool:
    """Staff or leader of the unit that checks the sheet."""
    return sheet is not None and sheet.checker_id in user.roles().member_of


@rules.predicate
def leads_the_bloc(user: User, sheet: "ScoreSheet | None") -> bool:
    """Signs for the head or deputy unit of the year (Khối trưởng, Khối phó)."""
    return sheet is not None and sheet.emulation_year.is_led_by(user.roles().can_sign_for)


@rules.predicate
def speaks_for_checker(user: User, sheet: "ScoreSheet | None") -> bool:
    """Signs for the unit that checks the sheet."""
    return sheet is not None and sheet.checker_id in user.roles().can_sign_for
