"""What the processes write: JSON lines with the request they belong to, one line a request, errors to the operator.

Paths carry secrets of links (of one use, to sign, to set a password); such a part is never written down.
"""

import logging
import re
import threading
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest, HttpResponse

from libraries.web.client import address_of

access = logging.getLogger("khoithidua.access")

_request_id: ContextVar[str] = ContextVar("request_id", default="")
GIVEN_ID = re.compile(r"[0-9a-f]{16,64}")
# Nothing that a person would call by name is so long; what is may open something.
SECRET_FROM = 12

# Mails to the operator: of one kind of error, and in all, from one process.
SAME_AGAIN = 15 * 60.0  # seconds
MOST_AN_HOUR = 10


def current_request_id() -> str:
    """The number under which the log knows the request at hand; "" outside of one."""
    return _request_id.get()


def names_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives each request its number (the proxy's, where one is trusted) and writes one line when it is answered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
        name = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        began, held = time.perf_counter(), _request_id.set(name)
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = name
            if access.isEnabledFor(logging.INFO):
                access.info("%s %s", request.method, shown_path(request), extra=about(request, response, began))
            return response
        finally:
            _request_id.reset(held)

    return middleware


def about(request: HttpRequest, response: HttpResponse, began: float) -> dict[str, Any]:
    # Only who was read anyway: the log asks the database nothing.
    user = getattr(request, "_cached_user", None)
    return {
        "method": request.method, "path": shown_path(request), "status": response.status_code,
        "milliseconds": round((time.perf_counter() - began) * 1000, 1), "address": address_of(request),
        "user": getattr(user, "pk", None),
    }  # fmt: skip


def shown_path(request: HttpRequest) -> str:
    """The path without what its parts may open: "/ky/…/xac-nhan/"."""
    path, match = request.path, request.resolver_match
    for value in sorted(map(str, (match.kwargs if match else {}).values()), key=len, reverse=True):
        if len(value) >= SECRET_FROM and not value.replace("-", "").isalpha():
            path = path.replace(value, "…")
    return path


class WithRequest(logging.Filter):
    """Each record knows its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True


class MailToOperator(logging.Handler):
    """An error as a mail to whoever runs the installation: what failed and where, never what people typed.

    The same error once in a quarter of an hour, ten mails an hour in all; what was kept back is counted in the next.
    """

    def __init__(self, level: int | str = logging.ERROR, to: list[str] | None = None) -> None:
        super().__init__(level)
        self.to = to or []
        self._sent: dict[str, float] = {}
        self._kept_back = 0
        self._guard = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        if not self.to or not self._may_send(kind_of(record), time.monotonic()):
            return
        # In a thread: a mail server that does not answer keeps no page waiting.
        threading.Thread(target=self._send, args=(self.mail(record),), daemon=True).start()

    def _may_send(self, kind: str, now: float) -> bool:
        with self._guard:
            self._sent = {one: at for one, at in self._sent.items() if now - at < 3600}
            if now - self._sent.get(kind, -SAME_AGAIN) < SAME_AGAIN or len(self._sent) >= MOST_AN_HOUR:
                self._kept_back += 1
                return False
            self._sent[kind] = now
            return True

    def mail(self, record: logging.LogRecord) -> EmailMessage:
        kept_back, self._kept_back = self._kept_back, 0
        lines = [
            f"Hệ thống: {settings.PUBLIC_ADDRESS}",
            f"Mã yêu cầu: {getattr(record, 'request_id', '') or '–'}",
            f"Nơi ghi: {record.name}",
            "",
            logging.Formatter().format(record),
        ]
        if kept_back:
            lines += ["", f"Từ thư trước còn {kept_back} lỗi khác hoặc lặp lại, xem nhật ký máy chủ."]
        first = record.getMessage().splitlines()[0] if record.getMessage() else record.name
        return EmailMessage(f"[Khối thi đua] Lỗi: {first[:150]}", "\n".join(lines), to=self.to)

    def _send(self, mail: EmailMessage) -> None:
        try:
            mail.connection = get_connection(timeout=10)
            mail.send()
        except Exception as problem:
            # Not by logging: that would call us again.
            print(f"error mail not sent: {problem}", flush=True)


def kind_of(record: logging.LogRecord) -> str:
    """Errors of one kind come from one line."""
    kind, _, trace = record.exc_info or (None, None, None)
    if kind is None:
        return f"{record.name}:{record.lineno}"
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{kind.__name__}@{place}"


def logging_settings(*, as_json: bool, level: str, operator: list[str]) -> dict[str, Any]:
    """Django's LOGGING. One line a request is written where lines are for machines."""
    json = {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": ["asctime", "levelname", "name", "message", "request_id"],
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        "json_ensure_ascii": False,
    }
    plain = {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "khoithidua.logs.WithRequest"}},
        "formatters": {"line": json if as_json else plain},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]},
            "operator": {"class": "khoithidua.logs.MailToOperator", "filters": ["request"], "to": operator},
        },
        "root": {"handlers": ["console", "operator"], "level": level},
        "loggers": {
            # Django would write to its own handlers beside ours.
            "django": {"handlers": [], "level": "INFO"},
            # A page that is not there or not allowed stands in the access log.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "khoithidua.access": {"level": "INFO" if as_json else "CRITICAL"},
            # Their warnings on every refused page are what the pages themselves say.
            "fontTools": {"level": "ERROR"},
            "pyhanko": {"level": "ERROR"},
            "pyhanko_certvalidator": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
        },
    }
