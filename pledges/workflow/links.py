"""Links in messages: each opens the sealed text for one person of one unit."""

import hashlib
import secrets

from django.urls import reverse

from libraries.web import clock
from libraries.web.letters import Letter
from notices.models import Notice
from notices.outbox import notify
from pledges.models import Pledge, SigningLink
from pledges.worklist import about_signing
from units.models import Bloc, Unit, User


def invite(
    pledge: Pledge, unit: Unit, user: User, letter: Letter, *, hold_seconds: int = 0, key: str = ""
) -> list[Notice]:
    """One notice and mail to one person, with an address that opens the sealed text for them."""
    if key and (had := Notice.objects.filter(user=user, key=key)):
        return list(had)
    token = secrets.token_urlsafe(32)
    SigningLink.objects.create(
        pledge=pledge,
        document=pledge.sealed_document,
        user=user,
        unit=unit,
        token_hash=hash_of_token(token),
        created_at=clock.now(),
        expires_at=pledge.sealed.sign_by,
    )
    return notify(
        [user],
        letter,
        url=reverse("pledges:sign_link", args=[token]),
        bloc=pledge.bloc,
        hold_seconds=hold_seconds,
        key=key,
        about=about_signing(pledge),
    )


def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def bloc_of_link(token: str) -> Bloc | None:
    """Whose pledge the link led to, also when it leads there no more: its foot names whom to call."""
    links = SigningLink.objects.select_related("pledge__emulation_year__bloc")
    link = links.filter(token_hash=hash_of_token(token)).first()
    return link.pledge.bloc if link else None


def link_of(token: str) -> SigningLink | None:
    """The link, if it still leads to the text: not revoked, its person still speaks for the unit, not expired.

    After signing it stays readable beyond its end.
    """
    links = SigningLink.objects.select_related("user", "unit", "pledge__emulation_year__bloc", "pledge__document")
    link = links.filter(token_hash=hash_of_token(token), revoked_at=None).first()
    if link is None or not link.user.is_active or link.document_id != link.pledge.document_id:
        return None
    if link.unit_id not in link.user.roles().can_sign_for:
        return None
    if link.expires_at <= clock.now() and not link.pledge.signatures.filter(unit=link.unit).exists():
        return None
    return link
