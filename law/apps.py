from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load(**options: Any) -> None:
    from law.starting_data import load_legal_texts, load_wording  # imported here: registry

    load_legal_texts()
    load_wording()


class LawConfig(AppConfig):
    name = "law"
    verbose_name = "Căn cứ pháp lý"

    def ready(self) -> None:
        # The pack comes with the tables, and again after a flush; what the office changed is left alone.
        post_migrate.connect(_load, sender=self)
