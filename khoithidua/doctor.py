"""Whether this installation can run: what `manage.py doctor` prints, what stops a real installation at its start.

Each check answers with findings: fine, worth a look, or in the way. None of them changes anything.
"""

import contextlib
import datetime
import os
import shutil
import smtplib
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.dateparse import parse_datetime

from khoithidua.backup import record_of_last
from khoithidua.postgresql_programs import server_version
from libraries.pades.keys import KeysUnreadable, installed_keys
from libraries.printing.pdf import render_html
from libraries.web import clock
from libraries.web.formats import short_date

OLDEST_SERVER = 15
LEAST_FREE, LOW_FREE = 200 * 2**20, 2 * 2**30  # bytes
OLDEST_BACKUP = datetime.timedelta(days=2)
SOON = datetime.timedelta(days=60)
MOST_DRIFT = datetime.timedelta(seconds=5)


class Level(Enum):
    """How a finding is printed; only `BAD` stops a real installation."""

    FINE = "ĐẠT"
    LOOK = "LƯU Ý"
    BAD = "KHÔNG ĐẠT"


@dataclass(frozen=True)
class Finding:
    level: Level
    subject: str
    words: str


def examine() -> list[Finding]:
    """Every check; one that fails in an unforeseen way is a finding too."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found += check()
        except Exception as problem:
            found.append(Finding(Level.BAD, check.__name__.replace("_", " "), f"Kiểm tra không chạy được: {problem}"))
    return found


def database() -> Iterator[Finding]:
    subject = "Cơ sở dữ liệu"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_encoding'), clock_timestamp()")
            encoding, its_now = cursor.fetchone()
        major, waiting = server_version() // 10000, _migrations_that_wait()
    except DatabaseError as problem:
        yield Finding(Level.BAD, subject, f"Không kết nối được: {str(problem).strip().splitlines()[0]}")
        return
    if major < OLDEST_SERVER or encoding != "UTF8":
        yield Finding(
            Level.BAD, subject, f"Cần PostgreSQL {OLDEST_SERVER} trở lên, mã UTF8; đang là {major}, {encoding}."
        )
    elif not os.environ.get("DATABASE_URL") and not settings.SAMPLE_MODE:
        words = f"PostgreSQL {major} kèm theo: dành cho dùng thử và quy mô nhỏ. Dùng thật: đặt DATABASE_URL."
        yield Finding(Level.LOOK, subject, words)
    else:
        yield Finding(Level.FINE, subject, f"PostgreSQL {major}")
    if waiting:
        yield Finding(Level.BAD, "Cấu trúc dữ liệu", f"Còn {waiting} bước nâng cấp. Chạy: manage.py migrate")
    drift = abs(its_now - datetime.datetime.now(datetime.UTC))
    if drift > MOST_DRIFT:
        words = f"Đồng hồ máy chủ và máy cơ sở dữ liệu lệch {drift.total_seconds():.0f} giây. Bật đồng bộ giờ (NTP)."
        yield Finding(Level.BAD, "Đồng hồ", words)


def _migrations_that_wait() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def data_folder() -> Iterator[Finding]:
    subject, folder = "Thư mục dữ liệu", settings.DATA_FOLDER
    for place in (folder, folder / "files", folder / "keys", folder / "secrets"):
        if not place.exists():
            continue
        try:
            with tempfile.TemporaryFile(dir=place):
                pass
        except OSError as problem:
            yield Finding(
                Level.BAD, subject, f"Không ghi được vào {place}: {problem.strerror}. Sửa chủ sở hữu thư mục."
            )
            return
    for place in (folder / "keys", folder / "secrets"):
        open_to_others = [path for path in [place, *place.rglob("*")] if _is_open(path)]
        if open_to_others:
            yield Finding(Level.BAD, subject, f"{open_to_others[0]} người khác đọc được. Chạy: chmod -R go= {place}")
    free = shutil.disk_usage(folder).free
    level = Level.BAD if free < LEAST_FREE else Level.LOOK if free < LOW_FREE else Level.FINE
    yield Finding(level, "Ổ đĩa", f"Còn trống {free / 2**30:.1f} GB tại {folder}")


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


def keys() -> Iterator[Finding]:
    subject = "Khóa ký"
    if not (settings.DATA_FOLDER / "keys" / "root.p12").exists():
        yield Finding(Level.FINE, subject, "Chưa có; được tạo khi phát hành văn bản đầu tiên")
        return
    try:
        ends = min(one.certificate.not_valid_after_utc for one in (installed_keys().root, installed_keys().seal))
    except KeysUnreadable:
        words = "Không mở được tệp khóa bằng KEY_PASSPHRASE hiện nay. Khôi phục đúng giá trị cũ; không tạo khóa mới."
        yield Finding(Level.BAD, subject, words)
        return
    left = ends - clock.now()
    level = Level.BAD if left < datetime.timedelta(0) else Level.LOOK if left < SOON else Level.FINE
    yield Finding(level, subject, f"Chứng thư có hạn đến {short_date(ends)}")


def printing() -> Iterator[Finding]:
    subject = "In văn bản"
    try:
        render_html("<p>Độc lập – Tự do – Hạnh phúc</p>")
    except Exception as problem:
        yield Finding(Level.BAD, subject, f"Không in được PDF ({problem}). Cài Pango và phông chữ: sh tools/install.sh")
        return
    yield Finding(Level.FINE, subject, "In được PDF")


def mail() -> Iterator[Finding]:
    subject = "Thư điện tử"
    if not settings.EMAIL_HOST:
        if not settings.SAMPLE_MODE:
            yield Finding(Level.LOOK, subject, "Chưa đặt EMAIL_HOST: thư nằm chờ trên hệ thống, không ai nhận được.")
        return
    try:
        with contextlib.closing(get_connection(timeout=5)) as server:
            server.open()
    except (OSError, smtplib.SMTPException) as problem:
        yield Finding(Level.LOOK, subject, f"Không kết nối được {settings.EMAIL_HOST}:{settings.EMAIL_PORT}: {problem}")
        return
    yield Finding(Level.FINE, subject, f"Kết nối được {settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def address() -> Iterator[Finding]:
    subject, host = "Địa chỉ công khai", urlsplit(settings.PUBLIC_ADDRESS).hostname
    if settings.SAMPLE_MODE:
        return
    if host in ("127.0.0.1", "localhost", "::1"):
        words = f"PUBLIC_ADDRESS là {settings.PUBLIC_ADDRESS}: mã QR và thư chỉ mở được trên máy này."
        yield Finding(Level.LOOK, subject, words)
    elif not settings.TRUSTED_PROXIES:
        words = (
            "Chưa bật KHOITHIDUA_BEHIND_PROXY: nếu có nginx đứng trước, mọi người truy cập mang cùng một địa chỉ mạng."
        )
        yield Finding(Level.LOOK, subject, words)
    else:
        yield Finding(Level.FINE, subject, settings.PUBLIC_ADDRESS)


def backup() -> Iterator[Finding]:
    if settings.SAMPLE_MODE:
        return
    last = parse_datetime(record_of_last().get("at", ""))
    if last is None:
        yield Finding(Level.LOOK, "Sao lưu", "Chưa có bản sao lưu nào. Chạy: manage.py backup THƯ_MỤC")
        return
    level = Level.LOOK if clock.now() - last > OLDEST_BACKUP else Level.FINE
    yield Finding(level, "Sao lưu", f"Bản gần nhất {last:%H:%M} ngày {short_date(last)}")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    database, data_folder, keys, printing, mail, address, backup,
)  # fmt: skip
