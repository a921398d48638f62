"""The member unit (đơn vị thành viên) and the names it had."""

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from libraries.text import likeness, sort_key
from libraries.web import clock
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from units.models.bloc import Bloc
from units.models.periods import HeldForATime, never_overlapping, period_forward
from units.ownership import BlocOwned

if TYPE_CHECKING:
    from units.models.person import User


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, user: "User") -> "UnitQuerySet":
        return self.filter(bloc__in=Bloc.objects.visible_to(user))

    def members_on(self, on: datetime.date) -> "UnitQuerySet":
        """Those that had not ended by that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def with_names(self) -> "UnitQuerySet":
        return self.prefetch_related("names")


class Unit(BlocOwned, MayBeSample):
    """A member unit (đơn vị thành viên). Its names have dates: a certificate keeps the name of its day."""

    class Kind(models.TextChoices):
        AGENCY = "agency", "Cơ quan nhà nước"
        ENTERPRISE = "enterprise", "Doanh nghiệp"
        PROJECT_BOARD = "project_board", "Ban quản lý dự án"

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="units", verbose_name="khối")
    slug = models.SlugField("mã", max_length=80)
    kind = ChoiceField("loại hình", max_length=20, choices=Kind)

    # The first day on which it is no member any more: ended, merged into another, or gone to another bloc.
    ended_on = models.DateField("thôi là thành viên từ ngày", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "đơn vị", "các đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["bloc", "slug"], name="one_slug_a_unit_in_a_bloc"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None and self.ended_on <= clock.today()

    def _name_row(self, on: datetime.date | None = None) -> "UnitName | None":
        on = on or clock.today()
        rows = sorted(self.names.all(), key=lambda row: row.valid_from)
        current = [row for row in rows if row.valid_from <= on and (row.valid_to is None or row.valid_to > on)]
        found = current or rows
        return found[-1] if found else None

    def name_on(self, on: datetime.date) -> str:
        """The full name in force on that day."""
        row = self._name_row(on)
        return row.name if row else self.slug

    def short_name_on(self, on: datetime.date) -> str:
        """The short name in force on that day, the full one where it had none."""
        row = self._name_row(on)
        return row.short_name or row.name if row else self.slug

    @property
    def name(self) -> str:
        row = self._name_row()
        return row.name if row else self.slug

    @property
    def short_name(self) -> str:
        return self.short_name_on(clock.today())


class UnitName(HeldForATime):
    """The name of a unit in a period; ends where the next begins (valid_to is the first day without it)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names", verbose_name="đơn vị")
    name = models.CharField("tên đầy đủ", max_length=200)
    short_name = models.CharField("tên gọn", max_length=80, blank=True)
    sort_key = models.CharField("khóa sắp xếp", max_length=500, db_collation="C", editable=False)
    search_key = models.CharField("khóa tìm kiếm", max_length=300, editable=False)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "tên đơn vị", "tên đơn vị theo thời gian"
        ordering = ["valid_from"]
        constraints = [
            never_overlapping("unit_one_name_at_a_time", "unit_id"),
            period_forward("unit_name_period_forward"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    # Keys follow the text wherever it is written from.
    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.set_keys()
        super().clean_fields(exclude)

    def set_keys(self) -> None:
        self.sort_key, self.search_key = (
            sort_key(self.name)[:500],
            likeness(f"{self.name} {self.short_name}")[:300],
        )
