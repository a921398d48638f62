from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Chấm điểm"

    def ready(self) -> None:
        from evidence.readers import register_readers  # imported here: registry
        from scoring.models.proofs import evidence_read_by  # imported here: registry

        register_readers(evidence_read_by)
