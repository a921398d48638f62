"""Where the sample world keeps what the tests open."""

from awards.models import Certificate, Decision, Nomination
from conferences.models import Conference
from drafting.models import Comment, Consultation
from khoithidua.sample.people import LEADERS, MEMBERS
from pledges.models import Pledge
from records.models import Document
from regulations.models import Regulation
from units.models import User


def regulation() -> Regulation:
    return Regulation.objects.exclude(document=None).get()


def draft() -> Regulation:
    return Regulation.objects.filter(document=None).get()


def consultation() -> Consultation:
    """The round that runs."""
    return Consultation.objects.filter(on_version__text=draft().text).get()


def ended_consultation() -> Consultation:
    return Consultation.objects.filter(on_version__text=regulation().text).get()


def comment() -> Comment:
    """One that waits for its answer."""
    return consultation().comments.sent().exclude(body="").filter(answer=None).order_by("pk").first()


def pledge() -> Pledge:
    """Signed by six of nine."""
    return Pledge.objects.filter(in_force_at=None).get()


def pledge_in_force() -> Pledge:
    return Pledge.objects.exclude(in_force_at=None).get()


def conference() -> Conference:
    """The one to come."""
    return Conference.objects.order_by("-starts_at").first()


def past_conference() -> Conference:
    return Conference.objects.order_by("starts_at").first()


def nomination() -> Nomination:
    """Before the board."""
    return Nomination.objects.filter(state=Nomination.State.SUBMITTED).order_by("pk").first()


def decision() -> Decision:
    return Decision.objects.get()


def certificate() -> Certificate:
    """One that holds."""
    return Certificate.objects.filter(state=Certificate.State.VALID).order_by("pk").first()


def replaced() -> Document:
    return Document.objects.filter(kind="certificate", end__kind="replaced").get()


def leader_of(slug: str) -> User:
    return User.objects.get(username=LEADERS[slug][1])


def absentees() -> list[str]:
    """Logins of those who have not signed yet, when the world begins."""
    return [LEADERS[slug][1] for slug in MEMBERS[6:]]
