"""axe finds no fault in any page, at a desk and on a telephone, and no page must be pushed sideways.

Each URL name once, and every page with an element that no page before it had. The walk asked for them once;
Chromium is given them with their headers and the static files, without a server: one session for all.
"""

import mimetypes
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Route

from tests.browser.conftest import WIDTHS
from tests.browser.screen import AXE, RULES
from tests.house import walk
from tests.house.shown import Shown, with_something_new
from tests.support.chromium import running_chromium

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

ORIGIN = "https://khoithidua.example.vn"
DESK, TELEPHONE = WIDTHS
RUN = """([rules, contrast]) => axe.run({
  runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'], rules: {'color-contrast': {enabled: contrast}},
})"""


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
def tab():
    """One tab for all pages."""
    with running_chromium() as browser:
        context = browser.new_context(locale="vi-VN", reduced_motion="reduce", ignore_https_errors=True)
        context.set_default_timeout(60_000)
        yield context.new_page()


def test_no_page_has_a_fault(world, world_database, tab):
    kept = walk.pages_of(world, world_database).kept
    pages, new_at_desk = with_something_new(kept), {page.where for page in with_something_new(kept, every_name=False)}
    assert len(pages) > 150 and len(new_at_desk) > 50
    complaints, found = [], {}
    tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    for page in pages:
        tab.unroute_all()
        tab.route("**/*", served(page))
        complaints.clear()
        tab.goto(ORIGIN + page.path)
        tab.evaluate(AXE)
        wrong = faults(tab, TELEPHONE) + faults(tab, DESK, look=page.where in new_at_desk) + complaints
        if wrong:
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
    said = faults(tab, TELEPHONE)
    assert any("sideways" in fault for fault in said) and any("image-alt" in fault for fault in said)
