"""A paper is put before those who sign it, reminded, given more time; somebody is released; it ends."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from libraries.pades.verification import check_signatures
from libraries.web import clock
from libraries.web.formats import short_datetime
from notices.models import Notice
from notices.outbox import end_requests, notify, take_back
from notices.reminders import HOLD_SECONDS
from records.documents import revoke_document
from records.models import Document
from records.transitions import NotAllowedNow, Transition, begin, finish
from signatures import letters
from signatures.actions import (
    EXTEND,
    OPEN_REQUEST,
    RELEASE_PARTY,
    REMIND,
    RETURN_PAPER,
    TAKE_BACK_REMINDER,
    WITHDRAW,
)
from signatures.embedding import complete
from signatures.kinds import PaperKind, kind_of
from signatures.models import Party, SigningLink, SigningRequest
from signatures.notifying import (
    about_signing,
    ask_whose_turn_it_is,
    collectors,
    end_all_asking,
    end_asking,
    invite,
    waited_for,
)
from signatures.queries import in_turn, signers_of, unsigned
from units.models import EmulationYear, Unit, User, UserQuerySet


@dataclass(frozen=True)
class Place:
    """One who must sign, as the room above describes it (see Party). box: the room on the paper, in millimetres."""

    field: str
    signs_for: str
    box: tuple[float, float]
    unit: Unit | None = None
    person: User | None = None
    capacity: str = ""
    meaning: str = Party.Meaning.SIGNS
    turn: int = 1
    printed_lines: str = ""
    printed_post: str = ""
    paper_name: str = ""


def open_request(
    kind: PaperKind,
    year: EmulationYear,
    document: Document,
    content: bytes,
    *,
    by: User,
    title: str,
    content_sha256: str,
    page_count: int,
    sign_by: datetime.datetime,
    places: Sequence[Place],
    code: str | None = None,
    unit: Unit | None = None,
    for_the_bloc: bool = False,
    instead_of: SigningRequest | None = None,
) -> SigningRequest:
    """Put a paper before those who sign it (trình ký). `content`: the document's file, with an empty field each.

    In the transaction of the room's own act, under the lock of its row. Whoever signs first is invited.
    """
    if sign_by <= clock.now():
        raise NotAllowedNow("Hạn ký đã qua. Nhập thời điểm sau thời điểm hiện tại.")
    # A document without people's signatures is genuine with its seal alone.
    check_signatures(content, [])
    request = SigningRequest.objects.create(
        emulation_year=year,
        kind=kind.slug,
        title=title,
        document=document,
        code=code,
        content_sha256=content_sha256,
        page_count=page_count,
        unit=unit,
        for_the_bloc=for_the_bloc,
        instead_of=instead_of,
        sign_by=sign_by,
        opened_at=clock.now(),
        opened_by=by,
        is_sample=document.is_sample,
    )
    for position, place in enumerate(places, start=1):
        Party.objects.create(
            request=request,
            position=position,
            turn=place.turn,
            meaning=place.meaning,
            unit=place.unit,
            person=place.person,
            capacity=place.capacity,
            printed_lines=place.printed_lines,
            printed_post=place.printed_post,
            paper_name=place.paper_name,
            signs_for=place.signs_for,
            field=place.field,
            box_width=place.box[0],
            box_height=place.box[1],
            is_sample=document.is_sample,
        )
    data = {"paper": kind.slug, "content_sha256": content_sha256, "parties": [place.signs_for for place in places]}
    return finish(OPEN_REQUEST, request, by=by, data=data, notice=ask_whose_turn_it_is)


@transaction.atomic
def extend(request: SigningRequest, *, by: User, sign_by: datetime.datetime) -> SigningRequest:
    """Extend the deadline (gia hạn ký), to a later moment only; links live as long. Who can sign now is told."""
    request = begin(EXTEND, request, by=by)
    was = request.sign_by
    if sign_by <= was:
        raise NotAllowedNow(f"Hạn mới phải sau hạn cũ ({short_datetime(was)}).")
    if sign_by <= clock.now():
        raise NotAllowedNow("Hạn mới đã qua. Nhập thời điểm sau thời điểm hiện tại.")
    request.links.filter(revoked_at=None).update(expires_at=sign_by)
    end_requests(about_signing(request))  # those asked anew below read the new deadline
    finish(
        EXTEND,
        request,
        by=by,
        data={"was": was.isoformat()},
        notice=lambda row: _tell_extended(row, was),
        sign_by=sign_by,
    )
    return request


def _tell_extended(request: SigningRequest, was: datetime.datetime) -> None:
    ask_whose_turn_it_is(request)
    notify(
        waited_for(request),
        letters.extended(paper=request.title, was=was, sign_by=request.sign_by),
        url=reverse("signatures:sign_read", args=[request.pk]),
        bloc=request.bloc,
        about=about_signing(request),
    )


@transaction.atomic
def remind(request: SigningRequest, *, by: User) -> tuple[list[Party], list[Notice]]:
    """Remind those whose turn it is (nhắc ký), once a day each.

    Mails wait ten seconds for `take_back_reminder`. Returns the places and their notices; each carries a fresh link.
    """
    request = begin(REMIND, request, by=by)
    waiting = in_turn(request)
    notices: list[Notice] = []
    finish(
        REMIND,
        request,
        by=by,
        data={"parties": [party.signs_for for party in waiting]},
        notice=lambda row: notices.extend(_remind_each(row, waiting)),
    )
    return waiting, notices


def _remind_each(request: SigningRequest, waiting: list[Party]) -> list[Notice]:
    stem, today = f"signatures-remind-{request.pk}", f"-{clock.today():%Y%m%d}"
    earlier = Notice.objects.filter(key__startswith=f"{stem}-").exclude(key__endswith=today)
    count = Counter((user, key.rpartition("-")[0]) for user, key in earlier.values_list("user", "key"))
    notices = []
    for party in waiting:
        for user in signers_of(party):
            key = f"{stem}-{party.pk}"
            letter = letters.reminder(
                paper=request.title,
                signs_for=party.signs_for,
                sign_by=request.sign_by,
                times=count[user.pk, key] + 1,
            )
            notices += invite(party, user, letter, hold_seconds=HOLD_SECONDS, key=key + today)
    return notices


@transaction.atomic
def take_back_reminder(request: SigningRequest, *, by: User, notices: Iterable[Notice]) -> int:
    """Undo a reminder (hoàn tác), within ten seconds. Returns how many notices were taken back."""
    count = take_back(notices)
    if not count:
        raise NotAllowedNow("Thư nhắc đã được gửi đi nên không hoàn tác được.")
    finish(TAKE_BACK_REMINDER, request, by=by, data={"notices": count})
    return count


@transaction.atomic
def release_party(party: Party, *, by: User, reason: str) -> SigningRequest:
    """Release one who can sign no more (rút tên), a unit dissolved or merged; the others are told the reason.

    What is in force is computed on who remains: when all of them have signed, the request is complete.
    """
    kind_of(party.request).lock(party.request)
    request = begin(RELEASE_PARTY, party.request, by=by)
    party = request.parties.get(pk=party.pk)
    party.request = request
    if party.released_at is not None:
        raise NotAllowedNow(f"{party.signs_for} đã được rút tên lúc {short_datetime(party.released_at)}.")
    if hasattr(party, "accepted"):
        raise NotAllowedNow(f"{party.signs_for} đã ký nên không rút tên được.")
    if request.gets_a_number:
        raise NotAllowedNow(
            "Văn bản này in tên người ký nên không rút tên được. Thu hồi văn bản trình ký, sau đó trình ký lại với "
            "người ký khác."
        )
    if unsigned(request).count() == request.required == 1:
        raise NotAllowedNow("Văn bản phải có ít nhất một người ký. Thu hồi văn bản nếu không còn ai ký.")
    at, reason = clock.now(), reason.strip()
    if not reason:
        raise NotAllowedNow(f"Nhập lý do trước khi thực hiện “{RELEASE_PARTY.label}”.")
    Party.objects.filter(pk=party.pk).update(released_at=at, released_by=by, release_reason=reason[:500])
    SigningLink.objects.filter(party=party, revoked_at=None).update(revoked_at=at)
    data = {"party": party.pk, "signs_for": party.signs_for}
    finish(RELEASE_PARTY, request, by=by, reason=reason, data=data)
    end_asking(request, party)
    notify(
        collectors(request) | _asked_people(request),
        letters.released(paper=request.title, signs_for=party.signs_for, reason=reason, required=request.required),
        url=kind_of(request).address(request),
        bloc=request.bloc,
    )
    if request.signatures.count() == request.required:
        complete(request, by=by, at=at)
    elif not request.accepted_signatures.filter(intent__signature=None).exists():
        ask_whose_turn_it_is(request)
    return request


def _asked_people(request: SigningRequest) -> UserQuerySet:
    """Everybody who was invited to sign, or has signed."""
    invited = SigningLink.objects.filter(request=request).values("user")
    return User.objects.filter(is_active=True).filter(pk__in=invited)


@transaction.atomic
def return_paper(request: SigningRequest, *, by: User, reason: str) -> SigningRequest:
    """Return the paper to whoever put it before the signers (trả lại), with a reason; the request ends."""
    kind_of(request).lock(request)
    request = begin(RETURN_PAPER, request, by=by)
    return _end(request, RETURN_PAPER, by, reason)


@transaction.atomic
def withdraw(request: SigningRequest, *, by: User, reason: str) -> SigningRequest:
    """Withdraw what is being signed (thu hồi), or is signed and has no number yet, with a reason; the row is locked."""
    kind_of(request).lock(request)
    return _end(begin(WITHDRAW, request, by=by), WITHDRAW, by, reason)


def _end(request: SigningRequest, act: Transition, by: User, reason: str) -> SigningRequest:
    people, reason, at = list(_asked_people(request)), reason.strip(), clock.now()
    finish(
        act,
        request,
        by=by,
        reason=reason,
        ended_at=at,
        ended_by=by,
        ending_reason=reason[:4_000],
        completed_at=None,
    )
    if request.document.code:
        revoke_document(request.document, by=by, reason=reason)
    request.links.filter(revoked_at=None).update(revoked_at=at)
    end_all_asking(request)
    kind = kind_of(request)
    kind.ended(request, by, reason)
    told = [user for user in people if user.pk != by.pk]
    if act is RETURN_PAPER:
        letter = letters.returned(paper=request.title, by=by.full_name, reason=reason)
        told = list({user.pk: user for user in (*told, *collectors(request)) if user.pk != by.pk}.values())
    else:
        letter = letters.withdrawn(paper=request.title, reason=reason)
    notify(told, letter, url=kind.address(request), bloc=request.bloc)
    return request
