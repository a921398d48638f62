"""The adopted regulation of 2020, before its signers and after."""

import pytest

from tests.regulations.conftest import adopted, ballot, draft, opened, settle, settled, short_adopted, vote
from tests.support.rows_built_once import built_once
from tests.support.signing import put, sign_all

__all__ = ["adopted", "ballot", "draft", "opened", "settle", "settled", "short_adopted", "vote"]

DAY = "2020-07-03 09:00"


@built_once
def asked(adopted, minh, lan, at):
    """Before Minh, who signs for the bloc."""
    with at(DAY):
        return put("regulation", adopted, by=lan)


@built_once
def complete(asked, at):
    """Signed; waits for its number."""
    with at(DAY):
        return sign_all(asked)


@pytest.fixture
def today(at):
    """The day on which it is signed."""
    with at(DAY):
        yield
