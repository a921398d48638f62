"""The foreign key of every "who"."""

from django.conf import settings
from django.db import models


def person(verbose_name: str, **options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=verbose_name, **options
    )
