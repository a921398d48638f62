"""Two hundred leaders sign at once, each form posted twice: signed in a minute, no page waits, none lost or doubled."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from bench.server import Server, Visitor, form_of
from khoithidua.database import PROJECT_FOLDER
from pledges.models import Pledge
from pledges.queries import party_of
from security_checks.goals import Goals
from security_checks.installation import Watcher, installation, percentile
from signatures import workflow as signing
from signatures.models import AcceptedSignature, Signature
from units.models import Unit, User
from units.sample import SAMPLE_PASSWORD

PLEDGES, HANDS = 23, 50
SECONDS, HOME_P99 = 60, 1.0


class Signer:
    """One person before the page that asks for password and code."""

    def __init__(self, server: Server, pledge: Pledge, unit: Unit, user: User) -> None:
        intent = signing.start_signing(party_of(pledge, unit), by=user)
        self.visitor = Visitor(server, user)
        self.device = TOTPDevice.objects.get(user=user)
        self.confirm = reverse("signatures:sign_confirm", args=[intent.pk])
        self.done = False

    def sign(self) -> None:
        """Until the page says that it is signed; each time the form is posted twice at once."""
        ends = time.monotonic() + 180
        while not self.done and time.monotonic() < ends:
            try:
                page = self.visitor.ask("GET", self.confirm)
                if self._is_signed(page.text):
                    return
                _, fields = form_of(page.text, 'type="password"')
                body = urlencode({**fields, "password": SAMPLE_PASSWORD, "code": self._code()})
                twice = [threading.Thread(target=self._post, args=(body,)) for _ in range(2)]
                for hand in twice:
                    hand.start()
                for hand in twice:
                    hand.join()
            except (OSError, LookupError):
                time.sleep(0.5)
            if not self.done:
                time.sleep(0.5)

    def _post(self, body: str) -> None:
        cookie = "; ".join(f"{name}={value}" for name, value in self.visitor.cookies.items())
        try:
            answer = self.visitor.server.ask("POST", self.confirm, body, cookie)
        except OSError:
            return
        if answer.status in (302, 303) and answer.location.endswith("/xong/"):
            self.done = True

    def _is_signed(self, text: str) -> bool:
        self.done = "Đã nhận chữ ký" in text or "Đã ký thành công" in text
        return self.done

    def _code(self) -> str:
        totp = TOTP(self.device.bin_key, self.device.step, self.device.t0, self.device.digits, self.device.drift)
        totp.time = time.time()
        return f"{totp.token():0{self.device.digits}d}"


def run(goals: Goals, *, kills: int) -> None:
    with installation(PLEDGES) as (server, rows):
        signers = [Signer(server, *row) for row in rows]
        watcher, done = Watcher(server), threading.Event()
        for _ in range(20):
            watcher.look()
        watcher.waits.clear()
        looking = threading.Thread(target=watcher.look_until, args=(done,))
        looking.start()
        begun = time.monotonic()
        with ThreadPoolExecutor(HANDS) as hands:
            list(hands.map(Signer.sign, signers))
        accepted = time.monotonic() - begun
        wanted = [pledge.pk for pledge, _, _ in rows]
        signed = Signature.objects.filter(request__pledge__in=set(wanted))
        while signed.count() < len(signers) and time.monotonic() - begun < 300:
            time.sleep(0.2)
        took = time.monotonic() - begun
        done.set()
        looking.join()
        print(f"{len(signers)} signers, {PLEDGES} pledges: accepted in {accepted:.1f} s, in the files in {took:.1f} s")
        goals.most("signing.seconds", took, SECONDS)
        goals.most("signing.home-p99", percentile(watcher.waits, 0.99), HOME_P99)
        goals.equals("signing.signed", signed.count(), len(signers))
        goals.equals(
            "signing.lost",
            AcceptedSignature.objects.filter(request__pledge__in=set(wanted)).count() - signed.count(),
            0,
        )
        goals.equals("signing.doubled", signed.count() - signed.values("party").distinct().count(), 0)
        in_force = Pledge.objects.filter(pk__in=set(wanted), state="in_force").count()
        goals.equals("signing.in-force", in_force, PLEDGES)
    command = [sys.executable, "-m", "pytest", "-q", "tests/signatures/test_races.py", "-k", "control"]
    goals.control("signing.lock", subprocess.run(command, cwd=PROJECT_FOLDER, check=False).returncode == 0)
