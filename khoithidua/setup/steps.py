"""How far the set-up is, read from the rows: the steps in their order, and what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from libraries.web.formats import vn_number
from units.models import Bloc, BoardSeat, City, OperatorSeat, Post, Seat, User, in_force


@dataclass(frozen=True)
class Step:
    """A step as the list beside the page shows it. name: of its page; lead: how far it is, in words."""

    name: str
    title: str
    lead: str
    done: bool
    address: str = ""


def steps_of(bloc: Bloc | None) -> list[Step]:
    """All eight; those of a bloc need one. A step has an address once it can be opened."""
    city = City.objects.order_by("valid_from").last()
    operators = list(OperatorSeat.objects.filter(in_force(), user__is_active=True).select_related("user"))
    ready = [seat for seat in operators if seat.user.has_usable_password()]
    board = list(BoardSeat.objects.filter(in_force(), user__is_active=True))
    can_go_on = bool(ready)
    return [
        Step("setup_city", "Thành phố, cơ quan", city.name if city else "Tên gọi, liên hệ", city is not None,
             reverse("setup_city")),
        Step("setup_operator", "Quản trị hệ thống",
             f"{vn_number(len(ready))} cán bộ, đã cài mã OTP" if ready else "Mật khẩu và mã OTP", can_go_on,
             reverse("setup_operator") if city else ""),
        Step("setup_board", city.office if city and city.body_short else "Cơ quan thường trực",
             f"{vn_number(len(board))} cán bộ" if board else "Cán bộ thẩm định, nhập quyết định",
             any(seat.can_decide for seat in board), reverse("setup_board") if can_go_on else ""),
        Step("setup_bloc", "Khối thi đua", bloc.name if bloc else "Tên gọi, lĩnh vực", bloc is not None,
             reverse("setup_bloc") if can_go_on else ""),
        *_steps_of_bloc(bloc),
    ]  # fmt: skip


def _steps_of_bloc(bloc: Bloc | None) -> Iterator[Step]:
    def address(name: str) -> str:
        return reverse(name, args=[bloc.slug]) if bloc else ""

    facts = BlocFacts.of(bloc) if bloc else BlocFacts()
    yield Step("setup_units", "Đơn vị thành viên", f"{vn_number(facts.units)} đơn vị" if facts.units else
               "Nhập tay hoặc từ Excel", facts.units >= 2, address("setup_units"))  # fmt: skip
    yield Step("setup_people", "Cán bộ, chức vụ",
               f"{vn_number(facts.led)}/{vn_number(facts.units)} đơn vị có thủ trưởng" if facts.units else "Sau bước 5",
               0 < facts.units == facts.led, address("setup_people") if facts.units else "")  # fmt: skip
    yield Step("setup_year", "Năm thi đua đầu tiên",
               f"Năm {facts.year}" if facts.year else "Khối trưởng và Tổ thư ký",
               bool(facts.year and facts.head and facts.secretaries),
               address("setup_year") if facts.units >= 2 else "")  # fmt: skip
    yield Step("setup_invitations", "Thư mời đăng nhập",
               f"Còn {vn_number(facts.outside)} cán bộ chưa đặt mật khẩu" if facts.outside else
               "Mọi cán bộ đã có mật khẩu" if facts.secretaries else "Sau bước 7",
               bool(facts.secretaries) and not facts.outside,
               address("setup_invitations") if facts.secretaries else "")  # fmt: skip


@dataclass(frozen=True)
class BlocFacts:
    """Of one bloc: how many units, how many with a leader, the newest year and whether it has a head, how many
    secretaries, how many people who cannot log in yet."""

    units: int = 0
    led: int = 0
    year: int | None = None
    head: bool = False
    secretaries: int = 0
    outside: int = 0

    @classmethod
    def of(cls, bloc: Bloc) -> "BlocFacts":
        leaders = Post.objects.filter(in_force(), unit__bloc=bloc, is_leader=True, user__is_active=True)
        year = bloc.years.order_by("-year").first()
        return cls(
            units=bloc.units.count(),
            led=leaders.values("unit").distinct().count(),
            year=year.year if year else None,
            head=bool(year) and Seat.objects.filter(emulation_year=year, role=Seat.Role.HEAD).exists(),
            secretaries=bloc.secretariat_seats.filter(in_force(), user__is_active=True).count(),
            outside=sum(not person.has_usable_password() for person in people_to_invite(bloc)),
        )


def people_to_invite(bloc: Bloc) -> list[User]:
    """Whoever is to log in for this bloc: secretariat, units, and the city's office, in the order of their names."""
    of_bloc = User.objects.of_bloc(bloc).filter(is_active=True)
    office = User.objects.filter(is_active=True, board_seats__in=BoardSeat.objects.filter(in_force()))
    runs = User.objects.filter(is_active=True, operator_seats__in=OperatorSeat.objects.filter(in_force()))
    keys = {pk for people in (of_bloc, office, runs) for pk in people.values_list("pk", flat=True)}
    return list(User.objects.filter(pk__in=keys).order_by("sort_key", "pk"))


def bloc_to_set_up() -> Bloc | None:
    """The newest bloc whose set-up is not finished, else the newest of all."""
    blocs = list(Bloc.objects.order_by("-pk")[:40])
    return next((bloc for bloc in blocs if not is_set_up(bloc)), blocs[0] if blocs else None)


def is_set_up(bloc: Bloc) -> bool:
    """Whether its first year can run."""
    facts = BlocFacts.of(bloc)
    return facts.units >= 2 and facts.led == facts.units and facts.head and facts.secretaries > 0


def next_step(bloc: Bloc | None) -> Step | None:
    """The first step that is not done and can be opened."""
    return next((step for step in steps_of(bloc) if not step.done and step.address), None)
