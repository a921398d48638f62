"""Between tests that commit nothing is left over (tests/support/emptying.py)."""

import pytest
from django.core.management import call_command
from django.db import connection

from records import audit
from tests import factories
from tests.support.emptying import empty, rows_by_table


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_gone_and_what_comes_with_the_tables_is_back():
    begun = rows_by_table()
    bloc = factories.BlocFactory()
    audit.record("units.edit_bloc", bloc, by=factories.UserFactory(username="lan"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE law_basesalary DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM law_basesalary")
        cursor.execute("ALTER TABLE law_basesalary ENABLE TRIGGER USER")
    assert {"units_bloc", "records_auditevent"} <= rows_by_table().keys()
    assert rows_by_table() != begun
    empty()
    assert rows_by_table() == begun
    assert "law_basesalary" in begun and "units_bloc" not in begun
    call_command("migrate", verbosity=0)  # which adds whatever an installation begins with
    assert rows_by_table() == begun
