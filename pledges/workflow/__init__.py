"""What people do with pledges, one function a verb; declared in pledges.actions, lock order in pledges.queries.

`preparing` until it is opened · `opening` opened, withdrawn, extended, closed · `links` in messages · `signing`.
"""

from pledges.embedding import embed_waiting
from pledges.queries import TargetRow
from pledges.workflow.links import bloc_of_link, link_of
from pledges.workflow.opening import (
    HOLD_SECONDS,
    close_pledge,
    extend,
    open_signing,
    remind,
    take_back_reminder,
    withdraw_opening,
)
from pledges.workflow.preparing import MOST_TARGETS, create_pledge, save_targets
from pledges.workflow.signing import accept_with, decline, sign, sign_with, start_signing

__all__ = [
    "HOLD_SECONDS",
    "MOST_TARGETS",
    "TargetRow",
    "accept_with",
    "bloc_of_link",
    "close_pledge",
    "create_pledge",
    "decline",
    "embed_waiting",
    "extend",
    "link_of",
    "open_signing",
    "remind",
    "save_targets",
    "sign",
    "sign_with",
    "start_signing",
    "take_back_reminder",
    "withdraw_opening",
]
