"""Acts that ask who one is: the form carries password and code, the verb gets the proof."""

from collections.abc import Callable
from typing import TypeVar

from awards.forms import ProofFields
from libraries.web.client import address_of
from records.transitions import NotAllowedNow
from units.codes import IdentityNotProved, Proof, check_identity
from units.requests import LoggedInRequest

Result = TypeVar("Result")


def proved(request: LoggedInRequest, form: ProofFields, verb: Callable[[Proof], Result]) -> Result | None:
    """Run the verb with a fresh proof of identity; None, with the reason in the form, when it may not."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return verb(check_identity(request.user, address=address_of(request) or None, **form.proof_answers()))
    except IdentityNotProved as refusal:
        form.add_error(refusal.factor or None, refusal.sentence)
    except NotAllowedNow as refusal:
        form.add_error(None, refusal.message)
        form.refused = True
    return None
