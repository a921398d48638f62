"""manage.py evidence_sql [--give-back]: SQL by which a role of its own owns the tables that prove.

On a named server: `manage.py evidence_sql | sudo -u postgres psql khoithidua`. Afterwards the application may add rows
there and read them, and can neither change them nor switch off the triggers that refuse it. Before an upgrade the
tables are given back (--give-back), after it they are taken away again.
"""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from records.write_once import WriteOnceModel

OWNER = "khoithidua_evidence"


def evidence_tables() -> list[str]:
    """The tables of rows that are written once."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, WriteOnceModel))


def taking(application: str) -> list[str]:
    statements = [
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}')"
        f" THEN CREATE ROLE {OWNER} NOLOGIN; END IF; END $$",
        # Who owns the schema may drop what stands in it, whoever owns that.
        f"ALTER SCHEMA public OWNER TO {OWNER}",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {application}",
        # References from its tables to others are checked in its name.
        f"GRANT SELECT, REFERENCES ON ALL TABLES IN SCHEMA public TO {OWNER}",
        f"GRANT UPDATE ON ALL TABLES IN SCHEMA public TO {OWNER}",
    ]
    for table in evidence_tables():
        statements += [
            f"ALTER TABLE {table} OWNER TO {OWNER}",
            f"REVOKE ALL ON {table} FROM {application}",
            # UPDATE of the key alone: a row may be locked, and the trigger refuses the change.
            f"GRANT SELECT, INSERT, REFERENCES, UPDATE (id) ON {table} TO {application}",
        ]
    # pg_dump reads where each sequence stands.
    return [*statements, f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {application}"]


def giving_back(application: str) -> list[str]:
    schema = "ALTER SCHEMA public OWNER TO pg_database_owner"
    return [schema, *(f"ALTER TABLE {table} OWNER TO {application}" for table in evidence_tables())]


class Command(BaseCommand):
    help = "In các lệnh SQL giao bảng chứng cứ cho một vai trò riêng trong cơ sở dữ liệu; chạy bằng tài khoản postgres."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--give-back", action="store_true", help="Trả các bảng về trước khi nâng cấp")

    def handle(self, *args: Any, give_back: bool, **options: Any) -> None:
        application = str(connection.settings_dict["USER"])
        if not application or application == "postgres":
            raise CommandError("Chỉ dùng với máy chủ có tên: DATABASE_URL phải nêu tài khoản riêng của ứng dụng.")
        name = connection.ops.quote_name(application)
        self.stdout.write("BEGIN;")
        for statement in giving_back(name) if give_back else taking(name):
            self.stdout.write(f"{statement};")
        self.stdout.write("COMMIT;")
