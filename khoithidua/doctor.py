"""Whether this installation can run: what `manage.py doctor` prints, what stops a real installation at its start.

Each check answers with findings: fine, worth a look, or in the way. None of them changes anything.
"""

import contextlib
import datetime
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

from khoithidua import condition
from libraries.foreign_files import scanner_answers
from libraries.pades.timestamp import LOCAL
from libraries.printing.pdf import render_html
from libraries.web import clock
from libraries.web.formats import short_date

OLDEST_SERVER = 15
LEAST_FREE, LOW_FREE = 200 * 2**20, 2 * 2**30  # bytes
OLDEST_BACKUP = datetime.timedelta(days=2)
SOON = datetime.timedelta(days=60)
MOST_DRIFT = datetime.timedelta(seconds=5)
LONGEST_QUEUE = datetime.timedelta(minutes=10)


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


def examine(*, quickly: bool = False) -> list[Finding]:
    """Every check, or the quick ones; one that fails in an unforeseen way is a finding too."""
    found: list[Finding] = []
    for check in QUICK if quickly else CHECKS:
        try:
            found += check()
        except Exception as problem:
            found.append(Finding(Level.BAD, check.__name__.replace("_", " "), f"Kiểm tra không chạy được: {problem}"))
    return found


def database() -> Iterator[Finding]:
    subject, found = "Cơ sở dữ liệu", condition.database()
    if found.problem:
        yield Finding(Level.BAD, subject, f"Không kết nối được: {found.problem}")
        return
    if found.major < OLDEST_SERVER or found.encoding != "UTF8":
        words = f"Cần PostgreSQL {OLDEST_SERVER} trở lên, mã UTF8; đang là {found.major}, {found.encoding}."
        yield Finding(Level.BAD, subject, words)
    elif found.embedded and not settings.SAMPLE_MODE:
        words = f"PostgreSQL {found.major} kèm theo: dành cho dùng thử và quy mô nhỏ. Dùng thật: đặt DATABASE_URL."
        yield Finding(Level.LOOK, subject, words)
    else:
        yield Finding(Level.FINE, subject, f"PostgreSQL {found.major}")
    if not found.embedded and found.owns_evidence:
        words = "Tài khoản của ứng dụng sở hữu các bảng chứng cứ. Chạy manage.py evidence_sql | sudo -u postgres psql"
        yield Finding(Level.LOOK, "Bảng chứng cứ", words)
    if found.waiting_migrations:
        words = f"Còn {found.waiting_migrations} bước nâng cấp. Chạy: manage.py migrate"
        yield Finding(Level.BAD, "Cấu trúc dữ liệu", words)
    if found.drift > MOST_DRIFT:
        words = (
            f"Đồng hồ máy chủ và máy cơ sở dữ liệu lệch {found.drift.total_seconds():.0f} giây. Bật đồng bộ giờ (NTP)."
        )
        yield Finding(Level.BAD, "Đồng hồ", words)


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


def disk() -> Iterator[Finding]:
    found = condition.disk()
    level = Level.BAD if found.free < LEAST_FREE else Level.LOOK if found.free < LOW_FREE else Level.FINE
    yield Finding(level, "Ổ đĩa", f"Còn trống {found.free / 2**30:.1f} GB tại {found.folder}")


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


def keys() -> Iterator[Finding]:
    subject, found = "Khóa ký", condition.keys()
    if not found.readable:
        words = (
            "Không mở được khóa bằng KEY_PASSPHRASE, hoặc thiết bị PKCS11_TOKEN không ký. "
            "Khôi phục đúng giá trị cũ; không tạo khóa mới."
        )
        yield Finding(Level.BAD, subject, words)
    elif found.ends is None:
        yield Finding(Level.FINE, subject, "Chưa có; được tạo khi phát hành văn bản đầu tiên")
    else:
        yield Finding(_before(found.ends), subject, f"Chứng thư có hạn đến {short_date(found.ends)}")


def _before(end: datetime.datetime) -> Level:
    left = end - clock.now()
    return Level.BAD if left < datetime.timedelta(0) else Level.LOOK if left < SOON else Level.FINE


def work() -> Iterator[Finding]:
    subject, found = "Xử lý việc nền", condition.work()
    if not found.workers:
        words = "Chưa có tiến trình nào đang chạy: thư, bằng và kiểm tra nằm chờ. Chạy: manage.py work"
        yield Finding(Level.LOOK, subject, words)
    elif found.waits_for > LONGEST_QUEUE:
        words = f"{found.waiting} việc đang chờ, việc đầu tiên đã {_minutes(found.waits_for)} phút"
        yield Finding(Level.LOOK, subject, words)
    elif found.failed:
        yield Finding(Level.LOOK, subject, f"{found.failed} việc bị lỗi trong một ngày qua: xem nhật ký máy chủ")
    else:
        yield Finding(Level.FINE, subject, f"{len(found.workers)} tiến trình đang chạy, {found.waiting} việc đang chờ")


def outbox() -> Iterator[Finding]:
    subject, found = "Hộp thư đi", condition.mail()
    if found.failed:
        words = f"{found.failed} thư không gửi được. Xem lý do và gửi lại ở trang Thư gửi đi."
        yield Finding(Level.LOOK, subject, words)
    elif found.can_send and found.overdue_for > LONGEST_QUEUE:
        words = f"{found.waiting} thư đang chờ, thư đầu tiên trễ {_minutes(found.overdue_for)} phút"
        yield Finding(Level.LOOK, subject, words)
    else:
        yield Finding(Level.FINE, subject, f"{found.waiting} thư đang chờ gửi")


def _minutes(span: datetime.timedelta) -> int:
    return int(span.total_seconds() // 60)


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


def certificate() -> Iterator[Finding]:
    """Of the public address, as a browser meets it."""
    subject, address = "Chứng thư TLS", urlsplit(settings.PUBLIC_ADDRESS)
    if address.scheme != "https":
        return
    try:
        ends = condition.certificate_ends(address.hostname or "", address.port or 443)
    except (OSError, ValueError) as problem:
        yield Finding(Level.LOOK, subject, f"Không đọc được chứng thư của {settings.PUBLIC_ADDRESS}: {problem}")
        return
    yield Finding(_before(ends), subject, f"{address.hostname}: có hạn đến {short_date(ends)}")


def anchors() -> Iterator[Finding]:
    subject, found = "Mốc nhật ký", condition.anchors()
    if found.problem:
        yield Finding(Level.LOOK, subject, found.problem)
    elif found.at is None:
        yield Finding(Level.LOOK, subject, "Chưa có; tiến trình xử lý việc nền ghi mốc mỗi ngày")
    else:
        level = Level.LOOK if clock.now() - found.at > OLDEST_BACKUP else Level.FINE
        stamped = "có" if found.stamped else "không có"
        words = f"{found.count} mốc, gần nhất ngày {short_date(found.at)}, {stamped} dấu thời gian"
        yield Finding(level, subject, words)


def timestamps() -> Iterator[Finding]:
    """Whose clock the signatures carry, and whether signed files wait for the stamp that lets them last."""
    subject, found = "Dấu thời gian", condition.timestamps()
    if not settings.TSA_URL:
        words = (
            "Chưa đặt TSA_URL: chữ ký theo đồng hồ của hệ thống, tệp đã ký không kiểm tra được khi chứng thư hết hạn"
        )
        yield Finding(Level.LOOK, subject, words)
    elif found.problem:
        yield Finding(Level.LOOK, subject, f"TSA_URL không cấp dấu thời gian: {found.problem}. Việc ký vẫn tiếp tục")
    elif found.overdue:
        words = f"{found.overdue} tệp đã ký chờ dấu thời gian lưu trữ quá một ngày. Xem lỗi của manage.py work"
        yield Finding(Level.LOOK, subject, words)
    elif settings.TSA_URL == LOCAL and not settings.SAMPLE_MODE:
        words = "TSA_URL=local là đồng hồ của chính hệ thống. Dùng thật: đặt địa chỉ dịch vụ dấu thời gian"
        yield Finding(Level.LOOK, subject, words)
    else:
        yield Finding(Level.FINE, subject, f"{found.authority} cấp")


def backup() -> Iterator[Finding]:
    if settings.SAMPLE_MODE:
        return
    last = condition.backup().at
    if last is None:
        yield Finding(Level.LOOK, "Sao lưu", "Chưa có bản sao lưu nào. Chạy: manage.py backup THƯ_MỤC")
        return
    level = Level.LOOK if clock.now() - last > OLDEST_BACKUP else Level.FINE
    yield Finding(level, "Sao lưu", f"Bản gần nhất {last:%H:%M} ngày {short_date(last)}")


def scanner() -> Iterator[Finding]:
    if settings.CLAMD_ADDRESS:
        level, words = (Level.FINE, "trả lời") if scanner_answers() else (Level.BAD, "không trả lời")
        yield Finding(level, "Phần mềm diệt mã độc", f"{settings.CLAMD_ADDRESS}: {words}")


# Cheap enough to be asked every few seconds; nothing in them waits for another machine but the database.
QUICK: tuple[Callable[[], Iterator[Finding]], ...] = (database, disk, keys, work, outbox, anchors, backup)
CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    database, data_folder, disk, keys, printing, work, outbox, mail, address, certificate, anchors, timestamps,
    backup, scanner,
)  # fmt: skip
