"""Sending a form with one thing wrong, and what came back."""

import copy
import traceback
from dataclasses import dataclass, field

from django.db import connection
from lxml import html

from tests.support.form import Form, Pairs, body_of
from tests.support.site import undone


@dataclass
class Answer:
    status: int = 0
    page: str = ""
    kind: str = ""
    location: str = ""
    written: set[str] = field(default_factory=set)
    trouble: str = ""  # the line of ours at which an exception came out
    after: str = ""  # the page that one is led to
    plain: list[str] = field(default_factory=list)  # tables left with text that is not NFC

    @property
    def accepted(self) -> bool:
        return 300 <= self.status < 400

    def tree(self):
        return html.fromstring(self.page) if self.page.strip() and self.kind.startswith("text/html") else None


def send(house, form: Form, pairs: Pairs, raw: dict[str, str] | None = None, follow: bool = False, **more) -> Answer:
    """Send it and undo it; a look at the database and, where wanted, at the page after, in between."""
    body = body_of(pairs, raw)
    if form.method == "get":
        return ask(house, form.persona, "GET", f"{form.action.split('?')[0]}?{body}", follow=follow, **more)
    return ask(
        house, form.persona, "POST", form.action, body=body, content_type="application/x-www-form-urlencoded",
        follow=follow, **more,
    )  # fmt: skip


def ask(house, persona, verb, address, *, body="", content_type="", follow=False, browser=None, **headers) -> Answer:
    browser = browser or house.browser(persona)
    house.remember()
    answer, cookies = Answer(), copy.deepcopy(browser.cookies)
    with undone():
        since = house.next_number()
        try:
            response = browser.generic(verb, address, body, content_type or "text/plain", **headers)
            answer.status, answer.kind = response.status_code, response.headers.get("Content-Type", "")
            answer.location = response.headers.get("Location", "")
            if response.streaming:
                response.close()
            elif answer.kind.startswith(("text/", "application/json")):
                answer.page = response.content.decode(response.charset or "utf-8")
            if verb not in ("GET", "HEAD"):
                connection.check_constraints()
                answer.written = house.written(since)
                if answer.written:
                    answer.plain = house.not_nfc(answer.written, since)
            if follow and answer.accepted and answer.location.startswith("/"):
                there = browser.get(answer.location)
                answer.after = there.content.decode() if not there.streaming and "html" in there["Content-Type"] else ""
                if there.status_code >= 500:
                    answer.status = there.status_code
        except Exception as problem:
            ours = [step for step in traceback.extract_tb(problem.__traceback__) if "/.venv/" not in step.filename]
            ours = [step for step in ours if "/tests/" not in step.filename] or ours
            where = f"{ours[-1].filename.split('/main/')[-1]}:{ours[-1].lineno}" if ours else "?"
            answer.trouble = f"{type(problem).__name__}: {str(problem)[:160]!r} at {where}"
    browser.cookies = cookies  # a logout is undone too
    return answer
