"""The sample world, for the tests of this folder."""

import pytest

from tests.worlds import drop_database, elsewhere, make_database


@pytest.fixture
def sample_world(sample_year, db, settings):
    """What was lived in it; what the test does there is done to a copy."""
    settings.SAMPLE_MODE = True
    database, lived = sample_year
    copy = make_database("copy", database)
    with elsewhere(copy):
        yield lived
    drop_database(copy)
