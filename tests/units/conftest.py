"""What the tests of units' pages share."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

PASSWORD = "mat-khau-thu-nghiem"


@pytest.fixture
def status_of(client_of):
    """`status_of(lan, "bloc_detail", "doanh-nghiep-2")`: what this persona is answered; None is the visitor."""

    def ask(user, name, *args):
        browser = client_of(user) if user is not None else Client()
        return browser.get(reverse(f"units:{name}", args=args)).status_code

    return ask


@pytest.fixture
def post(client_of):
    """`post(lan, "units:bloc_edit", "doanh-nghiep-2", data={…})`: a form sent as the page would send it."""

    def send(user, name, *args, data=None, client=None, **options):
        browser = client or (client_of(user) if user is not None else Client())
        return browser.post(
            reverse(name, args=args), {"submission_token": str(uuid.uuid4()), **(data or {})}, **options
        )

    return send


@pytest.fixture
def text_of():
    return lambda response: response.content.decode()


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc, bach):
    return {"lan": lan, "minh": minh, "hoa": hoa, "nam": nam, "tuan": tuan, "mai": mai, "duc": duc, "bach": bach}
