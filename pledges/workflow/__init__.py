"""What people do with pledges, one function a verb; declared in pledges.actions, lock order in pledges.queries.

`preparing` until it is opened · `opening` opened, withdrawn, closed. Signing itself: signatures.workflow.
"""

from pledges.queries import TargetRow
from pledges.workflow.opening import close_pledge, open_signing, withdraw_opening
from pledges.workflow.preparing import MOST_TARGETS, create_pledge, save_targets

__all__ = [
    "MOST_TARGETS",
    "TargetRow",
    "close_pledge",
    "create_pledge",
    "open_signing",
    "save_targets",
    "withdraw_opening",
]
