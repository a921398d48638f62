"""The beginning of every story: people and law, and nothing that has happened."""

import pytest

from awards.starting_data import load_award_kinds
from khoithidua.sample.people import load_people
from tests.stories.stage import Cast


@pytest.fixture
def cast(settings, db):
    """Two blocs of people; nothing has happened yet."""
    settings.SAMPLE_MODE = True
    settings.IDLE_HOURS = 24 * 3650  # a story leaps over weeks between two pages of one person
    load_people()
    load_award_kinds()
    return Cast()
