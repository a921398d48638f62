"""A person who has not set up the account yet, and the link that was sent to them."""

import base64
import re
import time

from django.test import Client
from django_otp.oath import TOTP

from notices.models import OutgoingMail
from tests import factories
from units import workflow
from units.models import Invitation, User

NEW = "con tàu ra khơi buổi sớm"


def newcomer(unit, username="moi", full_name="Bùi Minh Mới") -> User:
    """Staff of the unit without a password."""
    user = factories.UserFactory(username=username, full_name=full_name, password=None)
    factories.PostFactory(user=user, unit=unit)
    return user


def link_in_mail() -> str:
    """The path of the link in the newest mail."""
    body = OutgoingMail.objects.order_by("-pk").first().body
    return re.search(r"https://khoithidua\.example\.vn(/loi-moi/\S+)", body)[1]


def invited(person: User, by: User | None = None) -> str:
    workflow.send_invitation(person, by=by)
    return link_in_mail()


def forgotten(person: User) -> str:
    assert workflow.send_password_link(person) is not None
    return link_in_mail()


def choose(browser: Client, link: str, password=NEW, again=NEW):
    return browser.post(link, {"new_password": password, "again": again})


def code_on(page) -> str:
    """What an app that scanned the page's key shows now."""
    secret = re.search(r"nhập: <span class=\"code d-block\"><b>([A-Z2-7 ]+)</b>", page.content.decode())[1]
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    totp = TOTP(key)
    totp.time = time.time()
    return f"{totp.token():06d}"


def set_up(browser: Client, link: str):
    """Both pages; the answer of the last one."""
    device_page = choose(browser, link).url
    return browser.post(device_page, {"code": code_on(browser.get(device_page))})


def open_invitation(person: User) -> Invitation:
    return Invitation.objects.open().get(person=person)
