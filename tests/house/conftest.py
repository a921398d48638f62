"""The world of the access tests (tests/house/world.py): made once a session, stood in by whole modules."""

from pathlib import Path

import pytest
from django.conf import settings as installed
from django.test import override_settings

from tests.house import world as making


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory) -> Path:
    if making.KEPT:
        return installed.DATA_FOLDER / f"house-world-{installed.DATABASES['default']['TEST']['NAME']}"
    return tmp_path_factory.getbasetemp() / "house-world"


@pytest.fixture(scope="session")
def world_database(django_db_setup, django_db_blocker, world_folder):
    """Its name. Built as an installation with sample mode is, because the sample's people prove who they are."""
    with django_db_blocker.unblock():
        with override_settings(**making.installation(world_folder), SAMPLE_MODE=True):
            name = making.prepare_database()
        yield name
        making.drop_database(name)


@pytest.fixture(scope="module")
def _standing_in_the_world(world_database, django_db_blocker):
    with django_db_blocker.unblock(), making.standing_in(world_database):
        yield


@pytest.fixture
def world(_standing_in_the_world, world_folder, settings, db):
    """The rows by kind and a browser for each persona; all that is done there is undone after the test."""
    for name, value in making.installation(world_folder).items():
        setattr(settings, name, value)
    return making.catalogue()
