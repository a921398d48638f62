from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SignaturesConfig(AppConfig):
    name = "signatures"
    verbose_name = "Trình ký"

    def ready(self) -> None:
        """Each room above declares its papers that are signed, and what follows."""
        autodiscover_modules("signing")
