"""Acts that ask who one is: the form carries password and code, the verb gets the proof."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from records.transitions import NotAllowedNow
from units.codes import IdentityNotProved, check_identity


def proved(request: HttpRequest, form: Any, verb: Callable[[Any], Any]) -> Any:
    """Run the verb with a fresh proof of identity; None, with the reason in the form, when it may not."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return verb(check_identity(request.user, request=request, **form.proof_answers()))
    except IdentityNotProved as refusal:
        form.add_error(refusal.factor or None, refusal.sentence)
    except NotAllowedNow as refusal:
        form.add_error(None, refusal.message)
        form.refused = True
    return None
