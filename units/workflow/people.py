"""Persons, the posts they hold, the authorities they are given. A day called "last" is still in force."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import short_date
from records.transitions import Action, NotAllowedNow, finish
from units.actions import (
    ADD_PERSON,
    ADD_POST,
    CLOSE_POST,
    DEACTIVATE_PERSON,
    EDIT_PERSON,
    EDIT_PROFILE,
    GRANT_AUTHORITY,
    REACTIVATE_PERSON,
    WITHDRAW_AUTHORITY,
)
from units.models import Bloc, Invitation, Post, SigningAuthority, Unit, User, speaking
from units.workflow.access_changes import (
    must_wait_for_another,
    prepare_address,
    prepare_authority,
    prepare_leader,
    tell_post_closed,
)
from units.workflow.blocs import write_changes
from units.workflow.periods import refusals_in_words

ONE_DAY = datetime.timedelta(days=1)
# Who writes down who holds what must not make themselves a leader (separation of duties, architecture.md 5).
NOT_ONESELF = "Không thể tự cập nhật chức vụ hoặc ủy quyền của mình. Đề nghị thành viên khác của Tổ thư ký thực hiện."

ANOTHER_NAME = "Tại đây chỉ sửa được dấu, chữ hoa, khoảng trắng của họ tên. Họ tên khác do Tổ thư ký Khối cập nhật."


def _day_after(last_day: datetime.date | None) -> datetime.date | None:
    return last_day + ONE_DAY if last_day else None


def _refuse_backward(first: datetime.date, last_day: datetime.date | None) -> None:
    if last_day and last_day < first:
        raise NotAllowedNow(f"Ngày cuối cùng phải từ ngày {short_date(first)} trở đi.")


def within_membership(unit: Unit, first: datetime.date, last_day: datetime.date | None) -> datetime.date | None:
    """The last day as far as the unit is a member; NotAllowedNow where it is none on the first."""
    if unit.ended_on is None:
        return last_day
    if first >= unit.ended_on:
        raise NotAllowedNow(f"Đơn vị đã thôi là thành viên từ ngày {short_date(unit.ended_on)}.")
    return min(last_day or unit.ended_on - ONE_DAY, unit.ended_on - ONE_DAY)


@transaction.atomic
def add_person(
    unit: Unit,
    *,
    by: Any,
    username: str,
    full_name: str,
    salutation: str,
    title: str,
    is_leader: bool,
    valid_from: datetime.date,
    email: str = "",
    phone: str = "",
) -> User:
    """A new person with a first post in a unit. No password yet: nobody can log in until one is set."""
    with refusals_in_words():
        person = User.objects.create_user(
            username=username, full_name=full_name, salutation=salutation, email=email, phone=phone,
            is_sample=unit.is_sample,
        )  # fmt: skip
        finish(ADD_PERSON, person, by=by, chain=unit.chain, data={"username": person.username})
        add_post(unit, by=by, person=person, title=title, is_leader=is_leader, valid_from=valid_from)
    return person


def edit_person(person: User, *, by: Any, chain: str, revision: int | None = None, **changes: Any) -> User:
    """Name, salutation, e-mail, telephone; keys for order and search follow the name."""
    bloc = Bloc.objects.filter(slug=chain).first()
    return _write_particulars(EDIT_PERSON, person, by=by, chain=chain, bloc=bloc, revision=revision, changes=changes)


def edit_profile(person: User, *, by: User, revision: int | None = None, **changes: Any) -> User:
    """One's own salutation, e-mail, telephone, and how one's name is spelt; another name is written by others."""
    if by.pk != person.pk:
        raise PermissionDenied("units.edit_profile")
    if not is_same_name(person.full_name, changes.get("full_name", person.full_name)):
        raise NotAllowedNow(ANOTHER_NAME)
    home = person.roles().home_bloc
    bloc = Bloc.objects.get(pk=home) if home else None
    return _write_particulars(EDIT_PROFILE, person, by=by, chain=None, bloc=bloc, revision=revision, changes=changes)


def is_same_name(one: str, other: str) -> bool:
    """Whether only marks, capitals and blanks differ."""
    return likeness(one) == likeness(other)


@transaction.atomic
def _write_particulars(
    action: Action,
    person: User,
    *,
    by: Any,
    chain: str | None,
    bloc: Bloc | None,
    revision: int | None,
    changes: dict[str, Any],
) -> User:
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    allowed = ("full_name", "salutation", "email", "phone")
    wanted = {name: value for name, value in changes.items() if name in allowed}
    address = wanted.get("email", person.email)
    if address != person.email and must_wait_for_another(person):
        # Where a forgotten password is sent to: an act of two (docs/security.md: Acts of two).
        if not address:
            raise NotAllowedNow(
                "Tài khoản đang sử dụng cần có địa chỉ thư điện tử. Nhập địa chỉ mới thay cho để trống."
            )
        del wanted["email"]
        prepare_address(person, by=by, address=address, bloc=bloc)
    changed = write_changes(person, wanted, read=revision)
    if "full_name" in changed:
        person.set_keys()
        person.save(update_fields=["sort_key", "search_key"])
    if changed:
        finish(action, person, by=by, chain=chain, data={"changed": changed})
    return person


@transaction.atomic
def deactivate_person(person: User, *, by: Any, chain: str, reason: str) -> None:
    """Out at once, also where already logged in. Posts and what was signed stay as they are."""
    if person.pk == by.pk:
        raise NotAllowedNow("Không thể tự khóa tài khoản của mình. Đề nghị thành viên khác của Tổ thư ký thực hiện.")
    if not User.objects.filter(pk=person.pk, is_active=True).update(
        is_active=False, login_generation=F("login_generation") + 1
    ):
        raise NotAllowedNow("Tài khoản này đã bị khóa.")
    Invitation.objects.open().filter(person=person).update(replaced_at=clock.now())
    finish(DEACTIVATE_PERSON, person, by=by, chain=chain, reason=reason)


@transaction.atomic
def reactivate_person(person: User, *, by: Any, chain: str) -> None:
    """May log in again, with the posts still in force."""
    if not User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise NotAllowedNow("Tài khoản này không bị khóa.")
    finish(REACTIVATE_PERSON, person, by=by, chain=chain)


@transaction.atomic
def add_post(
    unit: Unit,
    *,
    by: Any,
    person: User,
    title: str,
    is_leader: bool,
    valid_from: datetime.date,
    last_day: datetime.date | None = None,
    founding: bool = False,
) -> Post:
    """A post from a day on. At most one leader a unit and one post a person a unit on any day.

    A leader speaks for the unit once a second person has confirmed it. `founding`: written while the bloc is set up,
    before it has a year in which anybody could sign; so is what the set-up file writes (`by` None).
    """
    if by is not None and person.pk == by.pk:
        raise NotAllowedNow(NOT_ONESELF)
    _refuse_backward(valid_from, last_day)
    # Of two at once the second waits here and is refused in words; the constraint alone may end in a deadlock.
    last_day = within_membership(Unit.objects.select_for_update(no_key=True).get(pk=unit.pk), valid_from, last_day)
    with refusals_in_words():
        post = Post.objects.create(
            user=person,
            unit=unit,
            title=title,
            is_leader=is_leader,
            valid_from=valid_from,
            valid_to=_day_after(last_day),
            confirmed_at=clock.now() if is_leader and (by is None or founding) else None,
            made_by=by,
            made_at=clock.now(),
            is_sample=unit.is_sample,
        )
    data = {"person": person.full_name, "title": title, "is_leader": is_leader, "from": valid_from.isoformat()}
    finish(ADD_POST, post, by=by, data=data)
    if post.is_leader and post.confirmed_at is None:
        prepare_leader(post, by=by)
    return post


@transaction.atomic
def close_post(post: Post, *, by: Any, last_day: datetime.date, reason: str = "") -> Post:
    """The post ends after that day, and with it what it allowed."""
    post = Post.objects.select_for_update(of=("self",)).select_related("unit__bloc", "user").get(pk=post.pk)
    if post.is_over:
        raise NotAllowedNow(f"Chức vụ này đã kết thúc ngày {short_date(post.last_day)}.")
    _refuse_backward(post.valid_from - ONE_DAY, last_day)
    with refusals_in_words():
        post.valid_to = _day_after(last_day)
        post.save(update_fields=["valid_to"])
    finish(CLOSE_POST, post, by=by, reason=reason, data={"last_day": last_day.isoformat()})
    if post.confirmed_at:
        tell_post_closed(post)
    return post


def leader_of(unit: Unit, on: datetime.date) -> User | None:
    """The unit's leader on that day."""
    post = Post.objects.filter(speaking(on), unit=unit, is_leader=True).select_related("user").first()
    return post.user if post else None


@transaction.atomic
def grant_authority(
    unit: Unit,
    *,
    by: Any,
    holder: User,
    capacity: str,
    title: str,
    reference: str,
    valid_from: datetime.date,
    last_day: datetime.date | None = None,
) -> SigningAuthority:
    """The unit's leader lets somebody of the unit sign. What the secretariat writes down a second person confirms."""
    grantor = leader_of(unit, valid_from)
    if grantor is None:
        raise NotAllowedNow(f"Đơn vị chưa có thủ trưởng vào ngày {short_date(valid_from)}. Cập nhật thủ trưởng trước.")
    if holder.pk == by.pk:
        raise NotAllowedNow(NOT_ONESELF)
    if not User.objects.of_unit(unit, on=valid_from).filter(pk=holder.pk).exists():
        raise NotAllowedNow(f"{holder.full_name} không giữ chức vụ tại đơn vị vào ngày {short_date(valid_from)}.")
    _refuse_backward(valid_from, last_day)
    last_day = within_membership(Unit.objects.select_for_update(no_key=True).get(pk=unit.pk), valid_from, last_day)
    with refusals_in_words():
        authority = SigningAuthority.objects.create(
            unit=unit,
            grantor=grantor,
            holder=holder,
            capacity=capacity,
            title=title,
            reference=reference,
            valid_from=valid_from,
            valid_to=_day_after(last_day),
            confirmed_at=clock.now() if by.pk == grantor.pk else None,
            is_sample=unit.is_sample,
        )
    data = {"grantor": grantor.full_name, "holder": holder.full_name, "reference": reference}
    finish(GRANT_AUTHORITY, authority, by=by, data=data)
    if authority.confirmed_at is None:
        prepare_authority(authority, by=by)
    return authority


@transaction.atomic
def withdraw_authority(authority: SigningAuthority, *, by: Any, reason: str) -> SigningAuthority:
    """From this moment on the person no longer signs by it (the day of withdrawal is the first without it)."""
    authority = (
        SigningAuthority.objects.select_for_update(of=("self",))
        .select_related("unit__bloc", "holder")
        .get(pk=authority.pk)
    )
    today = clock.today()
    if authority.is_over:
        raise NotAllowedNow(f"Ủy quyền này đã kết thúc ngày {short_date(authority.last_day)}.")
    authority.valid_to = max(today, authority.valid_from)
    authority.save(update_fields=["valid_to"])
    finish(WITHDRAW_AUTHORITY, authority, by=by, reason=reason, data={"ends": authority.valid_to.isoformat()})
    return authority
