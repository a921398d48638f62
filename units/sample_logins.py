"""The invented people of the sample, with what each may do: for the login page and the start command."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch

from units.models import BoardSeat, OperatorSeat, Post, Seat, SecretariatSeat, SigningAuthority, User, in_force


@dataclass(frozen=True)
class SampleLogin:
    """One person; `roles` are pairs of who they are and what they may do."""

    user: User
    roles: list[tuple[str, str]]
    rank: int


def sample_logins() -> list[SampleLogin]:
    """Empty outside of sample mode. Secretariat first, then leaders, staff, the city board, who runs it."""
    if not settings.SAMPLE_MODE:
        return []
    heads = set(Seat.objects.now().filter(role=Seat.Role.HEAD).values_list("unit_id", flat=True))
    people = User.objects.sample_people().prefetch_related(
        Prefetch("secretariat_seats", SecretariatSeat.objects.filter(in_force()).select_related("bloc")),
        Prefetch("posts", Post.objects.filter(in_force()).select_related("unit__bloc").prefetch_related("unit__names")),
        Prefetch(
            "authorities",
            SigningAuthority.objects.filter(in_force()).select_related("unit").prefetch_related("unit__names"),
        ),
        Prefetch("board_seats", BoardSeat.objects.filter(in_force())),
        Prefetch("operator_seats", OperatorSeat.objects.filter(in_force())),
    )
    logins = [SampleLogin(person, roles, rank) for person in people for rank, roles in [_roles(person, heads)] if roles]
    return sorted(logins, key=lambda row: (row.rank, row.user.sort_key))


def _roles(person: User, heads: set[int]) -> tuple[int, list[tuple[str, str]]]:
    found = list(_each_role(person, heads))
    return min((rank for rank, _, _ in found), default=9), [(who, may) for _, who, may in found]


def _each_role(person: User, heads: set[int]) -> Iterator[tuple[int, str, str]]:
    for seat in person.secretariat_seats.all():
        yield 0, f"{seat.title}, {seat.bloc.short_name}", "soạn thảo, lấy ý kiến, ban hành, lập biên bản"
    for post in person.posts.all():
        where = f"{post.title}, {post.unit.short_name}"
        if post.is_leader:
            head = " (đơn vị Khối trưởng)" if post.unit_id in heads else ""
            yield 1 if head else 2, where + head, "gửi góp ý, ký giao ước, trình khen thưởng của đơn vị"
        else:
            yield 3, where, "soạn góp ý, lập hồ sơ cho đơn vị"
    for authority in person.authorities.all():
        yield 3, f"{authority.get_capacity_display()}, {authority.unit.short_name}", "ký thay mặt đơn vị"
    for place in person.board_seats.all():
        decides = "thẩm định hồ sơ, nhập quyết định, cấp bằng" if place.can_decide else "thẩm định hồ sơ"
        yield 4, place.title, decides
    for runs in person.operator_seats.all():
        yield 5, runs.title, "lập khối, cử cán bộ, theo dõi hệ thống"
