"""axe finds no fault in any page, at a desk and on a telephone, and no page must be pushed sideways.

Each URL name once, and every page with an element that no page before it had. The walk asked for them once;
a small server gives them to Chromium with their headers and the static files, which it keeps: one session for all.
"""

import http.server
import mimetypes
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

from tests.browser.conftest import WIDTHS
from tests.browser.screen import AXE, RULES
from tests.house import walk
from tests.house.shown import Shown, with_something_new
from tests.support.chromium import running_chromium

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

DESK, TELEPHONE = WIDTHS
RUN = """([rules, contrast]) => axe.run({
  runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'], rules: {'color-contrast': {enabled: contrast}},
})"""


class Given(http.server.BaseHTTPRequestHandler):
    """Answers the browser: the page that is looked at, static files, nothing else."""

    page: Shown
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if self.path == self.page.path:
            self._answer(200, self._headers(), self.page.body)
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            kept = {"content-type": kind, "cache-control": "max-age=3600, immutable"}
            self._answer(200, kept, Path(file).read_bytes())
        else:
            self._answer(204, {}, b"")

    do_POST = do_GET

    def _headers(self) -> dict[str, str]:
        """As they were answered. A file is read from its reader's disk: what forbids it to run would stop axe too."""
        policy = self.page.headers.get("content-security-policy", "")
        return {"content-type": "text/html; charset=utf-8"} if "sandbox" in policy else self.page.headers

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args) -> None:
        """Nobody reads what a browser asked for."""


def faults(tab, width: int, look: bool = True) -> list[str]:
    """look: with axe too. Colours are the same at both widths: contrast is measured on the telephone."""
    tab.set_viewport_size({"width": width, "height": WIDTHS[width]})
    inner, wide = tab.evaluate("[window.innerWidth, document.documentElement.scrollWidth]")
    found = [f"{width}: {wide - inner} px must be scrolled sideways"] if wide > inner else []
    violations = tab.evaluate(RUN, [RULES, width == TELEPHONE])["violations"] if look else []
    for fault in violations:
        where = [node["target"] for node in fault["nodes"][:2]]
        found.append(f"{width}: {fault['id']}: {fault['help']} at {where}")
    return found


@pytest.fixture
def kept(world, world_database):
    """Walked before Playwright begins: in its context connections are others, which do not see this test's rows."""
    return walk.pages_of(world, world_database).kept


@pytest.fixture
def origin():
    """Where the pages are given out."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Given)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab():
    """One tab for all pages."""
    with running_chromium() as browser:
        context = browser.new_context(locale="vi-VN", reduced_motion="reduce")
        context.set_default_timeout(60_000)
        yield context.new_page()


def test_no_page_has_a_fault(kept, origin, tab):
    pages, new_at_desk = with_something_new(kept), {page.where for page in with_something_new(kept, every_name=False)}
    assert len(pages) > 150 and len(new_at_desk) > 50
    complaints, found = [], {}
    tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    for page in pages:
        Given.page = page
        complaints.clear()
        tab.goto(origin + page.path)
        tab.evaluate(AXE)
        wrong = faults(tab, TELEPHONE) + faults(tab, DESK, look=page.where in new_at_desk) + complaints
        if wrong:
            found[page.where] = wrong
    print(f"{len(pages)} pages at {len(WIDTHS)} widths")
    assert not found, "\n".join(f"{where}: {fault}" for where, wrong in found.items() for fault in wrong)


def test_a_fault_would_be_found(origin, tab):
    """The control: an image without a text and a table wider than a telephone."""
    body = b'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body><main><h1>x</h1>'
    wide = b'<img src="/static/img/star.svg"><p style="width: 900px">x</p></main></body></html>'
    page = Shown("x", "visitor", "GET", "/x/", 200, {"content-type": "text/html"}, body + wide)
    Given.page = page
    tab.goto(origin + page.path)
    tab.evaluate(AXE)
    said = faults(tab, TELEPHONE)
    assert any("sideways" in fault for fault in said) and any("image-alt" in fault for fault in said)
