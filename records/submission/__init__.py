"""A form page is one view at one address: GET shows it, POST acts and redirects. Nothing that was typed is lost.

`@idempotent_post` stands on every form page: the same form posted twice acts once, and whoever may not be served now
(login ended, page too old, the same form sent before with other words) comes back to the form with everything in it and
one sentence. `@post_action("room:page")` stands on a button without boxes: a GET of its address leads to its page.
"""

from records.submission.decorators import idempotent_post, post_action
from records.submission.forms import check_for_form, posted, refuse, status_of, submit
from records.submission.returned import (
    FILES_GO,
    PAGE_TOO_OLD,
    is_from_here,
    pack,
    show_again,
    unpack_for,
)
from records.submission.tokens import ACCEPTED_COOKIE, FIELD, author_tag, forget_old_tokens, is_own, new_token

__all__ = [
    "ACCEPTED_COOKIE",
    "FIELD",
    "FILES_GO",
    "PAGE_TOO_OLD",
    "author_tag",
    "check_for_form",
    "forget_old_tokens",
    "idempotent_post",
    "is_from_here",
    "is_own",
    "new_token",
    "pack",
    "post_action",
    "posted",
    "refuse",
    "show_again",
    "status_of",
    "submit",
    "unpack_for",
]
