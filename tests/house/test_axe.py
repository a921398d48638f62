"""axe finds no fault in any page, at a desk and on a telephone, and no page must be pushed sideways.

Each URL name once, and every page with an element that no page before it had. The walk asked for them once;
Chromium is given them with their headers and the static files, without a server: one session for all.
"""

import mimetypes
import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Route, sync_playwright

from tests.browser.conftest import SWITCHES, WIDTHS
from tests.browser.screen import AXE, RULES
from tests.house import walk
from tests.house.shown import Shown, with_something_new

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

ORIGIN = "https://khoithidua.example.vn"
RUN = "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"


def served(page: Shown):
    """Answers the browser: the page at its address, static files, nothing else."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            route.fulfill(status=200, headers=page.headers, body=page.body)
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(status=200, content_type=kind, path=file)
        else:
            route.fulfill(status=204)

    return answer


def faults(tab, width: int) -> list[str]:
    tab.set_viewport_size({"width": width, "height": WIDTHS[width]})
    inner, wide = tab.evaluate("[window.innerWidth, document.documentElement.scrollWidth]")
    found = [f"{width}: {wide - inner} px must be scrolled sideways"] if wide > inner else []
    for fault in tab.evaluate(RUN, RULES)["violations"]:
        where = [node["target"] for node in fault["nodes"][:2]]
        found.append(f"{width}: {fault['id']}: {fault['help']} at {where}")
    return found


@pytest.fixture
def tab(monkeypatch):
    """One tab for all pages. Playwright keeps an event loop; Django would refuse to talk to the database beside it."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed: apt install chromium")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        context = browser.new_context(locale="vi-VN", reduced_motion="reduce", ignore_https_errors=True)
        context.set_default_timeout(20_000)
        yield context.new_page()
        browser.close()


def test_no_page_has_a_fault(world, world_database, tab):
    pages = with_something_new(walk.pages_of(world, world_database).kept)
    assert len(pages) > 150
    complaints, found = [], {}
    tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    for page in pages:
        tab.unroute_all()
        tab.route("**/*", served(page))
        complaints.clear()
        tab.goto(ORIGIN + page.path)
        tab.evaluate(AXE)
        if wrong := [fault for width in WIDTHS for fault in faults(tab, width)] + complaints:
            found[page.where] = wrong
    print(f"{len(pages)} pages at {len(WIDTHS)} widths")
    assert not found, "\n".join(f"{where}: {fault}" for where, wrong in found.items() for fault in wrong)


def test_a_fault_would_be_found(tab):
    """The control: an image without a text and a table wider than a telephone."""
    body = b'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body><main><h1>x</h1>'
    wide = b'<img src="/static/img/star.svg"><p style="width: 900px">x</p></main></body></html>'
    page = Shown("x", "visitor", "GET", "/x/", 200, {"content-type": "text/html"}, body + wide)
    tab.route("**/*", served(page))
    tab.goto(ORIGIN + page.path)
    tab.evaluate(AXE)
    said = faults(tab, 390)
    assert any("sideways" in fault for fault in said) and any("image-alt" in fault for fault in said)
