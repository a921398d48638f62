from importlib import import_module, util

from django.apps import AppConfig
from django.conf import settings


class RoofConfig(AppConfig):
    name = "khoithidua"
    verbose_name = "Khối Thi Đua"

    def ready(self):
        """Read every room's worklist; give the audit log the labels of their steps and of their other verbs."""
        from records import audit
        from records.transitions import Workflow

        for room in (*settings.ROOMS, "khoithidua"):
            if util.find_spec(f"{room}.worklist") is not None:
                import_module(f"{room}.worklist")
        for room in settings.ROOMS:
            if util.find_spec(f"{room}.workflow") is None:
                continue
            module = import_module(f"{room}.workflow")
            for table in vars(module).values():
                if isinstance(table, Workflow):
                    audit.VERB_LABELS.update({f"{room}.{step.name}": step.label for step in table})
            audit.VERB_LABELS.update({f"{room}.{verb}": label for verb, label in getattr(module, "VERBS", {}).items()})
