"""The signing of a pledge end to end over HTTP: the first and the ninth of nine, nine at once, a tenth person's page.

Against what nine signatures and nine password checks cost where nothing stands around them. The wall clock is asked in
one row only, the tenth person's wait: as a ratio of the same page on the same machine a moment before.
"""

import datetime
import tempfile
import threading
import time
from decimal import Decimal
from functools import partial
from pathlib import Path

from django.urls import reverse

from bench import databases, signatures
from bench.server import Server, Visitor, serving
from bench.table import Table
from bench.timing import cpu_of
from libraries.pades.keys import KeyStore
from pledges.models import Pledge
from units.models import EmulationYear, Unit

NAME = "khoithidua_bench_signing"
QUIET, SIGNERS = 40, 9


def run(table: Table, *, city: bool) -> None:
    databases.create(NAME, databases.sample())
    try:
        with databases.standing_in(NAME):
            one_by_one, together, later = pledges_to_sign()
            rival = as_shipped_with_passwords()
            with serving(NAME) as server:
                ninth = one_after_another(server, one_by_one)[-1]
                all_at_once(table, server, together, rival)
                # Only now: at the first presses each web process loads what signing needs.
                first = one_after_another(server, later, count=1)[0]
                detail = f"{first * 1000:.0f} → {ninth * 1000:.0f} ms CPU of server and PostgreSQL"
                table.add("signing.post-9th/1st", ninth / first, detail)
    finally:
        databases.drop(NAME)
    gate(table, SIGNERS, "signing.gate-9th/1st")
    if city:
        gate(table, 35, "signing.gate-35th/1st")


def pledges_to_sign() -> list[Pledge]:
    """Three pledges of years to come, open, with every unit's leader still to sign: made through the verbs of the pages."""
    from drafting import workflow as drafting
    from khoithidua.sample import texts
    from khoithidua.sample.play import Play
    from libraries.web import clock
    from pledges import workflow as pledges
    from units import workflow as units

    play = Play(tell=lambda line: None)
    lan, bloc = play.person("lan"), play.unit("hoa-tieu-kv2").bloc
    newest = bloc.years.latest("year")
    later = clock.now() + datetime.timedelta(days=9)
    found = []
    for number in range(newest.year + 1, newest.year + 4):
        year = units.add_year(bloc, by=lan, year=number, copied=newest)
        pledge = pledges.create_pledge(year, by=lan, title=f"Giao ước {number}", tree=[texts.PLEDGE[0]])
        asked = drafting.open_consultation(pledge.text, by=lan, closes_at=later)
        drafting.close_consultation(asked, by=lan, reason="Đã họp.")
        drafting.settle(pledge.text, by=lan)
        for unit in members(year):
            rows = [pledges.TargetRow("Sản lượng", "tấn", Decimal(5))]
            pledges.save_targets(pledge, unit, by=play.leader_of(unit.slug), rows=rows)
        found.append(pledges.open_signing(pledge, by=lan, sign_by=later, place="Hải Phòng"))
    return found


def members(year: EmulationYear) -> list[Unit]:
    return list(Unit.objects.filter(seats__emulation_year=year).order_by("seats__display_order"))


def as_shipped_with_passwords() -> float:
    """CPU of nine visible signatures by pyHanko as shipped and nine password checks: what any way has to pay."""
    from units.models import User
    from units.sample import SAMPLE_PASSWORD

    user = User.objects.get(username="hoa")
    with tempfile.TemporaryDirectory() as folder:
        keys = KeyStore(Path(folder) / "keys", signatures.PASSPHRASE)
        head = signatures.sealed(keys)
        signatures.ours(head, keys)
        signed = min(cpu_of(lambda: signatures.raw(head, keys)) for _ in range(3))
    return signed + SIGNERS * min(cpu_of(lambda: user.check_password(SAMPLE_PASSWORD)) for _ in range(3))


class Signer:
    """A leader up to the page on which the password is asked; `sign` is the POST that counts."""

    def __init__(self, server: Server, pledge: Pledge, unit: Unit):
        from khoithidua.sample.play import Play

        self.user, self.pledge = Play(tell=lambda line: None).leader_of(unit.slug), pledge
        self.visitor = Visitor(server, self.user)
        page = self.visitor.ask("GET", reverse("signatures:sign_read", args=[pledge.signing_id]))
        self.page = self.visitor.send(page, 'name="unit"')
        self.waited, self.code = 0.0, ""

    def look_at_the_app(self) -> "Signer":
        """Read the code: here and not in a thread, whose connection leads to another database."""
        from units.codes import sample_code

        self.code = sample_code(self.user) or ""
        return self

    def sign(self) -> None:
        from units.sample import SAMPLE_PASSWORD

        started = time.monotonic()
        answer = self.visitor.send(self.page, 'type="password"', password=SAMPLE_PASSWORD, code=self.code)
        self.waited = time.monotonic() - started
        if answer.status != 200:
            raise RuntimeError(f"{self.user.username}: {answer.status} at {self.visitor.path}")


def forget_used_codes() -> None:
    """A code serves once in 30 seconds; the bench signs faster than people do."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)


def until_signed(pledge: Pledge, count: int) -> None:
    """Whoever does the work, and when: it is done when the signatures stand in the database."""
    ends = time.monotonic() + 180
    while pledge.signatures.count() < count:
        if time.monotonic() > ends:
            raise TimeoutError(f"{pledge.signatures.count()} of {count} signatures")
        time.sleep(0.05)


def one_after_another(server: Server, pledge: Pledge, count: int = SIGNERS) -> list[float]:
    """CPU seconds of each signature, from the press until it stands in the database."""
    forget_used_codes()
    spent = []
    for number, unit in enumerate(members(pledge.emulation_year)[:count], 1):
        signer = Signer(server, pledge, unit)
        before = server.cpu()
        signer.look_at_the_app().sign()
        until_signed(pledge, number)
        spent.append(server.cpu() - before)
    return spent


def all_at_once(table: Table, server: Server, pledge: Pledge, rival: float) -> None:
    forget_used_codes()
    signers = [Signer(server, pledge, unit) for unit in members(pledge.emulation_year)]
    stranger = Visitor(server)
    quiet = sorted(timed(stranger) for _ in range(QUIET))[-1]
    before, waits, done = server.cpu(), [], threading.Event()

    def look_around() -> None:
        while not done.is_set():
            waits.append(timed(stranger))

    tenth = threading.Thread(target=look_around)
    hands = [threading.Thread(target=signer.look_at_the_app().sign) for signer in signers]
    for hand in [tenth, *hands]:
        hand.start()
    for hand in hands:
        hand.join()
    until_signed(pledge, len(signers))
    done.set()
    tenth.join()
    spent, last = server.cpu() - before, max(signer.waited for signer in signers)
    looked = sum(waits)
    detail = f"{spent:.1f} s CPU with {len(waits)} other pages; rival {rival:.1f} s; last answer after {last:.1f} s"
    table.add("signing.nine-at-once/as-shipped", spent / rival, detail)
    table.add(
        "signing.other-page/quiet", max(waits) / quiet,
        f"worst of {len(waits)}: {max(waits):.2f} s, quiet {quiet:.3f} s; in all {looked:.1f} s",
    )  # fmt: skip


def timed(visitor: Visitor) -> float:
    started = time.monotonic()
    visitor.ask("GET", "/dang-nhap/")
    return time.monotonic() - started


def gate(table: Table, count: int, row: str) -> None:
    """Examining a file with `count` signatures, the newest of which is new, against one with a single signature."""
    from libraries.pades import sign, stamp_html, stamp_lines
    from libraries.pades.verification import ExpectedSignature, check_signatures
    from libraries.printing.pdf import render_html
    from libraries.web import clock

    with tempfile.TemporaryDirectory() as folder:
        keys = KeyStore(Path(folder) / "keys", signatures.PASSPHRASE)
        names = [f"unit-{number}" for number in range(1, count + 1)]
        head, expected, costs = signatures.sealed(keys, names), [], []
        for name in names:
            at, who = clock.now(), signatures.signer(name)
            stamp = render_html(stamp_html(stamp_lines(who, at), 48, 22))
            result = sign(head, field=name, signer=who, reason="Đồng ý", at=at, stamp_pdf=stamp, keys=keys)
            expected.append(ExpectedSignature(name, result.certificate_sha256, who.full_name, who.unit, "L1", at))
            if name in (names[0], names[-1]):
                # As `signatures.embedding` asks: a kept file with signatures has passed before.
                gate = partial(check_signatures, previous=head, passed=len(expected) > 1, keys=keys)
                costs.append(min(cpu_of(partial(gate, result.pdf, expected)) for _ in range(3)))
            head = result.pdf
    table.add(row, costs[-1] / costs[0], f"{costs[0] * 1000:.0f} → {costs[-1] * 1000:.0f} ms CPU")
