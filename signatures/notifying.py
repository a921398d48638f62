"""Who is told of a paper to be signed: invited when it is their turn, told what became of it."""

import datetime
import hashlib
import secrets

from django.urls import reverse

from libraries.web import clock
from libraries.web.letters import Letter
from notices.models import Notice
from notices.outbox import end_requests, notify
from signatures import letters
from signatures.kinds import kind_of
from signatures.models import Party, Signature, SigningLink, SigningRequest
from signatures.queries import in_turn, signers_of
from units import audience
from units.models import User, UserQuerySet


def about_signing(request: SigningRequest) -> str:
    """The name that the signing's items and notices share."""
    return f"signatures.sign:{request.pk}"


def about_collecting(request: SigningRequest) -> str:
    """The name that the items and notices of whoever collects the signatures share."""
    return f"signatures.collect:{request.pk}"


def about_numbering(request: SigningRequest) -> str:
    """The name that the items and notices of whoever takes the number share."""
    return f"signatures.number:{request.pk}"


def about_mending(request: SigningRequest) -> str:
    """The name of what was returned: it waits for whoever put it before the signers."""
    return f"signatures.mend:{request.pk}"


def about_declines(request: SigningRequest, party: Party | None = None) -> str:
    """The name of what was asked to be changed; the notices of it name the party too."""
    return f"signatures.decline:{request.pk}" + (f":{party.pk}" if party else "")


def collectors(request: SigningRequest) -> UserQuerySet:
    """Who collects the signatures: the secretariat, and whoever put the paper before the signers."""
    return audience.secretariat(request.bloc) | User.objects.filter(pk=request.opened_by_id, is_active=True)


def waited_for(request: SigningRequest) -> UserQuerySet:
    """Everybody who could sign now."""
    found = User.objects.none()
    for party in in_turn(request):
        found = found | signers_of(party)
    return found


def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invite(party: Party, user: User, letter: Letter, *, hold_seconds: int = 0, key: str = "") -> list[Notice]:
    """One notice and mail to one person, with an address that opens the paper for them."""
    if key and (had := Notice.objects.filter(user=user, key=key)):
        return list(had)
    request, token = party.request, secrets.token_urlsafe(32)
    SigningLink.objects.create(
        request=request,
        party=party,
        user=user,
        token_hash=hash_of_token(token),
        created_at=clock.now(),
        expires_at=request.sign_by,
    )
    return notify(
        [user],
        letter,
        url=reverse("signatures:sign_link", args=[token]),
        bloc=request.bloc,
        hold_seconds=hold_seconds,
        key=key,
        about=about_signing(request),
    )


def ask_whose_turn_it_is(request: SigningRequest) -> int:
    """Invite whoever can sign now and was not invited yet: at the opening, at each turn, on taking office.

    Returns how many were invited.
    """
    if request.is_late:
        return 0
    invited = set(SigningLink.objects.filter(request=request, revoked_at=None).values_list("party", "user"))
    count = 0
    for party in in_turn(request):
        letter = letters.invitation(paper=request.title, signs_for=party.signs_for, sign_by=request.sign_by)
        for user in signers_of(party):
            if (party.pk, user.pk) not in invited:
                invite(party, user, letter)
                count += 1
    return count


def end_asking(request: SigningRequest, party: Party) -> None:
    """This one has signed: nobody is asked for it any more, others still are."""
    end_requests(about_signing(request), still_asked=waited_for(request))
    end_requests(about_declines(request, party))


def end_all_asking(request: SigningRequest) -> None:
    """The request is over."""
    names = about_signing(request), about_collecting(request), about_declines(request), about_numbering(request)
    for about in names:
        end_requests(about)


def tell_signed(request: SigningRequest, signature: Signature, signed: int) -> None:
    notify(
        collectors(request),
        letters.signed(
            paper=request.title,
            signs_for=signature.unit_name,
            signed=signed,
            required=request.required,
            sign_by=request.sign_by,
        ),
        url=kind_of(request).address(request),
        bloc=request.bloc,
        key=f"signatures-signed-{signature.pk}",
        about=about_collecting(request),
    )


def tell_complete(request: SigningRequest, by: User, at: datetime.datetime) -> None:
    """Everybody has signed a paper that gets a number now: what follows when a NumberedPaper is complete."""
    notify(
        collectors(request),
        letters.complete(paper=request.title, at=at),
        url=reverse("signatures:request_issue", args=[request.pk]),
        bloc=request.bloc,
        key=f"signatures-complete-{request.pk}",
        about=about_numbering(request),
    )


def nothing_follows(request: SigningRequest, by: User, reason: str) -> None:
    """Returned or withdrawn: the row above still names the request, and may be put before signers again."""
