"""Whole modules stand in the world of the access tests (tests/house/world)."""

import pytest

from tests.house.world import catalogue
from tests.worlds import installation, standing_in


@pytest.fixture(scope="module")
def _standing_in_the_world(world_database, django_db_blocker):
    with django_db_blocker.unblock(), standing_in(world_database):
        yield


@pytest.fixture
def world(_standing_in_the_world, world_folder, settings, db):
    """The rows by kind and a browser for each persona; all that is done there is undone after the test."""
    for name, value in installation(world_folder).items():
        setattr(settings, name, value)
    return catalogue()
