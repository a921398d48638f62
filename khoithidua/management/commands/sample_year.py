"""manage.py sample_year: an empty database gets the sample people, the year 2020 and the year under way."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from khoithidua.embedded_server import StartsDatabase
from khoithidua.sample.people import load_people
from khoithidua.sample.play import Play
from khoithidua.sample.present import play_present
from khoithidua.sample.year2020 import play_year
from notices.delivery import deliver_due
from units.models import Bloc


class Command(StartsDatabase):
    help = "Nạp năm mẫu khi cơ sở dữ liệu còn trống (chỉ ở chế độ mẫu)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAMPLE_MODE:
            raise CommandError("Chỉ nạp năm mẫu khi KHOITHIDUA_SAMPLE=1.")
        if Bloc.objects.exists():
            return
        self.stdout.write("Cơ sở dữ liệu còn trống: nạp năm mẫu 2020 (khoảng nửa phút, chỉ một lần) …")
        play = Play(tell=lambda line: self.stdout.write(line) if options["verbosity"] > 1 else None)
        load_people()
        play_year(play)
        play_present(play)
        deliver_due()
