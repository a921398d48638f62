"""A town of a few blocs, cloned once a session from the sample year in a database of its own."""

import pytest

from bench import city
from bench.clone import City, plan
from bench.lineage import Lineage, Source
from tests.worlds import drop_database, elsewhere, make_database

BLOCS, YEARS = 4, 3


@pytest.fixture(scope="session")
def town_database(sample_year, django_db_blocker):
    """Its name, which rows were copied, how often, and how many there were before."""
    told = []

    def build():
        lineage = Lineage(Source.of_the_sample())
        copies = plan(lineage.source, BLOCS - 1, YEARS)
        before = city.counts(lineage)
        City(lineage, copies).fill()
        told.extend([lineage, copies, before])

    with django_db_blocker.unblock():
        name = make_database("town", sample_year[0], build)
        yield name, told
        drop_database(name)


@pytest.fixture
def town(town_database, db):
    """Stands in the town; gives (lineage, copies, counts before)."""
    name, told = town_database
    with elsewhere(name):
        yield told
