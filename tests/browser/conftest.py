"""Debian's Chromium before the sample world: one server, one database and one browser for all tests of this folder."""

from pathlib import Path

import pytest
from django.conf import settings as present_settings
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.screen import Screen
from tests.support.chromium import PATIENCE_MS, running_chromium
from tests.support.site import log_in
from tests.worlds import drop_database, installation, make_database, standing_in
from units.models import User

WIDTHS = {1366: 768, 390: 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium():
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def server(chromium, sample_year, django_db_blocker, tmp_path_factory):
    """The sample world behind a server: a copy, in which every test leaves its traces."""
    plain = override_settings(
        **installation(tmp_path_factory.getbasetemp() / "data"),
        SAMPLE_MODE=True,
        # Read when the server starts; `plain_installation` comes with each test, later than that.
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
    )
    with django_db_blocker.unblock(), plain:
        copy = make_database("browser", sample_year[0])
        with standing_in(copy):
            running = LiveServer("127.0.0.1")
            yield running
            running.stop()
        drop_database(copy)


@pytest.fixture
def db(server):
    """The tests' database, already filled. pytest-django makes one only for tests that ask for `db`, by this name."""


@pytest.fixture(autouse=True)
def sample_installation(plain_installation, settings):
    """As a visitor meets it: sample people, and codes shown where a telephone would show them."""
    settings.SAMPLE_MODE = True


@pytest.fixture
def screen_of(chromium, server, db):
    """`screen_of("lan", 390)` is lan before a telephone; `screen_of()` a visitor before a desk."""
    contexts = []

    def sit_down(username: str = "", width: int = 1366, **options) -> Screen:
        size = {"width": width, "height": WIDTHS[width]}
        # Without smooth scrolling what has the focus stands still when it is looked at.
        context = chromium.new_context(
            viewport=size, locale="vi-VN", base_url=server.url, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        if username:
            client = log_in(Client(), User.objects.get(username=username))
            name = present_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])
        return Screen(context.new_page())

    yield sit_down
    for context in contexts:
        context.close()
