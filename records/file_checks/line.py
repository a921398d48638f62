"""The line of files: who stands in it, how long it may be, and what leaves it."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Min
from django.http import HttpRequest

from libraries.web import clock
from records.address_counts import household_of
from records.file_checks import waiting_room
from records.models import FileCheck
from records.task_queue import tell_workers

# Files of one owner, and of all who are not logged in together, that may wait at once.
MOST_OF_ONE, MOST_OF_PUBLIC = 5, 30
KEPT = datetime.timedelta(hours=48)


class Full(Exception):
    """Too many files of this owner wait already. `str()` is a sentence for the user."""


def owner_of(request: HttpRequest) -> str:
    """Whose turn a file of this request takes."""
    if request.user.is_authenticated:
        return f"u:{request.user.pk}"
    return f"p:{household_of(request)}"


def put_in_line(question: str, content: bytes, *, name: str, owner: str) -> FileCheck:
    """The file waits from now on; a worker is told. Raises Full."""
    waiting = FileCheck.objects.filter(state=FileCheck.State.WAITING)
    own = waiting.filter(owner=owner)
    if own.count() >= MOST_OF_ONE:
        raise Full("Các tệp gửi trước đang được kiểm tra. Đề nghị chờ kết quả rồi gửi tệp này.")
    if owner.startswith("p:") and waiting.filter(owner__startswith="p:").count() >= MOST_OF_PUBLIC:
        raise Full("Hệ thống đang kiểm tra nhiều tệp khác. Đề nghị thử lại sau ít phút.")
    last, served = own.aggregate(last=Max("turn"))["last"], waiting.aggregate(first=Min("turn"))["first"]
    turn = (served or 0) if last is None else last + 1
    check = FileCheck(question=question, owner=owner, turn=turn, name=name[:200], created_at=clock.now())
    waiting_room.put(check.pk, "came", content)
    with transaction.atomic():
        check.save(force_insert=True)
        tell_workers()
    return check


def take_out(check: FileCheck) -> None:
    """Its answer has been used: nothing of it stays."""
    FileCheck.objects.filter(pk=check.pk).delete()
    waiting_room.drop(check.pk)


def forget_old(now: datetime.datetime) -> int:
    """Rows whose answer nobody fetched within two days, and bytes that have no row any more."""
    old = FileCheck.objects.filter(created_at__lt=now - KEPT)
    keys: set[Any] = set(old.values_list("pk", flat=True)) | set(waiting_room.older_than(now - KEPT))
    for key in keys:
        waiting_room.drop(key)
    return old.delete()[0]
