from importlib import import_module, util

from django.apps import AppConfig
from django.conf import settings


class RoofConfig(AppConfig):
    name = "khoithidua"
    verbose_name = "Khối thi đua"

    def ready(self) -> None:
        """Read every room's worklist."""
        for room in (*settings.ROOMS, "khoithidua"):
            if util.find_spec(f"{room}.worklist") is not None:
                import_module(f"{room}.worklist")
