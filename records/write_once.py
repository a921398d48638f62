"""Rows that are written once: refused by the ORM with a plain error, and by the database for everybody else.

A table becomes write-once by deriving its model from `WriteOnceModel` and naming `WRITE_ONCE` in its `Meta.triggers`; a
house test looks for both.
"""

from typing import Any, NoReturn, TypeVar

import pgtrigger
from django.db import models

from records.triggers import Trigger

Row = TypeVar("Row", bound=models.Model, covariant=True)


class WrittenOnce(Exception):
    """Somebody tried to change or delete a row that is written once."""


class WriteOnceQuerySet(models.QuerySet[Row]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model._meta.label}: rows are never changed")

    def delete(self) -> NoReturn:
        raise WrittenOnce(f"{self.model._meta.label}: rows are never deleted")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model._meta.label}: rows are never changed")


class WriteOnceModel(models.Model):
    objects = WriteOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    # The one exception to "no save() override": a second save is refused before it reaches the trigger.
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"{self._meta.label}: rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self._meta.label}: rows are never deleted")


class RefuseChange(Trigger):
    """Refuses whatever it watches, whoever asks."""

    func = """
        RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation';
    """


NEVER_EMPTIED = RefuseChange(name="write_once_table", operation=pgtrigger.Truncate, level=pgtrigger.Statement)
WRITE_ONCE = (RefuseChange(name="write_once_row", operation=pgtrigger.Update | pgtrigger.Delete), NEVER_EMPTIED)
