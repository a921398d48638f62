"""Who is told when something happens."""

from awards.models import Nomination
from awards.recusal import stands_aside
from units.models import BoardSeat, User, in_force


def board(*, deciders: bool = False):
    """The city board today; with `deciders` only who records decisions."""
    seats = BoardSeat.objects.filter(in_force())
    if deciders:
        seats = seats.filter(can_decide=True)
    return User.objects.filter(is_active=True, board_seats__in=seats)


def reviewers_of(nomination: Nomination) -> list[User]:
    return [user for user in board() if not stands_aside(user, nomination)]


def secretariat(bloc):
    return User.objects.filter(is_active=True, secretariat_seats__in=bloc.secretariat_seats.filter(in_force()))


def bloc_side(nomination: Nomination) -> list[User]:
    """The bloc's secretariat and the people of the nominated unit."""
    return [*secretariat(nomination.bloc), *User.objects.of_unit(nomination.unit).filter(is_active=True)]
