"""Rows that hold for a time: from a first day until the first day without them, which may be open."""

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from libraries.web import clock

EVER = Q()


def in_force(on: datetime.date | None = None, row: str = "") -> Q:
    """Rows whose period [valid_from, valid_to) holds the day (today by default); `row` leads to them ("seats__")."""
    on = on or clock.today()
    begun = Q((f"{row}valid_from__lte", on))
    return begun & (Q((f"{row}valid_to__isnull", True)) | Q((f"{row}valid_to__gt", on)))


def not_over() -> Q:
    """Rows in force today, and those that begin later."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today())


def speaking(on: datetime.date | None = None) -> Q:
    """Of leaders' posts and authorities: in force that day, and confirmed by a second person."""
    return in_force(on) & Q(confirmed_at__isnull=False)


def never_overlapping(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows that agree on `fields` have periods with a day in common.

    Equality is written as a one-point range, because the embedded server has no btree_gist
    (docs/security.md: Constraints in the database).
    """
    points = [
        (Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.OVERLAPS) for field in fields
    ]
    period = (Func(F("valid_from"), F("valid_to"), function="daterange"), RangeOperators.OVERLAPS)
    return ExclusionConstraint(name=name, expressions=[*points, period], condition=condition)


def period_forward(name: str, *, may_be_empty: bool = False) -> models.CheckConstraint:
    """`may_be_empty`: what was taken back before it held for a whole day has an empty period and stays on record."""
    end = Q(valid_to__gte=F("valid_from")) if may_be_empty else Q(valid_to__gt=F("valid_from"))
    return models.CheckConstraint(condition=Q(valid_to__isnull=True) | end, name=name)


class HeldForATime(models.Model):
    """A row with a period [valid_from, valid_to)."""

    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày (không gồm)", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def last_day(self) -> datetime.date | None:
        """The last day in force, as people say it; None while it has no end."""
        return self.valid_to - datetime.timedelta(days=1) if self.valid_to else None

    def holds_on(self, on: datetime.date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or self.valid_to > on)

    @property
    def is_over(self) -> bool:
        return self.valid_to is not None and self.valid_to <= clock.today()
