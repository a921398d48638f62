"""Who may do what with notices and mails."""

from typing import TYPE_CHECKING

import rules

from records.access import register_permission
from units.models import User
from units.rules import is_city_board, is_secretary_somewhere

if TYPE_CHECKING:
    from notices.models import Notice


@rules.predicate
def is_addressee(user: User, notice: "Notice | None") -> bool:
    """The notice lies in this person's own inbox."""
    return notice is not None and notice.user_id == user.pk


register_permission("notices.read_outbox", is_secretary_somewhere)
register_permission("notices.read_letters", is_secretary_somewhere | is_city_board)
