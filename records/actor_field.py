"""The foreign key of every "who": never deleted with the person, and without a way back from them."""

from typing import Any

from django.conf import settings
from django.db import models


def actor_fk(verbose_name: str, **options: Any) -> models.ForeignKey[Any, Any]:
    """Who did it. Put the moment (`…_at`) beside every `…_by`; a house test looks."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=verbose_name, **options
    )
