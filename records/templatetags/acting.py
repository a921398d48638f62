"""{% intent %}: the hidden field that makes a form act once; verb_words: a verb of the audit log in office words."""

import uuid

from django import template
from django.utils.html import format_html

from records import audit

register = template.Library()


@register.simple_tag
def intent():
    return format_html('<input type="hidden" name="intent" value="{}">', uuid.uuid4())


@register.filter
def verb_words(verb):
    return audit.VERB_LABELS.get(verb, verb)
