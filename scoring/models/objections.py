"""What a unit says against the points that the appraisal gave it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from scoring.models.criteria import Criterion
from scoring.models.sheets import ScoreSheet
from scoring.triggers import OBJECTION_STANDS
from units.ownership import PartOf, Toned


class Objection(PartOf, Toned, MayBeSample):
    """A unit's objection to one criterion (kiến nghị về điểm): answered by its checker, decided by who appraised."""

    class State(models.TextChoices):
        OPEN = "open", "Chờ xem xét"
        CHANGED = "changed", "Đã sửa điểm"
        KEPT = "kept", "Giữ nguyên điểm"

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="objections", verbose_name="phiếu chấm điểm")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="objections", verbose_name="tiêu chí")
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField("nội dung kiến nghị", max_length=1000)
    lodged_at = models.DateTimeField("thời gian kiến nghị")
    lodged_by = actor_fk("người kiến nghị")
    reply = models.CharField("ý kiến của đơn vị chấm chéo", max_length=1000, blank=True)
    replied_at = models.DateTimeField("thời gian có ý kiến", null=True, blank=True)
    replied_by = actor_fk("người có ý kiến", null=True, blank=True)
    decision = models.CharField("kết luận", max_length=1000, blank=True)
    decided_at = models.DateTimeField("thời gian kết luận", null=True, blank=True)
    decided_by = actor_fk("người kết luận", null=True, blank=True)

    part_of = "sheet"
    TONES: ClassVar[dict[str, str]] = {"open": "warn", "changed": "ok", "kept": "mut"}

    class Meta:
        verbose_name, verbose_name_plural = "kiến nghị về điểm", "các kiến nghị về điểm"
        ordering = ["pk"]
        triggers = [OBJECTION_STANDS]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_objection_a_criterion"),
            models.CheckConstraint(condition=~Q(reason=""), name="objection_says_why"),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True, replied_by__isnull=True)
                | ~Q(reply="") & Q(replied_at__isnull=False, replied_by__isnull=False),
                name="objection_reply_stamps",
            ),
            set_exactly_when(("changed", "kept"), "decided_at", "decided_by", name="objection_decided_stamps"),
            models.CheckConstraint(condition=Q(state="open") | ~Q(decision=""), name="objection_decided_in_words"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def __str__(self) -> str:
        return f"Kiến nghị của {self.sheet.unit}: {self.criterion}"
