"""{% intent %}: the hidden field that makes a form act once (records.access.acting)."""

import uuid

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def intent():
    return format_html('<input type="hidden" name="intent" value="{}">', uuid.uuid4())
