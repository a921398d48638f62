"""The settings of an installation: environment variables, on a server from one file that web, work and manage.py share.

Table in README, "Configuration". A value that cannot be read, or two that contradict each other, is one sentence.
"""

import ipaddress
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import load_dotenv
from environs import Env
from environs.exceptions import EnvValidationError

# Errors are gathered, so that one start names all of them.
env = Env(eager=False)
USUAL_FILE = Path("/etc/khoithidua.env")
CLAMD = re.compile(r"|/.+|[\w.:\[\]-]+:\d{1,5}")
KIND_OF = {"Not a valid boolean.": "0 hoặc 1", "Not a valid integer.": "một số nguyên"}


class SettingsRefused(Exception):
    """Sentences, one for each setting that has to be mended."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__("\n".join(sentences))


def load_file() -> None:
    """Reads KHOITHIDUA_ENV_FILE, else /etc/khoithidua.env where there is one; what the environment says already holds.

    Not in sample mode: invented people must never reach the database of a real installation.
    """
    named = os.environ.get("KHOITHIDUA_ENV_FILE")
    path = Path(named) if named else USUAL_FILE
    sample = os.environ.get("KHOITHIDUA_SAMPLE", "").lower() not in ("", "0", "false", "no", "off")
    if not named and (sample or not path.exists()):
        return
    try:
        path.read_bytes()
    except OSError as problem:
        asked = "chạy lệnh bằng tài khoản của dịch vụ, ví dụ: sudo -u khoithidua" if path.exists() else "tệp không có"
        raise SettingsRefused([f"Không đọc được tệp cài đặt {path} ({problem.strerror}): {asked}."]) from None
    # Into the environment itself: PostgreSQL's address and what we start read it there.
    load_dotenv(path, override=False)
    forget_empty()


def forget_empty() -> None:
    """A line without a value is as if it were not there."""
    for name, value in list(os.environ.items()):
        if value == "" and name in KNOWN:
            del os.environ[name]


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated variable."""
    return [word.strip() for word in (env.str(name, default) or "").split(",") if word.strip()]


def refuse_what_is_wrong(settings: Mapping[str, Any]) -> None:
    """Called at the end of the settings with what was made of them. Raises SettingsRefused."""
    try:
        env.seal()
    except EnvValidationError as wrong:
        sentences = []
        gathered = wrong.error_messages if isinstance(wrong.error_messages, Mapping) else {}
        for name, said in gathered.items():
            wanted = KIND_OF.get(said[0], "một giá trị đúng")
            sentences.append(f"Cài đặt {name} không đọc được: cần {wanted} (bảng Cấu hình trong README.md).")
        raise SettingsRefused(sentences) from None
    if sentences := list(contradictions(settings)):
        raise SettingsRefused(sentences)


def contradictions(settings: Mapping[str, Any]) -> Iterator[str]:
    """What no installation can mean."""
    if settings["EMAIL_USE_SSL"] and settings["EMAIL_USE_TLS"]:
        yield "EMAIL_USE_SSL và EMAIL_USE_TLS không cùng bật: cổng 465 dùng SSL, cổng 587 dùng TLS (STARTTLS)."
    if not CLAMD.fullmatch(settings["CLAMD_ADDRESS"]):
        yield "CLAMD_ADDRESS phải là đường dẫn socket (/run/clamav/clamd.ctl) hoặc máy:cổng (127.0.0.1:3310)."
    address = urlsplit(settings["PUBLIC_ADDRESS"])
    if address.scheme not in ("http", "https") or not address.hostname:
        yield "PUBLIC_ADDRESS phải là địa chỉ đầy đủ, ví dụ https://thidua.example.vn."
    elif settings["SAMPLE_MODE"] and not _is_near(address.hostname):
        yield (
            "KHOITHIDUA_SAMPLE chỉ dùng trên máy này hoặc mạng nội bộ: trang hộp thư mẫu cho mọi người xem mã OTP. "
            "Tắt KHOITHIDUA_SAMPLE, hoặc đặt PUBLIC_ADDRESS là địa chỉ nội bộ."
        )
    elif settings["SAMPLE_MODE"] or settings["DEBUG"] or address.hostname in ("127.0.0.1", "localhost", "::1"):
        return
    elif settings["HTTPS"] and address.scheme != "https":
        yield "KHOITHIDUA_HTTPS đang bật nhưng PUBLIC_ADDRESS không bắt đầu bằng https://."
    elif not any(_covers(host, address.hostname) for host in settings["ALLOWED_HOSTS"]):
        yield f"ALLOWED_HOSTS phải có {address.hostname}, tên máy trong PUBLIC_ADDRESS."


def _is_near(host: str) -> bool:
    """This machine or one of the office's own network: a name without a dot, or an address that is not routed."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))


def _covers(allowed: str, host: str) -> bool:
    return allowed in ("*", host) or (allowed.startswith(".") and f".{host}".endswith(allowed))


def exit_with(refused: SettingsRefused) -> None:
    """For manage.py and the web server: the sentences, no traceback."""
    sys.exit("\n".join(refused.sentences))


KNOWN = frozenset(
    line.partition("=")[0]
    for line in (Path(__file__).resolve().parent.parent / ".env.example").read_text().splitlines()
    if line and not line.startswith("#")
)
