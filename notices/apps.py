from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        """Units writes to people through this room's outbox."""
        import_module("notices.carrier")
