"""What people do with papers to be signed, one function a verb; declared in signatures.actions.

`opening` put before the signers, extended, reminded, released, returned, withdrawn · `links` in messages · `signing`
· `putting` and `issuing` of papers that get their number last.
"""

from signatures.embedding import embed_waiting
from signatures.workflow.issuing import Received, issue_paper, number_next_in_line, receive_original
from signatures.workflow.links import bloc_of_link, is_live, link_of
from signatures.workflow.opening import (
    Place,
    extend,
    open_request,
    release_party,
    remind,
    return_paper,
    take_back_reminder,
    withdraw,
)
from signatures.workflow.putting import put_before_signers
from signatures.workflow.signing import accept_with, decline, sign, sign_with, start_signing

__all__ = [
    "Place",
    "Received",
    "accept_with",
    "bloc_of_link",
    "decline",
    "embed_waiting",
    "extend",
    "is_live",
    "issue_paper",
    "link_of",
    "number_next_in_line",
    "open_request",
    "put_before_signers",
    "receive_original",
    "release_party",
    "remind",
    "return_paper",
    "sign",
    "sign_with",
    "start_signing",
    "take_back_reminder",
    "withdraw",
]
