"""Where the sample world keeps what the tests open."""

from awards.models import Certificate, Nomination
from conferences.models import Conference
from drafting.models import Comment, Consultation
from khoithidua.sample.people import LEADERS
from pledges.models import Pledge
from regulations.models import Regulation
from units.models import User


def draft() -> Regulation:
    return Regulation.objects.filter(document=None).get()


def consultation() -> Consultation:
    """The round that runs."""
    return Consultation.objects.filter(on_version__text=draft().text).get()


def comment() -> Comment:
    """One that waits for its answer."""
    return consultation().comments.sent().exclude(body="").filter(answer=None).order_by("pk").first()


def pledge() -> Pledge:
    """Signed by six of nine."""
    return Pledge.objects.filter(in_force_at=None).get()


def conference() -> Conference:
    """The one to come."""
    return Conference.objects.order_by("-starts_at").first()


def nomination() -> Nomination:
    """Before the board."""
    return Nomination.objects.filter(state=Nomination.State.SUBMITTED).order_by("pk").first()


def certificate() -> Certificate:
    """One that holds."""
    return Certificate.objects.filter(state=Certificate.State.VALID).order_by("pk").first()


def leader_of(slug: str) -> User:
    return User.objects.get(username=LEADERS[slug][1])
