"""What a text was sent on with although its check had found it, and why."""

from django.db import models
from django.db.models import Q

from drafting.models.texts import Text
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.ownership import PartOf


class PassedCheck(PartOf, WriteOnceModel):
    """Findings of the check of a text (kiểm tra văn bản) that somebody let stand, with the reason. Written once."""

    class Gate(models.TextChoices):
        CONSULTATION = "consultation", "Gửi lấy ý kiến"
        SETTLING = "settling", "Chốt nội dung"

    text = models.ForeignKey(Text, models.PROTECT, related_name="passed_checks", verbose_name="văn bản")
    gate = ChoiceField("bước thực hiện", max_length=15, choices=Gate)
    findings = models.JSONField("nội dung được giữ nguyên")
    reason = models.TextField("lý do")
    passed_at = models.DateTimeField("thời điểm")
    passed_by = actor_fk("người thực hiện")

    part_of = "text"

    class Meta:
        verbose_name, verbose_name_plural = "lần kiểm tra văn bản", "các lần kiểm tra văn bản"
        ordering = ["pk"]
        triggers = WRITE_ONCE
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="passed_check_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_gate_display()}: {self.text}"
