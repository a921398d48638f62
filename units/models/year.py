"""The emulation year (năm thi đua) of a bloc and the seats of its units in that year."""

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from libraries.web import clock
from libraries.web.formats import local_date
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from units.models.bloc import Bloc
from units.models.periods import HeldForATime, in_force, never_overlapping, period_forward
from units.models.unit import Unit, UnitQuerySet
from units.ownership import BlocOwned, YearOwned
from units.triggers import SEAT_WITHIN_ITS_YEAR

if TYPE_CHECKING:
    from units.models.person import User

LEADING = ("head", "deputy")


class EmulationYearQuerySet(models.QuerySet["EmulationYear"]):
    def visible_to(self, user: "User") -> "EmulationYearQuerySet":
        """Those of the blocs one sees; the board's and the operators' without asking for them."""
        return self if user.roles().sees_every_bloc else self.filter(bloc__in=user.bloc_ids)

    def led_by(self, units: Collection[int]) -> "EmulationYearQuerySet":
        """Years in which one of these units was Khối trưởng or Khối phó on some day."""
        return self.filter(pk__in=Seat.objects.filter(role__in=LEADING, unit__in=units).values("emulation_year"))


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

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, 1, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.year, 12, 31)

    @property
    def is_over(self) -> bool:
        """Its seats take corrections with a reason only."""
        return self.last_day < clock.today()

    def day_within(self, on: datetime.date | None = None) -> datetime.date:
        """The day (of the moment; today by default) as far as it lies in this year, else the nearest of its days.

        Seats are asked for a day of the year also by what comes before it (a plan) or after (the year's awards).
        """
        return min(max(local_date(on) if on else clock.today(), self.first_day), self.last_day)

    def seats_on(self, on: datetime.date | None = None) -> models.QuerySet["Seat"]:
        """Who sat on that day of the year, in protocol order; today by default."""
        return self.seats.filter(in_force(self.day_within(on))).order_by("display_order")

    def units(self, on: datetime.date | None = None) -> UnitQuerySet:
        """Units that sat on that day (today), in protocol order: head, deputy, then the stored order; with names."""
        seats = in_force(self.day_within(on), "seats__") & Q(seats__emulation_year=self)
        return Unit.objects.filter(seats).order_by("seats__display_order").with_names()

    def is_led_by(self, units: Collection[int]) -> bool:
        """Whether one of these units is Khối trưởng or Khối phó today, or was at the end of a year that is over."""
        return bool(units) and self.seats_on().filter(role__in=LEADING, unit__in=units).exists()

    def has_seat(self, unit: Unit, on: datetime.date | None = None) -> bool:
        return self.seats_on(on).filter(unit=unit).exists()


class SeatQuerySet(models.QuerySet["Seat"]):
    def now(self) -> "SeatQuerySet":
        """Those in force today; of a year that is over the last ones, of one to come the first ones."""
        today = clock.today()
        return self.filter(
            (Q(emulation_year__year=today.year) & in_force(today))
            | Q(emulation_year__year__lt=today.year, valid_to=None)
            | Q(emulation_year__year__gt=today.year, valid_from__month=1, valid_from__day=1)
        )


class Seat(YearOwned, MayBeSample, HeldForATime):
    """What a unit is in a year, or in a part of it: Khối trưởng, Khối phó or member.

    `display_order` is the protocol order of all seats of the year, whenever they are held. `valid_to` is empty where
    the seat is held to the year's end.
    """

    class Role(models.TextChoices):
        HEAD = "head", "Khối trưởng"
        DEPUTY = "deputy", "Khối phó"
        MEMBER = "member", "Thành viên"

    emulation_year = models.ForeignKey(EmulationYear, models.PROTECT, related_name="seats", verbose_name="năm thi đua")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats", verbose_name="đơn vị")
    role = ChoiceField("vai trò", max_length=10, choices=Role, default=Role.MEMBER)
    display_order = models.PositiveSmallIntegerField("thứ tự")

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "vai trò trong năm", "vai trò các đơn vị trong năm"
        ordering = ["display_order"]
        triggers = [SEAT_WITHIN_ITS_YEAR]
        constraints = [
            never_overlapping("one_seat_a_unit_at_a_time", "emulation_year_id", "unit_id"),
            never_overlapping("one_head_unit_at_a_time", "emulation_year_id", condition=Q(role="head")),
            period_forward("seat_period_forward"),
            models.UniqueConstraint(
                fields=["emulation_year", "display_order"],
                name="seat_order_is_an_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.get_role_display()} năm {self.emulation_year.year}"

    @property
    def whole_year(self) -> bool:
        return self.valid_to is None and (self.valid_from.month, self.valid_from.day) == (1, 1)
