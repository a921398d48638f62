"""What the chapters of a story share: the moment they play at, and the people who have logged in."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from khoithidua.sample.people import LEADERS
from khoithidua.sample.play import moment
from libraries.web import clock
from tests.stories.person import Person
from units.codes import sample_code
from units.models import User
from units.sample import SAMPLE_PASSWORD

MEMBERS = list(LEADERS)


@contextmanager
def on(text: str) -> Iterator[None]:
    """`with on("2020-07-02 08:00"):` plays at that moment in Hải Phòng."""
    with clock.travel(moment(text)):
        yield


class Cast(dict):
    """`cast["lan"]` is lan at her computer, logged in when she is first needed."""

    def __missing__(self, username: str) -> Person:
        self[username] = Person(username)
        return self[username]

    def leader_of(self, slug: str) -> Person:
        return self[LEADERS[slug][1]]


def short_name(slug: str) -> str:
    return LEADERS[slug][0]


def proof_of(person: Person) -> dict[str, str]:
    """What somebody types who proves who they are: the password, and the six digits on their phone."""
    user = User.objects.get(username=person.username)
    code = sample_code(user) or code_of(user)
    return {"Mật khẩu": SAMPLE_PASSWORD, "Mã OTP": code}


def code_of(user: User) -> str:
    """What the app shows of somebody who set it up through the pages; the next one where this one is spent."""
    device = TOTPDevice.objects.get(user=user, confirmed=True)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    if totp.t() <= device.last_t:
        totp.drift += 1
    return f"{totp.token():06d}"
