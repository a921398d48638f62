"""Acts of two: one prepares who speaks for a unit or how a person logs in, another confirms, and those concerned know.

docs/security.md: Acts of two.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from libraries.web import clock
from libraries.web.formats import short_date, short_datetime
from records.transitions import NotAllowedNow, begin, finish
from units import audience, letters, outgoing
from units.actions import CONFIRM_CHANGE, PREPARE_CHANGE, REFUSE_CHANGE, REQUEST_FACTOR
from units.models import AccessChange, Bloc, Post, SigningAuthority, Unit, User, not_over
from units.rules import may_be_second
from units.workflow import invitations
from units.workflow.waiting import start_waiting

Kind = AccessChange.Kind
# A leader whose post ended so lately is still told what becomes of it.
STILL_TOLD = datetime.timedelta(days=90)


def must_wait_for_another(person: User) -> bool:
    """Whether a new address of this person is an act of two: the account is in use, or it speaks for a unit."""
    return (
        invitations.is_set_up(person)
        or person.posts.filter(not_over(), is_leader=True).exists()
        or person.authorities.filter(not_over()).exists()
    )


# --- Preparing -------------------------------------------------------------------------------------------------------
def prepare_leader(post: Post, *, by: Any) -> AccessChange:
    """A leader's post was written: it gives nothing until another person confirms it."""
    return _prepared(Kind.LEADER, post.user, by=by, unit=post.unit, post=post, address=post.user.email)


def prepare_authority(authority: SigningAuthority, *, by: Any) -> AccessChange:
    """An authority to sign was written down by somebody other than the leader who gives it."""
    person = authority.holder
    return _prepared(
        Kind.AUTHORITY,
        person,
        by=by,
        unit=authority.unit,
        authority=authority,
        address=person.email,
        reason=authority.reference,
    )


@transaction.atomic
def prepare_address(person: User, *, by: Any, address: str, bloc: Bloc | None) -> AccessChange:
    """Another address for mails: it is where a forgotten password is sent to."""
    _refuse_open(person, Kind.ADDRESS)
    return _prepared(Kind.ADDRESS, person, by=by, bloc=bloc, address=address)


@transaction.atomic
def request_new_factor(person: User, *, by: Any, reason: str, bloc: Bloc | None = None) -> AccessChange:
    """A lost telephone: when another has confirmed it, the person gets a link to set up a new app with the password.

    Neither of the two learns anything; the old app works until then.
    """
    if person.pk == by.pk:
        raise NotAllowedNow("Không thể tự đề nghị cấp lại mã OTP của mình. Đề nghị thành viên khác thực hiện.")
    if not (person.is_active and invitations.is_set_up(person)):
        raise NotAllowedNow("Tài khoản này chưa được kích hoạt hoặc đã bị khóa. Gửi thư mời kích hoạt tài khoản.")
    if not person.email:
        raise NotAllowedNow(invitations.NO_ADDRESS)
    _refuse_open(person, Kind.FACTOR)
    finish(REQUEST_FACTOR, person, by=by, reason=reason, chain=bloc.chain if bloc else None)
    return _prepared(Kind.FACTOR, person, by=by, bloc=bloc, address=person.email, reason=reason)


def _refuse_open(person: User, kind: str) -> None:
    waiting = AccessChange.objects.open().filter(person=person, kind=kind).first()
    if waiting is not None:
        raise NotAllowedNow(
            f"Đã có đề nghị cùng nội dung lập lúc {short_datetime(waiting.prepared_at)}, đang chờ xác nhận. "
            "Xác nhận hoặc hủy đề nghị đó trước."
        )


def _prepared(kind: str, person: User, *, by: Any, unit: Unit | None = None, **facts: Any) -> AccessChange:
    if unit is not None:
        facts["bloc"] = unit.bloc
    change = AccessChange.objects.create(
        kind=kind,
        person=person,
        unit=unit,
        prepared_by=by,
        prepared_at=clock.now(),
        is_sample=person.is_sample,
        **facts,
    )
    data = {"kind": kind, "person": person.full_name, "address": change.address}
    finish(PREPARE_CHANGE, change, by=by, data=data, notice=_ask)
    return change


# --- Confirming ------------------------------------------------------------------------------------------------------
@transaction.atomic
def confirm_change(change: AccessChange, *, by: User) -> AccessChange:
    """The second person confirms; what was prepared takes effect, and a first signature waits a while."""
    change = begin(CONFIRM_CHANGE, change, by=by)
    person = User.objects.select_for_update(no_key=True).get(pk=change.person_id)
    change.person = person
    if change.kind in (Kind.LEADER, Kind.AUTHORITY) and change.address != person.email:
        raise NotAllowedNow("Địa chỉ thư của cán bộ đã thay đổi sau khi lập. Tải lại trang rồi kiểm tra lại địa chỉ.")
    if any(row is not None and row.is_over for row in (change.post, change.authority)):
        raise NotAllowedNow("Chức vụ hoặc ủy quyền này đã kết thúc. Chọn “Không xác nhận” để đóng đề nghị.")
    now = clock.now()
    finish(CONFIRM_CHANGE, change, by=by, data={"kind": change.kind}, confirmed_by=by, confirmed_at=now)
    EFFECTS[Kind(change.kind)](change, by, now)
    change.save(update_fields=["invitation"])
    _tell_result(change, by)
    return change


def _speaks(change: AccessChange, by: User, now: datetime.datetime) -> None:
    for row in (change.post, change.authority):
        if row is not None:
            type(row)._base_manager.filter(pk=row.pk).update(confirmed_at=now)
    start_waiting(change.person)
    person = change.person
    if not invitations.is_set_up(person) and person.is_active and person.email and outgoing.can_send():
        change.invitation = invitations.send_invitation(person, by=by, chain=change.chain)


def _new_address(change: AccessChange, by: User, now: datetime.datetime) -> None:
    """Who is in proves by password that the new address is theirs; a newcomer proves it by accepting the invitation."""
    person = change.person
    if invitations.is_set_up(person):
        change.invitation = invitations.send_address_link(person, change.address, by=by, chain=change.chain)
        return
    invitations.take_address(person, change.address, by=by)
    if outgoing.can_send() and not person.access_changes.open().filter(kind=Kind.LEADER).exists():
        change.invitation = invitations.send_invitation(person, by=by, chain=change.chain)


def _new_factor(change: AccessChange, by: User, now: datetime.datetime) -> None:
    if outgoing.can_send():
        change.invitation = invitations.send_factor_link(change.person, by=by, chain=change.chain)


EFFECTS = {Kind.LEADER: _speaks, Kind.AUTHORITY: _speaks, Kind.ADDRESS: _new_address, Kind.FACTOR: _new_factor}


@transaction.atomic
def refuse_change(change: AccessChange, *, by: User, reason: str) -> AccessChange:
    """Nothing of it takes effect; a post or authority that was prepared ends before it began."""
    change = begin(REFUSE_CHANGE, change, by=by)
    for row in (change.post, change.authority):
        if row is not None:
            row.valid_to = row.valid_from
            row.save(update_fields=["valid_to"])
    finish(REFUSE_CHANGE, change, by=by, reason=reason, refused_by=by, refused_at=clock.now())
    _tell_result(change, by, reason)
    return change


# --- Telling ---------------------------------------------------------------------------------------------------------
def about(change: AccessChange) -> str:
    """The matter, by the name that notices and worklist bear."""
    return f"units.confirm_change:{change.pk}"


def page(change: AccessChange) -> str:
    return reverse("units:change_detail", args=[change.pk])


def seconds_of(change: AccessChange) -> list[User]:
    """Who is asked to confirm: the other secretaries and the unit's own; where there are none, the city."""
    found = User.objects.none()
    if change.bloc is not None:
        found = audience.secretariat(change.bloc)
    if change.unit is not None:
        found = found | audience.members([change.unit])
    asked = [user for user in found.distinct() if may_be_second(user, change)]
    return asked or [user for user in audience.board() | audience.operators() if may_be_second(user, change)]


def _ask(change: AccessChange) -> None:
    told = {"what": in_words(change), "prepared_by": change.prepared_by.full_name}
    seconds = seconds_of(change)
    outgoing.tell(seconds, letters.change_asked(**told), url=page(change), bloc=change.bloc, about=about(change))
    others = [user for user in _concerned(change) if user not in seconds and user.pk != change.prepared_by_id]
    outgoing.tell(others, letters.change_prepared(**told), url=page(change), bloc=change.bloc)


def _tell_result(change: AccessChange, by: User, reason: str = "") -> None:
    outgoing.end_requests(about(change))
    letter = letters.change_decided(
        what=in_words(change), result=change.get_state_display(), decided_by=by.full_name, reason=reason
    )
    outgoing.tell([*_concerned(change), change.prepared_by], letter, url=page(change), bloc=change.bloc)


def _concerned(change: AccessChange) -> list[User]:
    """The person, the unit's people, and the leaders there are and were."""
    if change.unit is None:
        return [change.person]
    return [change.person, *audience.members([change.unit]), *recent_leaders(change.unit)]


def recent_leaders(unit: Unit) -> Iterable[User]:
    """Leaders today, and those whose post ended a short while ago."""
    since = clock.today() - STILL_TOLD
    lately = Q(valid_to__isnull=True) | Q(valid_to__gt=since)
    held = Post.objects.filter(lately, unit=unit, is_leader=True, confirmed_at__isnull=False)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def in_words(change: AccessChange) -> str:
    """`"Đỗ Thị Hòa là thủ trưởng Hoa tiêu KV II"`."""
    name = change.person.full_name
    if change.kind == Kind.ADDRESS:
        return f"địa chỉ thư mới của {name}"
    if change.kind == Kind.FACTOR:
        return f"cấp lại mã OTP của {name}"
    unit = change.unit.short_name if change.unit else ""
    return f"{name} là thủ trưởng {unit}" if change.kind == Kind.LEADER else f"{name} ký thay mặt {unit}"


def tell_post_closed(post: Post) -> None:
    """A leader's post ends: the leader and the unit's people are told the same day."""
    people = [user for user in (post.user, *audience.members([post.unit])) if user.is_active]
    letter = letters.post_closed(
        leader=post.user.full_name, unit=post.unit.short_name, last_day=short_date(post.last_day)
    )
    address = reverse("units:unit_detail", args=[post.unit.bloc.slug, post.unit.slug])
    outgoing.tell(people, letter, url=address, bloc=post.unit.bloc)
