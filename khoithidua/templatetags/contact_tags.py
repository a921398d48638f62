"""Who helps, for the foot of every page: {% who_helps as helper %}."""

from django import template
from django.db import DatabaseError
from django.template import Context

from units.contacts import Contact, contact_for, contact_of_city
from units.models import Bloc

register = template.Library()


@register.simple_tag(takes_context=True)
def who_helps(context: Context) -> Contact | None:
    """Logged in: as the frame read it. Else of the page's `bloc`, of the bloc whose audit chain is `chain`, or of the
    bloc of the `person` to whom the page's link was sent.

    None where the page was given nothing, or the database does not answer (error 500).
    """
    city = context.get("city")
    if city is None:
        return None
    if "help_contact" in context:
        known: Contact | None = context["help_contact"]
        return known or None
    try:
        bloc = context.get("bloc")
        if not bloc and (chain := context.get("chain")):
            bloc = Bloc.objects.filter(slug=chain).first()
        if not bloc and (person := context.get("person")):
            bloc = Bloc.objects.filter(pk=person.roles().home_bloc).first()
        return contact_for(bloc or None, city)
    except DatabaseError:
        return contact_of_city(city)
