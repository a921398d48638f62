"""{% submission_token %}: the field that makes a form act once; verb_words: a verb of the audit log in office words."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from records import audit, submission

register = template.Library()


@register.simple_tag(takes_context=True)
def submission_token(context: Context) -> SafeString:
    request = context.get("request") or getattr(context, "request", None)
    user = getattr(request, "user", None)
    # A page on which a form only waits (records/submission/files_sent.py) goes on with the form's own token.
    if kept := context.get("kept_token"):
        return format_html('<input type="hidden" name="{}" value="{}">', submission.FIELD, kept)
    return format_html('<input type="hidden" name="{}" value="{}">', submission.FIELD, submission.new_token(user))


@register.simple_tag(takes_context=True)
def account_tag(context: Context) -> str:
    """Keeps apart what different people typed on one computer, without naming them."""
    return submission.author_tag(getattr(context.get("request"), "user", None))


@register.filter
def verb_words(verb: str) -> str:
    return audit.WORDS.get(verb, verb)
