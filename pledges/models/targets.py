"""A unit's part in a pledge: what it registers to reach."""

from django.db import models
from django.db.models import Q

from pledges.models.pledge import SEALED, Pledge
from pledges.triggers import SEALED_TARGETS_STAY
from records.actor_field import actor_fk
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from units.models import Unit, User
from units.ownership import PartOf


class UnitPledge(PartOf, Versioned, MayBeSample):
    """A unit's part in a pledge: its targets as one thing that people edit, open to be written while the pledge is.

    Written with the first targets; before that an unsaved one stands for it where permissions are asked.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="parts", verbose_name="giao ước")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")

    part_of = "pledge"

    class Meta:
        verbose_name, verbose_name_plural = "phần giao ước của đơn vị", "phần giao ước của các đơn vị"
        constraints = [models.UniqueConstraint(fields=["pledge", "unit"], name="one_part_a_unit")]

    def __str__(self) -> str:
        return f"Chỉ tiêu của {self.unit}: {self.pledge}"

    @property
    def state_row(self) -> Pledge:
        """A part has no state of its own."""
        return self.pledge


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: User) -> "TargetQuerySet":
        """Before sealing a unit sees its own targets and the secretariat all; afterwards whoever sees the pledge."""
        roles = user.roles()
        drafts = Q(unit__in=roles.member_of | roles.can_sign_for) | Q(
            pledge__emulation_year__bloc__in=roles.secretary_of
        )
        sealed = Q(pledge__in=Pledge.objects.visible_to(user).filter(state__in=SEALED).values("pk"))
        return self.filter(drafts | sealed)


class Target(PartOf, MayBeSample):
    """What one unit registers to reach (chỉ tiêu thi đua). Fixed from sealing on, by the database too."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="targets", verbose_name="giao ước")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name="đơn vị")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("chỉ tiêu", max_length=300)
    measure = models.CharField("đơn vị tính", max_length=60)
    value = models.DecimalField("mức đăng ký", max_digits=16, decimal_places=2)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    written_at = models.DateTimeField("thời gian nhập")
    written_by = actor_fk("người nhập")

    part_of = "pledge"
    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "chỉ tiêu", "chỉ tiêu đăng ký"
        ordering = ["position", "pk"]
        triggers = [SEALED_TARGETS_STAY]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "unit", "position"],
                name="targets_of_a_unit_in_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(measure=""), name="target_says_what_and_how_measured"),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"
