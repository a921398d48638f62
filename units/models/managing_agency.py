"""The agency that a member unit belongs to (cơ quan chủ quản), by date: ministries are merged and renamed."""

import datetime

from django.db import models
from django.db.models import Q

from records.sample_rows import MayBeSample
from units.models.periods import HeldForATime, never_overlapping, period_forward
from units.models.unit import Unit
from units.ownership import UnitOwned


class ManagingAgency(UnitOwned, MayBeSample, HeldForATime):
    """What the first line of the unit's own papers says in a period (NĐ 30/2020, Phụ lục I, II.2)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="managing_agencies", verbose_name="đơn vị")
    name = models.CharField("cơ quan chủ quản", max_length=200)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "cơ quan chủ quản", "cơ quan chủ quản theo thời gian"
        ordering = ["valid_from"]
        constraints = [
            never_overlapping("one_managing_agency_at_a_time", "unit_id"),
            period_forward("managing_agency_period_forward"),
            models.CheckConstraint(condition=~Q(name=""), name="managing_agency_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


def managing_agency_of(unit: Unit, on: datetime.date) -> str:
    """Its name on that day; empty for a unit that nobody said belongs to one."""
    return next((row.name for row in unit.managing_agencies.all() if row.holds_on(on)), "")
