from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Lưu trữ"

    def ready(self) -> None:
        """Read the modules with which rooms register their acts and kinds of documents, as the admin site does."""
        autodiscover_modules("actions", "documents")
