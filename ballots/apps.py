from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BallotsConfig(AppConfig):
    name = "ballots"
    verbose_name = "Biểu quyết"

    def ready(self) -> None:
        """The rooms above say what can be voted on, and where ballots are held."""
        autodiscover_modules("voting")
