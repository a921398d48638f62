"""A field that holds one word of a list (TextChoices), and of that list only: the database refuses any other."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Word = models.CharField[str, str]
else:
    Word = models.CharField


class ChoiceField(Word):
    """The list is written once, in `choices`; the model's CHECK `<table>_<column>_check` is made from it."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        meta: Any = cls._meta
        # Models that a migration imagines carry the constraints that migrations wrote down.
        if meta.abstract or cls.__module__ == "__fake__":
            return
        words = [word for word, _ in self.flatchoices]
        check = models.CheckConstraint(
            condition=models.Q(**{f"{name}__in": words}), name=f"{meta.db_table}_{self.column}_check"
        )
        meta.constraints = [*meta.constraints, check]
        meta.original_attrs["constraints"] = meta.constraints
