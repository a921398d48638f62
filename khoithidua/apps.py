from importlib import import_module, util

from django.apps import AppConfig
from django.conf import settings

from libraries.foreign_files import scan_with


class RoofConfig(AppConfig):
    name = "khoithidua"
    verbose_name = "Khối thi đua"

    def ready(self) -> None:
        """Read every room's worklist; name the scanner for malware, if there is one."""
        scan_with(settings.CLAMD_ADDRESS)
        for room in (*settings.ROOMS, "khoithidua"):
            if util.find_spec(f"{room}.worklist") is not None:
                import_module(f"{room}.worklist")
