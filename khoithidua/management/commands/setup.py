"""manage.py setup --file city.toml: the first city, board, blocs, units, people and year of a real installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from khoithidua.embedded_server import StartsDatabase
from khoithidua.setup.from_file import set_up
from khoithidua.setup_file import FileRefused, read_city
from libraries.web import clock
from records.transitions import NotAllowedNow
from units import outgoing, workflow
from units.models import City, User


class Command(StartsDatabase):
    help = "Thiết lập hệ thống mới từ một tệp: thành phố, khối, đơn vị, cán bộ, năm thi đua đầu tiên."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, required=True, help="Tệp TOML; mẫu: deploy/city.example.toml")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if settings.SAMPLE_MODE:
            raise CommandError("Đây là bản dùng thử (KHOITHIDUA_SAMPLE=1). Lệnh này dành cho hệ thống thật.")
        try:
            city = read_city(file, clock.today(), begun=City.objects.exists())
            people, first = set_up(city)
        except FileRefused as refused:
            raise CommandError("Chưa lưu gì. Sửa tệp rồi chạy lại:\n- " + "\n- ".join(refused.sentences)) from None
        except NotAllowedNow as refused:
            raise CommandError(f"Chưa lưu gì. {refused.message}") from None
        name = City.objects.on(city.since).name
        self.stdout.write(f"Đã thiết lập {name}: {len(city.blocs)} khối, {len(people)} người.")
        self.let_in([person for person in people if person.username in first])

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
