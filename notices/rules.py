"""Who may do what with notices and mails."""

import rules

from notices.workflow import RETRY
from records.access import permit
from units.rules import is_secretary, is_secretary_somewhere


@rules.predicate
def is_addressee(user, notice):
    """The notice lies in this person's own inbox."""
    return notice is not None and notice.user_id == user.pk


permit("notices.mark_read", is_addressee)
permit("notices.read_outbox", is_secretary_somewhere)
permit("notices.retry", is_secretary, step=RETRY)
