from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        """Units writes to people through this room's outbox; every room declares its kinds of letters."""
        import_module("notices.carrier")
        autodiscover_modules("letters")
