from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load(**options: Any) -> None:
    from awards.starting_data import load_award_kinds  # imported here: registry

    load_award_kinds()


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        # The kinds come with the tables, and again after a flush; what the office changed is left alone.
        post_migrate.connect(_load, sender=self)
