"""What people do with pledges, one function a verb; declared in pledges.actions, lock order in pledges.queries.

`preparing` until it is opened · `opening` opened, withdrawn, closed · `results` what was reached. Signing itself:
signatures.workflow.
"""

from pledges.queries import TargetRow
from pledges.workflow.opening import close_pledge, open_signing, withdraw_opening
from pledges.workflow.preparing import MOST_TARGETS, create_pledge, save_targets
from pledges.workflow.results import Reached, confirm_results, reopen_results, save_results

__all__ = [
    "MOST_TARGETS",
    "Reached",
    "TargetRow",
    "close_pledge",
    "confirm_results",
    "create_pledge",
    "open_signing",
    "reopen_results",
    "save_results",
    "save_targets",
    "withdraw_opening",
]
