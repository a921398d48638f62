"""A running installation of its own, on a copy of the sample, and people who sign."""

import datetime
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django_otp.plugins.otp_totp.models import TOTPDevice

from bench import databases
from bench.server import Server, Visitor, serving
from bench.signing import members
from drafting import workflow as drafting
from khoithidua.sample import texts
from khoithidua.sample.play import Play
from libraries.web import clock
from pledges import workflow as pledges
from pledges.models import Pledge
from units import workflow as units
from units.models import Post, Unit, User

NAME = "khoithidua_security"


@contextmanager
def installation(blocs_years: int = 0) -> Iterator[tuple[Server, list[tuple[Pledge, Unit, User]]]]:
    """The server, and (pledge, unit, who signs) of so many pledges that are open for signing."""
    databases.create(NAME, databases.sample())
    try:
        with databases.standing_in(NAME):
            signers = open_pledges(blocs_years) if blocs_years else []
            with serving(NAME) as server:
                yield server, signers
    finally:
        databases.drop(NAME)


def open_pledges(count: int) -> list[tuple[Pledge, Unit, User]]:
    """Pledges of `count` years to come; each unit of each is signed for by a person of its own."""
    play = Play(tell=lambda line: None)
    lan, bloc = play.person("lan"), play.unit("hoa-tieu-kv2").bloc
    newest = bloc.years.latest("year")
    later = clock.now() + datetime.timedelta(days=9)
    signers: list[tuple[Pledge, Unit, User]] = []
    for number in range(newest.year + 1, newest.year + 1 + count):
        year = units.add_year(bloc, by=lan, year=number, copied=newest)
        pledge = pledges.create_pledge(year, by=lan, title=f"Giao ước {number}", tree=[texts.PLEDGE[0]])
        asked = drafting.open_consultation(pledge.text, by=lan, closes_at=later)
        drafting.close_consultation(asked, by=lan, reason="Đã họp.")
        drafting.settle(pledge.text, by=lan)
        parties = members(year)
        for unit in parties:
            rows = [pledges.TargetRow("Sản lượng", "tấn", Decimal(5))]
            pledges.save_targets(pledge, unit, by=play.leader_of(unit.slug), rows=rows)
        opened = pledges.open_signing(pledge, by=lan, sign_by=later, place="Hải Phòng")
        signers += [(opened, unit, deputy(play, unit, number)) for unit in parties]
    return signers


def deputy(play: Play, unit: Unit, number: int) -> User:
    """Somebody who may sign for the unit, with a device of their own; the sample's password."""
    leader = play.leader_of(unit.slug)
    user = User.objects.create(
        username=f"{unit.slug[:20]}-{number}",
        full_name=f"{leader.full_name} {number}",
        password=leader.password,
        is_sample=True,
        email=f"{unit.slug[:20]}-{number}@example.invalid",
    )
    Post.objects.create(user=user, unit=unit, title="Phó Giám đốc", valid_from=clock.today())
    units.grant_authority(
        unit,
        by=leader,
        holder=user,
        title="Phó Giám đốc",
        capacity="KT.",
        reference="Giấy ủy quyền số 1",
        valid_from=clock.today(),
        last_day=clock.today() + datetime.timedelta(days=30),
    )
    TOTPDevice.objects.create(user=user, name="Ứng dụng lấy mã OTP", confirmed=True)
    return user


class Watcher:
    """Somebody who reads the home page all the time; `waits` are the seconds of each answer."""

    def __init__(self, server: Server, username: str = "nam") -> None:
        self.visitor = Visitor(server, User.objects.get(username=username))
        self.waits: list[float] = []
        self.wrong = 0

    def look(self) -> None:
        begun = time.monotonic()
        try:
            status = self.visitor.ask("GET", "/").status
        except OSError:
            status = 0
        self.waits.append(time.monotonic() - begun)
        self.wrong += status != 200

    def look_until(self, done: threading.Event) -> None:
        while not done.is_set():
            self.look()
            time.sleep(0.05)


def percentile(waits: list[float], share: float) -> float:
    ordered = sorted(waits)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
