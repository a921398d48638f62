"""The two blocs of tests/house/world in a database of their own; each try is rolled back, so it is built once."""

import copy
import hashlib
import json
import logging
import shutil
from contextlib import contextmanager
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import override_settings

from libraries.foreign_files import limits
from tests.hostile.stages import Stages
from tests.hostile.walk import Walked, walk
from tests.support.signing import quick_signatures
from tests.support.site import Site
from tests.worlds import drop_database, elsewhere, installation, make_database


@pytest.fixture(scope="session")
def hostile_folder(world_folder):
    return world_folder.with_name(f"{world_folder.name}-hostile")


@pytest.fixture(scope="session")
def hostile_database(world_database, world_folder, django_db_blocker, hostile_folder):
    """A copy of the world with some more rows. Its name."""

    def build():
        shutil.rmtree(hostile_folder, ignore_errors=True)
        shutil.copytree(world_folder, hostile_folder)
        with override_settings(**installation(hostile_folder), SAMPLE_MODE=True), quick_signatures():
            Stages().build()

    with django_db_blocker.unblock():
        name = make_database("hostile", world_database, build)
        yield name
        drop_database(name)


_answers: dict[tuple, limits.Answer] = {}


@contextmanager
def judged_once():
    """What the limited child says of a file it says at every box: it is given the bytes and nothing of the box.

    What it answers is kept for the session, by the file and all that is asked of it.
    """
    run = limits._run

    def once(task, content, options, within):
        key = task, hashlib.sha256(content).digest(), json.dumps(options, sort_keys=True), within
        if key not in _answers:
            _answers[key] = run(task, content, options, within)
        return copy.deepcopy(_answers[key])

    with mock.patch.object(limits, "_run", once):
        yield


_house: list[Site] = []


@pytest.fixture
def house(hostile_database, hostile_folder, settings, db):
    """The world, and a browser for each persona. What is done in it is done inside `undone`."""
    for name, value in installation(hostile_folder).items():
        setattr(settings, name, value)
    settings.SAMPLE_MODE = True
    logging.disable(logging.CRITICAL)  # thousands of refused pages
    with elsewhere(hostile_database), judged_once():
        if not _house:
            _house.append(Site())
        yield _house[0]
    cache.clear()
    logging.disable(logging.NOTSET)


_walked: list[Walked] = []


@pytest.fixture
def walked(house) -> Walked:
    """Walked once a session."""
    if not _walked:
        _walked.append(walk(house))
    return _walked[0]


@pytest.fixture
def forms(walked):
    """Every kind of form that the personas are shown."""
    return list(walked.forms.values())
