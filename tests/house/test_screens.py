"""What the pages show, taken from the pages as twenty people met them."""

import pytest

from tests.house import walk
from tests.house.doors import DOORS

pytestmark = pytest.mark.django_db


# Shown in the midst of an act, or in a situation that this world does not hold; each has tests of its own.
SHOWN_ELSEWHERE = {
    "units:login_code": "between password and code: tests/units/test_login_code.py",
    "units:login_passkey": "under the installation's name, for nobody who is logged in: tests/browser/test_passkeys.py",
    "units:passkey_add": "under the installation's name, after the password: tests/browser/test_passkeys.py",
    "units:mail_code_send": "between password and code: tests/units/test_login_code.py",
    "signatures:sign_list_done": "where several papers were signed at once, shown once",
    "units:device_setup": "after the password was given again: tests/units/test_device_setup.py",
    "setup_code": "before anybody runs the installation: tests/khoithidua/test_setup_pages.py",
    "units:invitation_device": "after the password of the same invitation: tests/units/test_invitation_accept.py",
    "units:sign_on_start": "where the settings name a provider; it only leads on: tests/units/test_sign_on.py",
    "units:sign_on_return": "the same: tests/units/test_sign_on.py",
    "records:anchor_file": "a file of the data folder, not of the database: tests/records/test_anchors.py",
    "notices:sample_mailbox": "in sample mode only: tests/notices/test_sample_mailbox.py",
    "regulations:return_start": "no regulation waits to be issued: tests/regulations/test_return_start.py",
}


def test_every_page_is_shown_to_somebody(world, world_database):
    """A page of the document that nobody ever sees is tested by none of these tests."""
    shown = {row.name for row in walk.all_reading(world, world_database) if row.status == 200}
    readable = {name for name, door in walk.walked_doors() if "GET" in door.methods}
    assert len(DOORS) > 100
    assert readable - shown - SHOWN_ELSEWHERE.keys() == set()


def test_at_most_one_red_button_a_screen(world, world_database):
    """The red button is the one next act; two of them are none."""
    rows = [row for row in walk.all_reading(world, world_database) if row.status == 200 and row.red_buttons > 1]
    first = {row.name: f"{row.red_buttons} at {row.path} for {row.person}" for row in reversed(rows)}
    assert first == {}


def test_the_red_buttons_are_counted(world, world_database):
    """The control."""
    assert sum(row.red_buttons for row in walk.all_reading(world, world_database)) > 300
    page = b'<a class="btn btn-primary">x</a><dialog><button class="btn-primary"></button></dialog>'
    assert walk.red_buttons_of({"content-type": "text/html"}, page * 2) == 2
