"""Who signs a pledge: the units that have not yet, and the people who may sign for them."""

from django.db.models import Q

from pledges.models import Pledge
from units.models import Unit, User, in_force


def unsigned_units(pledge: Pledge) -> list[Unit]:
    """Units of the pledge that have not signed, in protocol order."""
    return list(pledge.emulation_year.units().exclude(pk__in=pledge.signatures.values("unit")))


def units_to_sign(user: User, pledge: Pledge) -> list[Unit]:
    """Units this person speaks for that have not signed."""
    return [unit for unit in unsigned_units(pledge) if unit.pk in user.roles().can_sign_for]


def speakers_of(unit: Unit) -> list[User]:
    """Those who may sign for the unit today: its leader and the holders of an authorisation."""
    today = in_force()
    speaks = Q(pk__in=unit.posts.filter(today, is_leader=True).values("user")) | Q(
        pk__in=unit.authorities.filter(today).values("holder")
    )
    return list(User.objects.filter(speaks, is_active=True).order_by("pk"))
