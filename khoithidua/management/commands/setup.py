"""manage.py setup --file city.toml: the first city, board, blocs, units, people and year of a real installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from khoithidua.embedded_server import StartsDatabase
from khoithidua.setup import verbs
from khoithidua.setup.people import account, wanted
from khoithidua.setup_file import City, FileRefused, NewBloc, read_city
from libraries.web import clock
from records.transitions import NotAllowedNow
from units import models, outgoing, workflow
from units.models import Bloc, Seat, User
from units.workflow import founding


class Command(StartsDatabase):
    help = "Thiết lập hệ thống mới từ một tệp: thành phố, khối, đơn vị, cán bộ, năm thi đua đầu tiên."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, required=True, help="Tệp TOML; mẫu: deploy/city.example.toml")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if settings.SAMPLE_MODE:
            raise CommandError("Đây là bản dùng thử (KHOITHIDUA_SAMPLE=1). Lệnh này dành cho hệ thống thật.")
        try:
            city = read_city(file, clock.today())
            people = set_up(city)
        except FileRefused as refused:
            raise CommandError("Chưa lưu gì. Sửa tệp rồi chạy lại:\n- " + "\n- ".join(refused.sentences)) from None
        except NotAllowedNow as refused:
            raise CommandError(f"Chưa lưu gì. {refused.message}") from None
        self.stdout.write(f"Đã thiết lập {city.names['name']}: {len(city.blocs)} khối, {len(people)} người.")
        self.let_in([person for person in people if person.username in first_to_come(city)])

    def let_in(self, people: list[User]) -> None:
        """Board and secretariats: by mail, and only without mail by letters that whoever runs this hands over."""
        if outgoing.can_send():
            for person in people:
                if person.email and not person.has_usable_password():
                    invitation = workflow.send_invitation(person, by=None)
                    self.stdout.write(f"  Đã gửi thư mời cho {person.full_name}: {invitation.address}")
                elif not person.email:
                    self.stdout.write(f"  {person.full_name}: chưa có địa chỉ thư điện tử nên chưa gửi được thư mời.")
            self.stdout.write("\nNhững người còn lại: Tổ thư ký gửi thư mời ở trang của từng cán bộ.")
            return
        self.stdout.write(
            "Hệ thống chưa kết nối dịch vụ thư điện tử. In từng thư mời dưới đây, giao tận tay trong phong bì dán kín; "
            "đường dẫn dùng một lần, trong 7 ngày:\n"
        )
        for person in people:
            letter = workflow.print_invitation(person, by=None)
            self.stdout.write(f"  {person.full_name} ({person.username}): {letter.link}")
        self.stdout.write("\nNhững người còn lại: người quản trị hệ thống in thư mời ở trang của từng cán bộ.")


def first_to_come(city: City) -> set[str]:
    """Board and secretariats: they let the others in."""
    chosen = [*city.operators, *city.board, *(person for bloc in city.blocs for person in bloc.secretariat)]
    return {person.username for person in chosen}


@transaction.atomic
def set_up(city: City) -> list[User]:
    """Writes all of it or nothing; the people. Blocs may be added later by another file. Raises FileRefused."""
    refuse_what_is_there(city)
    if not models.City.objects.exists():
        verbs.name_city(city.names, by=None, valid_from=city.since)
    for person in city.operators:
        user = account(wanted(vars(person)), by=None)
        if not user.operator_seats.exists():
            workflow.seat_operator(by=None, person=user, title=person.title, valid_from=city.since)
    verbs.seat_board(
        [vars(person) | {"can_decide": person.decides} for person in city.board], by=None, since=city.since
    )
    for given in city.blocs:
        found_bloc(city, given)
    return list(User.objects.filter(username__in={person.username for _, person in city.people()}).order_by("pk"))


def found_bloc(city: City, given: NewBloc) -> None:
    """The bloc with its units, their people, its first year and its secretariat: the steps of the set-up pages."""
    bloc = founding.create_bloc(
        by=None, kind=given.kind, name=given.name, short_name=given.short_name, field=given.field,
        contact=given.contact,
    )  # fmt: skip
    units = [{"name": one.name, "short_name": one.short_name, "kind": one.kind} for one in given.units]
    verbs.add_units(bloc, units, by=None, since=city.since)
    people = [
        vars(person) | {"unit": one.slug, "is_leader": person.leads} for one in given.units for person in one.people
    ]
    verbs.add_people(bloc, people, by=None, since=city.since)
    verbs.begin_bloc(
        bloc, by=None, year=given.year, theme=given.theme, since=city.since,
        head=next(one.slug for one in given.units if one.role == Seat.Role.HEAD),
        deputies=[one.slug for one in given.units if one.role == Seat.Role.DEPUTY],
        secretariat=[vars(person) for person in given.secretariat],
    )  # fmt: skip


def refuse_what_is_there(city: City) -> None:
    known = dict(Bloc.objects.filter(slug__in=[bloc.slug for bloc in city.blocs]).values_list("slug", "name"))
    sentences = [f"Khối “{name}” đã có trên hệ thống. Bỏ khối này khỏi tệp." for name in known.values()]
    for place, person in city.people():
        other = User.objects.filter(username=person.username).exclude(full_name=person.full_name).first()
        if other is not None:
            sentences.append(
                f"{place}: tên đăng nhập {person.username} đã là của {other.full_name}. Ghi ten_dang_nhap khác."
            )
    if sentences:
        raise FileRefused(sentences)
