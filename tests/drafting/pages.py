"""Drafting's pages as a browser asks for them, by their full name ("drafting:remind")."""

import re
import uuid

from django.test import Client
from django.urls import reverse

from tests.support.site import log_in


def browser(user) -> Client:
    return Client() if user is None else log_in(Client(), user)


def get(user, name, *args, **query):
    return browser(user).get(reverse(name, args=args), query)


def post(user, name, *args, **data):
    """A form sent as the page would send it."""
    sent = {"submission_token": str(uuid.uuid4()), **data}
    return browser(user).post(reverse(name, args=args), sent)


def body(response) -> str:
    return response.content.decode()


def unmarked(response) -> str:
    """The page without the marks at words that only one of two texts has."""
    return re.sub("</?mark>", "", body(response))
