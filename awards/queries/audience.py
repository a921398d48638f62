"""Who is told when something happens to a dossier."""

from awards.models import Nomination
from awards.queries.conflict_of_interest import stands_aside
from units import audience
from units.models import User, UserQuerySet


def judges(nomination: Nomination, *, deciders: bool = False) -> list[User]:
    """People of the city board who need not stand aside; with `deciders` only who records decisions."""
    return [user for user in audience.board(deciders=deciders) if not stands_aside(user, nomination)]


def bloc_side(nomination: Nomination) -> UserQuerySet:
    """The bloc's secretariat and the people of the nominated unit."""
    return audience.everybody(nomination.bloc, [nomination.unit])
