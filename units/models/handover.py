"""The secretariat handed over (bàn giao): by whoever keeps it to whoever will, often with the head of the year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from units.models.person import User
from units.models.unit import Unit
from units.models.year import EmulationYear
from units.ownership import Toned, YearOwned


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: User) -> "HandoverQuerySet":
        """Both who sign it, the bloc's secretariat, the operators."""
        roles = user.roles()
        if roles.operator:
            return self
        own = Q(giver=user) | Q(taker=user)
        return self.filter(own | Q(emulation_year__bloc__in=roles.secretary_of))


class Handover(YearOwned, Toned, MayBeSample):
    """One act of two: the giver hands over a list of what is open, the taker confirms it; each proves who they are.

    `items` is the list as it was handed over. Without `head` the head of the year stays.
    """

    class State(models.TextChoices):
        HANDED = "handed", "Chờ nhận bàn giao"
        TAKEN = "taken", "Đã nhận bàn giao"
        WITHDRAWN = "withdrawn", "Đã hủy"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="handovers", verbose_name="năm thi đua"
    )
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.HANDED)
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="handovers_given", verbose_name="người bàn giao"
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="handovers_taken", verbose_name="người nhận bàn giao"
    )
    title = models.CharField("chức danh của người nhận", max_length=150)
    head = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Khối trưởng mới"
    )
    effective_on = models.DateField("bàn giao từ ngày")
    others_stay = models.BooleanField("các thành viên khác của Tổ thư ký tiếp tục", default=False)
    reason = models.CharField("lý do", max_length=500)
    document_number = models.CharField("số, ký hiệu văn bản", max_length=60, blank=True)
    document_date = models.DateField("ngày văn bản", null=True, blank=True)
    items = models.JSONField("danh mục bàn giao")
    handed_at = models.DateTimeField("bàn giao lúc")
    handed_by = actor_fk("người ký bàn giao")
    handed_proof = models.JSONField("xác nhận của người bàn giao")
    taken_at = models.DateTimeField("nhận lúc", null=True, blank=True)
    taken_by = actor_fk("người ký nhận", null=True, blank=True)
    taken_proof = models.JSONField("xác nhận của người nhận", null=True, blank=True)
    withdrawn_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    withdrawn_by = actor_fk("người hủy", null=True, blank=True)

    TONES = {"handed": "warn", "taken": "ok", "withdrawn": "mut"}
    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "bàn giao Tổ thư ký", "bàn giao Tổ thư ký"
        ordering = ["-handed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["emulation_year"], condition=Q(state="handed"), name="one_open_handover_a_year"
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="handover_by_two_people"),
            models.CheckConstraint(condition=Q(handed_by=F("giver")), name="handover_signed_by_the_giver"),
            models.CheckConstraint(
                condition=Q(taken_by=None) | Q(taken_by=F("taker")), name="handover_signed_by_the_taker"
            ),
            set_exactly_when(["taken"], "taken_at", "taken_by", "taken_proof", name="handover_taken_when_taken"),
            set_exactly_when(["withdrawn"], "withdrawn_at", "withdrawn_by", name="handover_withdrawn_when_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"Bàn giao Tổ thư ký {self.bloc.name}"
