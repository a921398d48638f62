"""The sample world, for the tests of this folder."""

import os
from urllib.parse import quote

import pytest
from django.db import connection

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


@pytest.fixture
def empty_place(tmp_path):
    """The environment of a new installation: an empty database on this server, an empty folder."""
    name = f"{connection.settings_dict['NAME']}_restored"
    identifier = connection.ops.quote_name(name)
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {identifier} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {identifier} ENCODING 'UTF8' TEMPLATE template0")
    where = connection.settings_dict
    host, user = quote(where["HOST"], safe=""), quote(where["USER"])
    address = f"postgresql://{user}:{quote(where['PASSWORD'])}@/{name}?host={host}"
    kept = {key: value for key, value in os.environ.items() if key not in ("SECRET_KEY", "KEY_PASSPHRASE")}
    yield kept | {"DATABASE_URL": address, "KHOITHIDUA_DATA": str(tmp_path / "moi"), "KHOITHIDUA_SAMPLE": "1"}
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {identifier} WITH (FORCE)")
