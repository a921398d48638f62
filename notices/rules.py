"""Who may do what with notices and mails."""

import rules

from notices.workflow import RETRY
from records.access import register_permission
from units.rules import is_secretary, is_secretary_somewhere


@rules.predicate
def is_addressee(user, notice):
    """The notice lies in this person's own inbox."""
    return notice is not None and notice.user_id == user.pk


register_permission("notices.mark_read", is_addressee)
register_permission("notices.read_outbox", is_secretary_somewhere)
register_permission("notices.retry", is_secretary, step=RETRY)
