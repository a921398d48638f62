from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Lưu trữ"

    def ready(self):
        """Read every room's actions.py, as the admin site does with admin.py: each registers its acts."""
        autodiscover_modules("actions")
