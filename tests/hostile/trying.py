"""Filling a form as a person of the office would, sending it with one thing wrong, and what came back."""

import copy
import datetime
import traceback
import uuid
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from django.db import connection
from lxml import html

from libraries.web import clock
from libraries.web.formats import short_date
from tests.hostile.walk import Box, Form
from units.codes import sample_code
from units.sample import SAMPLE_PASSWORD

Pairs = list[tuple[str, str]]

# What a box of this name takes, where its type does not tell.
SENSIBLE = {
    "new_password": "mot cau that dai 2026", "again": "mot cau that dai 2026", "username": "nguoi.thu",
    "full_name": "Nguyễn Văn Thử", "email": "thu@mau.example.vn", "phone": "0225 3842 637",
    "awards:decide number": "999/QĐ-UBND", "units:add_year year": "2035", "series_code": "KTĐ",
    "units:login username": "lan", "standard": "met", "conclusion": "agree", "past_awards": "", "measure_#": "tấn",
}  # fmt: skip


def plausible(house, form: Form) -> Pairs:
    """The whole form, with every box filled in as somebody would who means well."""
    found: Pairs = []
    buttons = 0
    for box in form.boxes:
        if box.type == "file":
            continue
        if box.type == "button":
            buttons += 1
            if buttons == 1:
                found.append((box.name, box.value))
        elif box.type == "tick":
            value = box.value or (box.options[0] if len(box.options) > 1 or box.name.endswith("s") else "")
            if value:
                found.append((box.name, value))
        else:
            found.append((box.name, sensible(house, form, box)))
    return found


def sensible(house, form: Form, box: Box) -> str:
    if box.name == "submission_token":
        return str(uuid.uuid4())
    if (form.view, box.name) == ("records:verify_start", "code"):
        return "ABCDEFGHJKMNPQRSTVWX"
    if box.name == "code":
        person = house.person(form.persona)
        return (sample_code(person) if person else None) or "123456"
    for key in (f"{form.view} {box.name}", box.stem, box.name):
        if key in SENSIBLE:
            return SENSIBLE[key]
    if box.type == "password":
        return SAMPLE_PASSWORD
    if (form.view, box.name) == ("units:authority_grant", "holder"):
        return box.options[-1]
    if box.type == "choice":
        return box.value or (box.options[0] if box.options else "")
    if box.value or box.type == "hidden":
        return box.value
    later = clock.today() + datetime.timedelta(days=30)
    return {"date": short_date(later), "moment": f"{short_date(later)} 17:00", "number": "5"}.get(
        box.mode, "Nội dung hợp lý"
    )


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


def body_of(pairs: Pairs, raw: dict[str, str] | None = None) -> str:
    """The form as a browser encodes it; `raw` gives percent-encoded bytes for a name."""
    raw = raw or {}
    return "&".join(
        f"{quote_plus(name)}={raw.get(name) if name in raw else quote_plus(value, errors='surrogatepass')}"
        for name, value in pairs
    )


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
    with house.undone():
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
                answer.written = house.written()
                if answer.written:
                    answer.plain = house.not_nfc(answer.written)
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
