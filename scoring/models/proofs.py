"""The evidence that a unit shows for a criterion of its sheet."""

from typing import Any

from django.db import models

from evidence.models import Evidence
from records.actor_field import actor_fk
from records.sample_rows import MayBeSample
from scoring.models.criteria import Criterion
from scoring.models.sheets import ScoreSheet
from scoring.triggers import PROOFS_WHILE_OPEN
from units.models import EmulationYear, User
from units.ownership import PartOf


class Proof(PartOf, MayBeSample):
    """One piece of evidence for one criterion (minh chứng của tiêu chí); one piece may show several of them."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="proofs", verbose_name="phiếu chấm điểm")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="proofs", verbose_name="tiêu chí")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="proofs", verbose_name="minh chứng")
    added_at = models.DateTimeField("thời gian đính kèm")
    added_by = actor_fk("người đính kèm")

    part_of = "sheet"

    class Meta:
        verbose_name, verbose_name_plural = "minh chứng của tiêu chí", "minh chứng của tiêu chí"
        ordering = ["pk"]
        triggers = [PROOFS_WHILE_OPEN]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion", "evidence"], name="one_piece_a_criterion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.criterion}"


def evidence_read_by(user: User) -> Any:
    """Keys of the evidence in sheets that this person checks or appraises, once the unit has handed the sheet in."""
    roles = user.roles()
    checked = models.Q(sheet__checker__in=roles.member_of | roles.can_sign_for)
    led = models.Q(sheet__criteria_set__emulation_year__in=EmulationYear.objects.led_by(roles.can_sign_for))
    rows = Proof.objects.filter(checked | led).exclude(sheet__state=ScoreSheet.State.OPEN)
    return rows.order_by().values("evidence")
