"""Rows that are written once: refused by the ORM with a plain error, and by the database for everybody else.

A table becomes write-once by deriving its model from `WriteOnceModel` and putting `write_once("table_name")` into the
migration that creates it; a house test looks for both.
"""

from django.db import models
from django.db.migrations.operations import RunSQL


class WrittenOnce(Exception):
    """Somebody tried to change or delete a row that is written once."""


class WriteOnceQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise WrittenOnce(f"{self.model._meta.label}: rows are never changed")

    def delete(self):
        raise WrittenOnce(f"{self.model._meta.label}: rows are never deleted")

    def bulk_update(self, *args, **kwargs):
        raise WrittenOnce(f"{self.model._meta.label}: rows are never changed")


class WriteOnceModel(models.Model):
    objects = WriteOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    # The one exception to "no save() override": a second save is refused before it reaches the trigger.
    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise WrittenOnce(f"{self._meta.label}: rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WrittenOnce(f"{self._meta.label}: rows are never deleted")


FUNCTION = """
CREATE OR REPLACE FUNCTION records_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$
"""


def write_once(table: str) -> RunSQL:
    """Migration operation: `table` refuses UPDATE, DELETE and TRUNCATE, whoever asks (trust.md 1.4.6)."""
    return RunSQL(
        [
            FUNCTION,
            f"CREATE TRIGGER write_once_row BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION records_refuse_change()",
            f"CREATE TRIGGER write_once_table BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse_change()",
        ],
        [f"DROP TRIGGER write_once_row ON {table}", f"DROP TRIGGER write_once_table ON {table}"],
    )
