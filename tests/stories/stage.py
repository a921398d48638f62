"""What the chapters of a story share: the moment they play at, and the people who have logged in."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    code = sample_code(User.objects.get(username=person.username))
    return {"Mật khẩu": SAMPLE_PASSWORD, "Mã OTP": code}
