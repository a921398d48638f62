"""Who may do what with notices and mails."""

import rules

from records.access import register_permission
from units.rules import is_secretary_somewhere


@rules.predicate
def is_addressee(user, notice):
    """The notice lies in this person's own inbox."""
    return notice is not None and notice.user_id == user.pk


register_permission("notices.read_outbox", is_secretary_somewhere)
