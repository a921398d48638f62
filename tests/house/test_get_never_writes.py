"""A GET only reads: whatever page, whoever asks, nothing but SELECT reaches the database.

docs/architecture.md: One request.
"""

import pytest
from django.db import connection

from tests.house import walk
from units.models import Bloc

pytestmark = pytest.mark.django_db


def test_only_select_reaches_the_database(world, world_database):
    rows = walk.all_reading(world, world_database)
    wrong = {(row.name, row.writes[0]): row for row in rows if row.writes}
    assert rows
    assert not wrong, "\n".join(
        f"{row.name} for {row.person} at {row.path}: {row.writes[0]}" for row in list(wrong.values())[:50]
    )


@pytest.mark.parametrize(
    "act",
    [
        lambda: Bloc.objects.update(field="Đã sửa"),
        lambda: Bloc.objects.filter(slug="doanh-nghiep-2").select_for_update().get(),
        lambda: connection.cursor().execute("/* SELECT */ UPDATE units_bloc SET field = ''"),
    ],
    ids=["update", "lock", "update behind a comment"],
)
def test_a_write_would_be_seen(world, act):
    """The control: the same watch catches what it should."""
    statements = walk.Statements()
    with walk.undone(), connection.execute_wrapper(statements):
        act()
    assert statements.writes
