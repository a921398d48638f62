"""The emulation year (năm thi đua) of a bloc and the seats of its units in that year."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from units.models.bloc import Bloc
from units.models.unit import Unit, UnitQuerySet
from units.ownership import BlocOwned, YearOwned

if TYPE_CHECKING:
    from units.models.person import User


class EmulationYearQuerySet(models.QuerySet["EmulationYear"]):
    def visible_to(self, user: "User") -> "EmulationYearQuerySet":
        """Those of the blocs one sees; the board's and the operators' without asking for them."""
        return self if user.roles().sees_every_bloc else self.filter(bloc__in=user.bloc_ids)


class EmulationYear(BlocOwned, Versioned, MayBeSample):
    """One year of a bloc (năm thi đua) with the city's theme of the year."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="years", verbose_name="khối")
    year = models.PositiveSmallIntegerField("năm")
    theme = models.CharField("chủ đề năm", max_length=300, blank=True)
    theme_source = models.CharField("nguồn của chủ đề", max_length=300, blank=True)
    units_source = models.TextField("nguồn của danh sách đơn vị", blank=True)

    objects = EmulationYearQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "năm thi đua", "các năm thi đua"
        ordering = ["-year"]
        indexes = [models.Index(fields=["-year", "id"], name="years_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["bloc", "year"], name="one_year_row_a_bloc"),
            models.CheckConstraint(condition=Q(year__gte=1948, year__lte=2100), name="emulation_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"Năm thi đua {self.year} – {self.bloc}"

    def units(self) -> UnitQuerySet:
        """Units that sit in this year, in protocol order: head, deputy, then the stored order; names prefetched."""
        return Unit.objects.filter(seats__emulation_year=self).order_by("seats__display_order").with_names()


class Seat(YearOwned, MayBeSample):
    """What a unit is in one year: Khối trưởng, Khối phó or member. `display_order` is the protocol order."""

    class Role(models.TextChoices):
        HEAD = "head", "Khối trưởng"
        DEPUTY = "deputy", "Khối phó"
        MEMBER = "member", "Thành viên"

    emulation_year = models.ForeignKey(EmulationYear, models.PROTECT, related_name="seats", verbose_name="năm thi đua")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats", verbose_name="đơn vị")
    role = ChoiceField("vai trò", max_length=10, choices=Role, default=Role.MEMBER)
    display_order = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name, verbose_name_plural = "vai trò trong năm", "vai trò các đơn vị trong năm"
        ordering = ["display_order"]
        constraints = [
            models.UniqueConstraint(fields=["emulation_year", "unit"], name="one_seat_a_unit_a_year"),
            models.UniqueConstraint(
                fields=["emulation_year", "display_order"],
                name="seat_order_is_an_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["emulation_year"], condition=Q(role="head"), name="one_head_unit_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.get_role_display()} năm {self.emulation_year.year}"
