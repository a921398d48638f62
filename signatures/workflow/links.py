"""Links in messages: each opens the paper for one person at one place."""

from libraries.web import clock
from signatures.models import SigningLink
from signatures.notifying import hash_of_token
from signatures.queries import is_for
from units.models import Bloc


def bloc_of_link(token: str) -> Bloc | None:
    """Whose paper the link led to, also when it leads there no more: its foot names whom to call."""
    links = SigningLink.objects.select_related("request__emulation_year__bloc")
    link = links.filter(token_hash=hash_of_token(token)).first()
    return link.request.bloc if link else None


def link_of(token: str) -> SigningLink | None:
    """The link, if it still leads to the paper: not revoked, its person can still sign there, not expired.

    After signing it stays readable beyond its end.
    """
    links = SigningLink.objects.select_related(
        "user", "party__unit", "party__person", "request__emulation_year__bloc", "request__document"
    )
    link = links.filter(token_hash=hash_of_token(token), revoked_at=None).first()
    if link is None or not is_live(link):
        return None
    if link.expires_at <= clock.now() and not link.request.signatures.filter(party=link.party).exists():
        return None
    return link


def is_live(link: SigningLink) -> bool:
    """Its paper is still before the signers or signed, and its person can still be the one who signs there."""
    if link.revoked_at is not None or not link.user.is_active or link.request.state in link.request.ENDED:
        return False
    return link.party.released_at is None and is_for(link.party, link.user)
