"""manage.py sample_logins: the invented people one may log in as, and what each may do."""

from typing import Any

from django.conf import settings

from khoithidua.embedded_server import StartsDatabase
from units.sample import SAMPLE_PASSWORD
from units.sample_logins import sample_logins


class Command(StartsDatabase):
    help = "In các tài khoản mẫu (chỉ ở chế độ mẫu)."

    def handle(self, *args: Any, **options: Any) -> None:
        logins = sample_logins()
        if not logins:
            return
        self.stdout.write(f"\nTài khoản mẫu, mật khẩu chung: {SAMPLE_PASSWORD}")
        self.stdout.write(f"Mã OTP và thư của từng tài khoản: {settings.PUBLIC_ADDRESS}/hop-thu-mau/\n\n")
        for login in logins:
            for place, (who, may) in enumerate(login.roles):
                name = f"{login.user.username:<12}{login.user.full_name:<24}" if place == 0 else " " * 36
                self.stdout.write(f"  {name}{who}: {may}")
