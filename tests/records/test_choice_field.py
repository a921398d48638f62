"""A field of fixed words: its CHECK is made from the list, and grows with it."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps

from records.choice_field import ChoiceField


def shelf(*words):
    """A table that no room has, as migrations see it."""
    with isolate_apps("records"):

        class Shelf(models.Model):  # noqa: DJ008 – nobody reads its rows
            colour = ChoiceField("màu", max_length=10, choices=[(word, word) for word in words])

            class Meta:
                app_label = "records"

    state = ProjectState()
    state.add_model(ModelState.from_model(Shelf))
    return state


def migrate(before, after):
    (migration,) = MigrationAutodetector(before, after)._detect_changes()["records"]
    with connection.schema_editor() as editor:
        migration.apply(before, editor)


def put(word):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO records_shelf (colour) VALUES (%s)", [word])


@pytest.fixture
def table(db):
    migrate(ProjectState(), shelf("red", "it's"))


def test_words_of_the_list_only(table):
    put("red")
    put("it's")
    with pytest.raises(IntegrityError, match="records_shelf_colour_check"):
        put("blue")


def test_a_longer_list_is_a_migration_that_alters_the_check(table):
    migrate(shelf("red", "it's"), shelf("red", "it's", "blue"))
    put("blue")
    with pytest.raises(IntegrityError, match="records_shelf_colour_check"):
        put("green")
