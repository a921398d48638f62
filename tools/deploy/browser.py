"""A visitor through TLS from one address of the loopback: cookies, redirects, and the forms of the pages."""

import gzip
import http.client
import re
import socket
import ssl
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.IGNORECASE | re.DOTALL)
INPUT = re.compile(r"<(?:input|button)\b([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')


class Answer:
    def __init__(self, reply: http.client.HTTPResponse) -> None:
        self.status, self.headers = reply.status, reply.headers
        body = reply.read()
        self.text = (gzip.decompress(body) if reply.getheader("Content-Encoding") == "gzip" else body).decode(
            "utf-8", "replace"
        )


class Browser:
    def __init__(self, host: str, port: int, authority: Path, address: str) -> None:
        self.host, self.port, self.address, self.path = host, port, address, "/"
        self.cookies: dict[str, str] = {}
        self.trust = ssl.create_default_context(cafile=str(authority))

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def ask(self, method: str, path: str, body: str = "") -> Answer:
        line = http.client.HTTPConnection(self.host, self.port, timeout=120)
        raw = socket.create_connection(("127.0.0.1", self.port), 120, source_address=(self.address, 0))
        line.sock = self.trust.wrap_socket(raw, server_hostname=self.host)
        headers = {"Host": f"{self.host}:{self.port}", "Accept-Encoding": "gzip"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            origin = f"https://{self.host}:{self.port}"
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"{origin}/", "Origin": origin}
        try:
            line.request(method, path, body or None, headers)
            reply = line.getresponse()
            answer = Answer(reply)
        finally:
            line.close()
        for header in reply.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        self.path = path
        if answer.status in (301, 302, 303):
            where = urlsplit(reply.headers["Location"])
            return self.ask("GET", where.path + (f"?{where.query}" if where.query else ""))
        return answer

    def send(self, answer: Answer, holds: str, **typed: str) -> Answer:
        """Send the form of this page in which `holds` occurs, with its hidden fields and what is typed."""
        action, fields = form_of(answer.text, holds)
        return self.ask("POST", action or self.path, urlencode({**fields, **typed}))


def form_of(page: str, holds: str) -> tuple[str, dict[str, str]]:
    for opening, inside in FORM.findall(page):
        about = dict(ATTRIBUTE.findall(opening))
        if about.get("method", "").lower() != "post" or holds not in opening + inside:
            continue
        fields = {}
        for tag in INPUT.findall(inside):
            facts = dict(ATTRIBUTE.findall(tag))
            if "name" in facts and facts.get("type") in ("hidden", "submit", None):
                fields[unescape(facts["name"])] = unescape(facts.get("value", ""))
        return unescape(about.get("action", "")), fields
    raise LookupError(f"no form with {holds} in: {re.sub('<[^>]+>', ' ', page)[:400]}")
