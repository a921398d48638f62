"""What was typed and not accepted, on its way back to its form: a form bound to it is never valid."""

from collections.abc import Iterable, MutableMapping
from typing import Any

from django.http import QueryDict

# Never carried anywhere but in the request in which they were typed.
SECRETS = {
    "password", "current_password", "new_password", "again", "code", "secret_choice", "counting_code", "shown_code",
}  # fmt: skip
NEVER_KEPT = frozenset(SECRETS | {"csrfmiddlewaretoken", "submission_token", "file_sent"})


class ReturnedData(QueryDict):
    """The values of a form that was not acted on; `because` is the sentence that says why."""

    because = ""

    def __deepcopy__(self, memo: MutableMapping[int, Any]) -> "ReturnedData":
        copied = super().__deepcopy__(memo)
        copied.because = self.because
        return copied

    def __copy__(self) -> "ReturnedData":
        copied = super().__copy__()
        copied.because = self.because
        return copied


def returned_data(pairs: Iterable[tuple[str, str]], because: str) -> ReturnedData:
    """The pairs (name, value), in their order, without secrets."""
    data = ReturnedData("", mutable=True)
    for name, value in pairs:
        if name not in NEVER_KEPT:
            data.appendlist(name, value)
    data.because = because
    data._mutable = False
    return data


def pairs_of(data: Any) -> list[tuple[str, str]]:
    """(name, value) of every box, without secrets."""
    return [(name, value) for name, values in data.lists() if name not in NEVER_KEPT for value in values]
