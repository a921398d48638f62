"""A key for sorting or finding, computed from the row's own words whenever the row is written."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Text = models.CharField[str, str]
else:
    Text = models.CharField


class KeyField(Text):
    """The model says what its keys are in `set_keys`; nobody types them."""

    def __init__(self, *args: Any, **options: Any):
        options["editable"] = False
        super().__init__(*args, **options)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        model_instance.set_keys()
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options
