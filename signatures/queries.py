"""Requests as verbs and pages read them: locked, who still has to sign, whose turn it is, in what capacity.

Lock order: the paper's own row, request, intent, document, number, audit chain. Whoever makes the file grow holds the
request's row: of nine who sign the same head at once without it, one signature is left
(tests/signatures/test_races.py shows it).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from libraries.web import clock
from signatures.models import AcceptedSignature, Decline, Party, Signature, SigningRequest
from units import audience
from units.models import Post, SigningAuthority, Unit, User, UserQuerySet, in_force, speaking


def locked_request(pk: int) -> SigningRequest:
    requests = SigningRequest.objects.select_related("emulation_year__bloc", "document")
    # No key changes: those who only point at the row (intents being written) need not wait.
    return requests.select_for_update(of=("self",), no_key=True).get(pk=pk)


# --- Who has to sign -------------------------------------------------------------------------------------------------


def asked(request: SigningRequest) -> QuerySet[Party]:
    """All who must sign: not released, in order."""
    return request.parties.filter(released_at=None).select_related("unit", "person", "request__emulation_year__bloc")


def unsigned(request: SigningRequest) -> QuerySet[Party]:
    """Those who have not signed."""
    return asked(request).filter(accepted=None)


def in_turn(request: SigningRequest) -> list[Party]:
    """Those who can sign now: of whoever has not signed, those of the lowest turn."""
    waiting = list(unsigned(request))
    first = min((party.turn for party in waiting), default=0)
    return [party for party in waiting if party.turn == first]


def signers_of(party: Party) -> UserQuerySet:
    """Whose act it can be today: the named person, or whoever speaks for the unit."""
    if party.person_id is None:
        return audience.speakers([party.unit] if party.unit else [])
    named = User.objects.filter(pk=party.person_id, is_active=True)
    return named & audience.speakers([party.unit]) if party.unit else named


def is_for(party: Party, user: User) -> bool:
    """Whether this person can be the one who signs here."""
    speaks = party.unit_id in user.roles().can_sign_for
    if party.person_id is None:
        return speaks
    return party.person_id == user.pk and (speaks or party.unit_id is None)


def parties_of_user(user: User) -> QuerySet[Party]:
    """Every place at which this person signs or could have, on any request."""
    speaks = Q(unit__in=user.roles().can_sign_for)
    own = Q(person=user, unit=None) | Q(person=user) & speaks | Q(person=None) & speaks
    return Party.objects.filter(own, released_at=None)


def waiting_for(user: User) -> QuerySet[Party]:
    """What waits for this person's signature now, the nearest deadline first."""
    earlier = Party.objects.filter(
        request=OuterRef("request"), turn__lt=OuterRef("turn"), released_at=None, accepted=None
    )
    rows = parties_of_user(user).filter(~Exists(earlier), request__state=SigningRequest.State.OPEN, accepted=None)
    rows = rows.select_related("request__emulation_year__bloc", "unit")
    return rows.order_by("request__sign_by", "request", "position")


def party_for(user: User, request: SigningRequest) -> Party | None:
    """The place at which this person reads and signs: the first that waits, else the first of theirs."""
    own = [party for party in asked(request).order_by("turn", "position") if is_for(party, user)]
    done = signed_parties(request)
    return next((party for party in own if party.pk not in done), own[0] if own else None)


def signed_parties(request: SigningRequest) -> set[int]:
    """Parties whose signature was accepted."""
    return set(AcceptedSignature.objects.filter(request=request).values_list("party", flat=True))


def signature_counts(requests: Iterable[int]) -> dict[int, int]:
    """request → how many have signed it; 0 is not in there. One query."""
    counted = Signature.objects.filter(request__in=list(requests)).order_by().values_list("request")
    return dict(counted.annotate(Count("pk")))


def required_counts(requests: Iterable[int]) -> dict[int, int]:
    """request → how many must sign. One query."""
    counted = Party.objects.filter(request__in=list(requests), released_at=None).order_by().values_list("request")
    return dict(counted.annotate(Count("pk")))


def declines_of(request: SigningRequest) -> QuerySet[Decline]:
    """What was asked to be changed."""
    return (
        Decline.objects.filter(request=request)
        .select_related("party__unit", "user")
        .prefetch_related("party__unit__names")
    )


# --- In what capacity ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Capacity:
    """In what capacity a person signs: as a unit's leader, by an authorisation (KT., TL., TUQ.), or as named.

    text: "Giám đốc" or "KT. Giám đốc, Phó Giám đốc": it stands before the name of whoever signs in another's place
    (NĐ 30/2020, Phụ lục I, II.7). reference: the paper that authorises, empty for leaders.
    """

    text: str
    reference: str = ""


def capacity_of(user: User, unit: Unit, on: datetime.date) -> Capacity | None:
    """None: this person does not speak for the unit on that day."""
    post = Post.objects.filter(speaking(on), user=user, unit=unit, is_leader=True).first()
    if post is not None:
        return Capacity(post.title)
    granted = SigningAuthority.objects.filter(speaking(on), holder=user, unit=unit).select_related("grantor").first()
    if granted is None:
        return None
    held = Post.objects.filter(in_force(on), user=granted.grantor, unit=unit).first()
    return Capacity(f"{granted.capacity} {held.title if held else 'Thủ trưởng'}, {granted.title}", granted.reference)


def capacity_at(party: Party, user: User, on: datetime.date) -> Capacity | None:
    """In what capacity this person signs at this place on that day; None: not at all."""
    if party.person_id is not None:
        if party.person_id != user.pk or not user.is_active:
            return None
        held = capacity_of(user, party.unit, on) if party.unit else Capacity("")
        # Named in a post: whoever no longer holds it signs no more.
        return Capacity(party.capacity, held.reference) if held else None
    held = capacity_of(user, party.unit, on) if party.unit else None
    if held is None or not party.capacity:
        return held
    return Capacity(f"{party.capacity}, {held.text}", held.reference)


def leaders_of(units: Iterable[Unit], on: datetime.date) -> dict[int, Post]:
    """unit → the post of its leader on that day; one query."""
    posts = Post.objects.filter(speaking(on), unit__in=list(units), is_leader=True, user__is_active=True)
    return {post.unit_id: post for post in posts.select_related("user")}


# --- The page of a request -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartyLine:
    """One who must sign, on a page: the signature, or who is waited for, or why nobody is any more."""

    party: Party
    signature: Signature | None
    leader: Post | None
    is_accepted: bool
    is_in_turn: bool


def lines_of(request: SigningRequest) -> list[PartyLine]:
    """In order, those released too."""
    parties = list(request.parties.select_related("unit", "person").prefetch_related("unit__names"))
    signed = {row.party_id: row for row in request.signatures.all()}
    accepted = signed_parties(request)
    leaders = leaders_of([party.unit for party in parties if party.unit and not party.person_id], clock.today())
    now = {party.pk for party in in_turn(request)} if request.state == SigningRequest.State.OPEN else set()
    return [
        PartyLine(
            party,
            signed.get(party.pk),
            leaders.get(party.unit_id or 0) if party.person_id is None else None,
            party.pk in accepted,
            party.pk in now,
        )
        for party in parties
    ]
