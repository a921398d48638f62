"""What a form page does with its form."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, QueryDict

from libraries.web.forms import BaseForm, EditForm
from records.access import check_permission
from records.revisions import EditConflict
from records.transitions import NotAllowedNow

Result = TypeVar("Result")


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None when the page is only asked for: `form = NameForm(posted(request))`."""
    return request.POST if request.method == "POST" else None


def submit(form: BaseForm, verb: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Hand the data of a valid form to the verb and return its result; None when the page must show the form again.

    A refusal of the verb becomes the form's own error, and `status_of` then answers 409. Where somebody saved in
    between (EditConflict) the form, a forms.EditForm, shows both texts.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return verb(form.cleaned_data)
    except EditConflict as conflict:
        if not isinstance(form, EditForm):
            raise
        form.refused = True
        form.show_both(form.newest(conflict.row), conflict.message)
        return None
    except NotAllowedNow as refusal:
        refuse(form, refusal)
        return None


def refuse(form: BaseForm, refusal: NotAllowedNow) -> None:
    """What was sent cannot be done now: the form says so, keeps what was typed, and is not submitted any more."""
    form.refused = True
    form.add_error(None, refusal.message)


def check_for_form(form: BaseForm, user: Any, permission: str, row: Any) -> None:
    """check_permission for a form whose words must be seen again even where the state forbids it by now.

    The wrong person is a 403, and a page that is only asked for a 409, as everywhere.
    """
    try:
        check_permission(user, permission, row)
    except NotAllowedNow as refusal:
        if not form.is_bound:
            raise
        refuse(form, refusal)


def status_of(form: BaseForm) -> int:
    """200: the page as asked for; 422: something typed must be mended; 409: it cannot be done now."""
    if not form.is_bound:
        return 200
    return 409 if form.refused else 422
