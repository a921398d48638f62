"""{% other_factors person %}: beside the box for a code the buttons of whoever has a passkey or gets codes by mail."""

from typing import Any

from django import template
from django.template import Context

from units import mailed_codes, passkeys
from units.models import User

register = template.Library()


@register.inclusion_tag("units/_other_factors.html", takes_context=True)
def other_factors(context: Context, person: User) -> dict[str, Any]:
    """Stands inside the form that asks for password and code."""
    request = context["request"]
    passkey = passkeys.is_offered(request.get_host()) and person.passkeys.in_use().exists()
    return {
        "question": passkeys.to_prove(person) if passkey else "",
        "mail": mailed_codes.has_mail_factor(person),
        "code_for": mailed_codes.sealed(person),
        "code_page": request.get_full_path(),
    }


@register.simple_tag(takes_context=True)
def login_question(context: Context) -> str:
    """What the login page asks a passkey; empty where this address has none."""
    return passkeys.to_prove(None) if passkeys.is_offered(context["request"].get_host()) else ""
