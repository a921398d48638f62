"""The machine is in trouble, not the program: database away, disk full or read-only. Said in a sentence, with 503.

The page needs neither session nor database. Where a page was only asked for it asks again by itself.
"""

import errno
import logging
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from libraries.web.forms.returned import pairs_of
from libraries.web.voice import UNAVAILABLE

logger = logging.getLogger(__name__)

DATABASE_AWAY = "Cơ sở dữ liệu đang tạm ngừng."
DISK_FULL = "Ổ lưu dữ liệu của hệ thống đã đầy."
DISK_READ_ONLY = "Ổ lưu dữ liệu của hệ thống đang không ghi được."
RELOADS = "Dữ liệu đã lưu không bị ảnh hưởng. Trang này tự mở lại khi hệ thống hoạt động."
SEND_AGAIN = (
    "Dữ liệu đã lưu không bị ảnh hưởng; nội dung vừa gửi chưa được lưu. "
    "Đề nghị quay lại trang trước và gửi lại sau ít phút."
)
SECONDS_UNTIL_AGAIN = 5
# Less than this on the disk of the files, and nothing that keeps a file is begun.
LEAST_FREE = 64 * 1024 * 1024
# SQLSTATE: disk full; read-only transaction (a standby, or a disk gone read-only under the server).
DISK_FULL_IN_DATABASE, READ_ONLY_IN_DATABASE = "53100", "25006"


class NoRoom(Exception):
    """Nothing can be kept now. `str()` is one of the sentences."""


def trouble_of(exception: BaseException | None) -> str | None:
    """What is wrong with the machine, as a sentence; None when the exception is of another kind."""
    if isinstance(exception, NoRoom):
        return str(exception)
    if isinstance(exception, DatabaseError):
        code = getattr(exception.__cause__, "pgcode", None)
        if code == DISK_FULL_IN_DATABASE:
            return DISK_FULL
        if code == READ_ONLY_IN_DATABASE:
            return DISK_READ_ONLY
    if isinstance(exception, (OperationalError, InterfaceError)) and _connection_is_gone(exception):
        return DATABASE_AWAY
    if isinstance(exception, OSError):
        if exception.errno in (errno.ENOSPC, errno.EDQUOT):
            return DISK_FULL
        if exception.errno == errno.EROFS:
            return DISK_READ_ONLY
    return None


def _connection_is_gone(exception: BaseException) -> bool:
    """Not a timeout or a refused statement of a server that answers: those carry a code of another class."""
    code = getattr(exception.__cause__, "pgcode", None)
    return code is None or code.startswith(("08", "57P"))


def unavailable(request: HttpRequest, reason: str) -> HttpResponse:
    """503 in words; what was typed stands below, to be copied."""
    logger.error("%s %s: %s", request.method, request.path, reason)
    told = UNAVAILABLE.saying(f"{reason} {RELOADS if request.method == 'GET' else SEND_AGAIN}")
    # Without the request: neither session nor account is asked for.
    page = render_to_string("told.html", {"told": told, "typed": _typed(request)})
    response = HttpResponse(page, status=told.status)
    response["Retry-After"] = str(SECONDS_UNTIL_AGAIN)
    response["Cache-Control"] = "no-store"
    if request.method == "GET":
        response["Refresh"] = str(SECONDS_UNTIL_AGAIN)
    return response


def _typed(request: HttpRequest) -> list[str]:
    if request.method != "POST":
        return []
    return [value for name, value in pairs_of(request.POST) if len(value) > 40 or "\n" in value]


def refuse_without_room() -> None:
    """Asked before anything is spent that cannot be given back, such as a one-time code. Raises NoRoom."""
    folder = Path(settings.DATA_FOLDER)
    try:
        if hasattr(os, "statvfs"):
            disk = os.statvfs(folder)
            if disk.f_bavail * disk.f_frsize < LEAST_FREE:
                raise NoRoom(DISK_FULL)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
            probe.flush()
    except OSError as problem:
        raise NoRoom(trouble_of(problem) or DISK_READ_ONLY) from problem
