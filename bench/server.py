"""The product as it is started for people: `manage.py launch` on a scratch database, asked over HTTP."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections

from bench.timing import descendants, memory_mb, process_cpu
from khoithidua.database import PROJECT_FOLDER
from units.models import User

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.IGNORECASE | re.DOTALL)
INPUT = re.compile(r"<(?:input|button)\b([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Running processes of the product; `cpu()` is theirs and that of the PostgreSQL processes of this database."""

    def __init__(self, database: str):
        home = connections["default"].settings_dict
        self.database, self.port = database, free_port()
        address = f"postgresql://{home['USER']}@/{database}?host={home['HOST']}"
        environment = {**os.environ, "DATABASE_URL": address, "LOG_LEVEL": "CRITICAL"}
        command = [sys.executable, "manage.py", "launch", "--port", str(self.port)]
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command, cwd=PROJECT_FOLDER, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        self.until_answered()

    def until_answered(self) -> None:
        while time.monotonic() - self.started < PATIENCE:
            try:
                if self.ask("GET", "/suc-khoe/").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise TimeoutError("the server did not answer")

    def ask(self, method: str, path: str, body: str = "", cookie: str = "") -> "Answer":
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": cookie} if cookie else {}
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}/",
            }
        try:
            line.request(method, path, body or None, headers)
            reply = line.getresponse()
            return Answer(
                reply.status, reply.getheader("Location") or "", reply.read().decode("utf-8", "replace"), reply
            )
        finally:
            line.close()

    def post_file(self, path: str, body: bytes, border: str) -> int:
        """A form with a file, as a browser sends it, from whoever is not logged in; the status of the answer."""
        token = "x" * 32
        headers = {
            "Content-Type": f"multipart/form-data; boundary={border}",
            "Referer": f"http://127.0.0.1:{self.port}/",
            "Cookie": f"csrf={token}",
            "X-CSRFToken": token,
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("POST", path, body, headers)
            reply = line.getresponse()
            reply.read()
            return reply.status
        finally:
            line.close()

    def processes(self) -> list[int]:
        return [self.process.pid, *descendants(self.process.pid)]

    def backends(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [self.database]
            )
            return [row[0] for row in cursor.fetchall()]

    def cpu(self) -> float:
        return sum(process_cpu(pid) for pid in [*self.processes(), *self.backends()])

    def memory_mb(self) -> float:
        return memory_mb(self.processes())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def serving(database: str) -> Iterator[Server]:
    server = Server(database)
    try:
        yield server
    finally:
        server.stop()


class Answer:
    def __init__(self, status: int, location: str, text: str, reply: http.client.HTTPResponse):
        self.status, self.location, self.text = status, location, text
        self.cookies = [value.split(";")[0] for name, value in reply.getheaders() if name.lower() == "set-cookie"]


class Visitor:
    """A browser of one person: keeps cookies, follows redirects, sends the form that holds a certain field."""

    def __init__(self, server: Server, user: User | None = None):
        self.server, self.path = server, ""
        self.cookies: dict[str, str] = {}
        if user is not None:
            # Logged in without the password check, which is measured where it belongs.
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.save()
            self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""

    def ask(self, method: str, path: str, body: str = "") -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.server.ask(method, path, body, cookie)
        self.cookies.update((name, value) for name, _, value in (pair.partition("=") for pair in answer.cookies))
        self.path = path
        if answer.status in (301, 302, 303):
            where = urlsplit(answer.location)
            return self.ask("GET", where.path + (f"?{where.query}" if where.query else ""))
        return answer

    def send(self, answer: Answer, holds: str, **typed: str) -> Answer:
        """Post the form of the page in which `holds` occurs, with its hidden fields and what is typed."""
        action, fields = form_of(answer.text, holds)
        return self.ask("POST", action or self.path, urlencode({**fields, **typed}))


def form_of(html: str, holds: str) -> tuple[str, dict[str, str]]:
    for opening, inside in FORM.findall(html):
        about = dict(ATTRIBUTE.findall(opening))
        if about.get("method", "").lower() != "post" or holds not in opening + inside:
            continue
        fields = {}
        for tag in INPUT.findall(inside):
            facts = dict(ATTRIBUTE.findall(tag))
            if "name" in facts and facts.get("type") in ("hidden", "submit", None):
                fields[unescape(facts["name"])] = unescape(facts.get("value", ""))
        return unescape(about.get("action", "")), fields
    raise LookupError(f"no form with {holds}")
