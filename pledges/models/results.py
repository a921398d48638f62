"""What a unit reached of its registered targets, quarter by quarter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pledges.models.pledge import Pledge
from pledges.models.targets import Target
from pledges.triggers import RESULTS_OF_AN_OPEN_REPORT
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from units.models import Unit, User
from units.ownership import PartOf, Toned


class QuarterReportQuerySet(models.QuerySet["QuarterReport"]):
    def visible_to(self, user: User) -> "QuarterReportQuerySet":
        """A unit sees its own and the secretariat all; confirmed ones whoever sees the pledge."""
        roles = user.roles()
        own = Q(unit__in=roles.member_of | roles.can_sign_for) | Q(pledge__emulation_year__bloc__in=roles.secretary_of)
        confirmed = Q(state=QuarterReport.State.CONFIRMED, pledge__in=Pledge.objects.visible_to(user).values("pk"))
        return self.filter(own | confirmed)


class QuarterReport(PartOf, Toned, Versioned, MayBeSample):
    """Results up to the end of a quarter (kết quả thực hiện chỉ tiêu): typed by staff, confirmed by its leader.

    Written with the first result; before that an unsaved one stands for it where permissions are asked.
    """

    class State(models.TextChoices):
        OPEN = "open", "Đang nhập"
        CONFIRMED = "confirmed", "Đã xác nhận"

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="quarter_reports", verbose_name="giao ước")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    quarter = models.PositiveSmallIntegerField("quý")
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    confirmed_at = models.DateTimeField("thời gian xác nhận", null=True, blank=True)
    confirmed_by = actor_fk("người xác nhận", null=True, blank=True)

    part_of = "pledge"
    TONES: ClassVar[dict[str, str]] = {"open": "warn", "confirmed": "ok"}
    objects = QuarterReportQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "kết quả quý của đơn vị", "kết quả quý của các đơn vị"
        ordering = ["pledge", "quarter", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "unit", "quarter"], name="one_report_a_unit_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="quarters_are_four"),
            set_exactly_when(["confirmed"], "confirmed_at", "confirmed_by", name="quarter_confirmed_stamps"),
        ]

    def __str__(self) -> str:
        return f"Kết quả quý {self.roman} của {self.unit}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def roman(self) -> str:
        """The quarter as papers write it: "II"."""
        return ("I", "II", "III", "IV")[self.quarter - 1]


class TargetResult(PartOf, MayBeSample):
    """What was reached of one target from 1 January to the end of the quarter (lũy kế)."""

    report = models.ForeignKey(
        QuarterReport, models.PROTECT, related_name="results", verbose_name="kết quả quý của đơn vị"
    )
    target = models.ForeignKey(Target, models.PROTECT, related_name="results", verbose_name="chỉ tiêu")
    value = models.DecimalField("kết quả lũy kế", max_digits=16, decimal_places=2)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    written_at = models.DateTimeField("thời gian nhập")
    written_by = actor_fk("người nhập")

    part_of = "report"

    class Meta:
        verbose_name, verbose_name_plural = "kết quả của chỉ tiêu", "kết quả của các chỉ tiêu"
        ordering = ["pk"]
        triggers = [RESULTS_OF_AN_OPEN_REPORT]
        constraints = [models.UniqueConstraint(fields=["report", "target"], name="one_result_a_target_a_quarter")]

    def __str__(self) -> str:
        return f"{self.target.name}: {self.value}"
