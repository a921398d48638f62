"""Who may set up an installation in which nobody can log in yet: whoever reads the code on its console.

docs/security.md: The set-up code.
"""

import re
import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from libraries.web import clock
from records.transitions import NotAllowedNow, finish
from units.actions import MAKE_SETUP_CODE, SETUP_INVITATION
from units.models import Invitation, OperatorSeat, SetupCode, User, in_force
from units.workflow.invitations import PrintedInvitation, invitation_by_hand

# Letters and digits that nobody mistakes for one another, read from a console and typed.
ALPHABET = "23456789ABCDEFGHKLMNPQRSTVXY"
GROUPS, GROUP = 3, 4
ALREADY = "Hệ thống đã có người quản trị. Đăng nhập để tiếp tục thiết lập."
NONE_MADE = "Chưa có mã thiết lập. Tạo mã trên máy chủ bằng lệnh: manage.py setup_code"
SPENT = "Đã nhập sai quá nhiều lần nên mã này không dùng được nữa. Tạo mã mới trên máy chủ: manage.py setup_code"


def somebody_runs_it() -> bool:
    """Whether an operator has chosen a password: from then on the code opens nothing."""
    seats = OperatorSeat.objects.filter(in_force(), user__is_active=True).select_related("user")
    return any(seat.user.has_usable_password() for seat in seats)


@transaction.atomic
def make_setup_code() -> str:
    """A new code, shown only here; every earlier one is void."""
    if somebody_runs_it():
        raise NotAllowedNow(ALREADY)
    SetupCode.objects.all().delete()
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    row = SetupCode.objects.create(code_hash=make_password(plain(code)), made_at=clock.now())
    finish(MAKE_SETUP_CODE, row, by=None)
    return code


def prove_setup_code(typed: str) -> SetupCode | None:
    """The code's row when it is right, None when it is wrong. A wrong try stays counted, whatever follows.

    Locks the row: many guesses at once are counted one by one.
    """
    with transaction.atomic():
        row = SetupCode.objects.select_for_update().order_by("-pk").first()
        if somebody_runs_it():
            raise NotAllowedNow(ALREADY)
        if row is None:
            raise NotAllowedNow(NONE_MADE)
        if row.is_spent:
            raise NotAllowedNow(SPENT)
        if check_password(plain(typed), row.code_hash):
            return row
        row.wrong_tries += 1
        row.save(update_fields=["wrong_tries"])
        return None


def code_still_opens(pk: int | None) -> bool:
    """Whether what this browser proved is still good: no newer code was made, nobody runs the installation yet."""
    row = SetupCode.objects.order_by("-pk").first()
    return row is not None and row.pk == pk and not row.is_spent and not somebody_runs_it()


@transaction.atomic
def setup_invitation(person: User) -> PrintedInvitation:
    """The operator's own way in, for the browser that proved the code: password and app follow at once."""
    if somebody_runs_it():
        raise NotAllowedNow(ALREADY)
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    letter = invitation_by_hand(person, Invitation.Purpose.ACCOUNT, by=None)
    finish(SETUP_INVITATION, person, by=None)
    return letter


def plain(code: str) -> str:
    """`" ab2d-efgh  x"` → `"AB2DEFGHX"`."""
    return re.sub(r"[\W_]+", "", code)[:100].upper()
