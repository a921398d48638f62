"""Triggers of the database, declared on the model they guard (`Meta.triggers`, django-pgtrigger).

A room's triggers stand in its `triggers.py`; `manage.py makemigrations` writes them into the migration. They differ
from the library's own in one thing: the library lets any session switch a trigger off with a setting
(`pgtrigger.ignore`). Ours cannot be switched off that way; only the owner of the table can, with ALTER TABLE.
"""

from textwrap import dedent
from typing import Any

import pgtrigger
from pgtrigger import compiler


class TriggerSql(compiler.UpsertTriggerSql):
    """The SQL of one trigger and its function. Migrations name this class: its template is never edited."""

    def get_template(self) -> str:
        return """
CREATE OR REPLACE FUNCTION {pgid}() RETURNS trigger LANGUAGE plpgsql AS $$
{declare}
BEGIN
{func}
END $$;
CREATE OR REPLACE TRIGGER {pgid} {when} {operation} ON {table} FOR EACH {level} {condition} EXECUTE FUNCTION {execute};
COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
"""


class Trigger(pgtrigger.Trigger):
    """A trigger BEFORE a row is written; `func` is what stands between BEGIN and END in PL/pgSQL."""

    when = pgtrigger.Before

    def compile(self, model: Any) -> compiler.Trigger:  # the class; the library annotates a row
        parts: dict[str, Any] = {**super().compile(model).sql.kwargs}
        del parts["ignore_func_name"]
        parts["func"] = dedent(parts["func"]).strip("\n")
        return compiler.Trigger(name=self.name, sql=TriggerSql(**parts))
