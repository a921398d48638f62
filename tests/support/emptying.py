"""The database between tests that commit: as it is right after `migrate`, and quickly.

Django's flush truncates all tables, which takes a second and refuses where rows are written once, and then makes
permissions and content types anew. Here only tables that hold rows are emptied, with triggers and foreign keys off
meanwhile, which only a superuser of PostgreSQL may ask for (the embedded server's user is one).
"""

from django.db import connection, transaction

from awards.starting_data import load_award_kinds
from law.starting_data import load_legal_texts

# What `migrate` wrote and no test changes.
STAY = {"django_migrations", "django_content_type", "auth_permission"}


def rows_by_table() -> dict[str, int]:
    """The tables that hold rows, and how many."""
    tables = sorted(set(connection.introspection.table_names()) - STAY)
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"""SELECT '{table}', (SELECT count(*) FROM "{table}")""" for table in tables)
        )
        return {table: count for table, count in cursor.fetchall() if count}


def empty() -> None:
    """Nothing is left of what a test committed; what comes with the tables is there again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in rows_by_table():
            cursor.execute(f'DELETE FROM "{table}"')
    load_legal_texts()
    load_award_kinds()
