"""The city whose emulation work this installation serves: what it and its bodies are called, by date."""

import datetime

from django.db import models
from django.db.models import Q

from libraries.web import clock
from records.audit import INSTALLATION
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from units.models.periods import HeldForATime, in_force, never_overlapping, period_forward
from units.triggers import CLOSED_PERIOD_STANDS


class CityQuerySet(models.QuerySet["City"]):
    def on(self, day: datetime.date | None = None) -> "City":
        """The names in force on that day (today by default).

        Days before the first period take the first one's; where no city is set up yet, a city without names.
        """
        day = day or clock.today()
        known = self.filter(in_force(day)).first() or self.order_by("valid_from").first()
        return known or City()


class City(Versioned, MayBeSample, HeldForATime):
    """One period of the city's names. A paper bears those of its day, a screen those of today.

    A new name is a new period (`workflow.begin_city_period`); a period that papers were issued in never changes.
    """

    name = models.CharField("tên thành phố", max_length=100)
    short_name = models.CharField("tên gọn", max_length=60)
    place = models.CharField("địa danh trên văn bản", max_length=100)
    superior = models.CharField("cơ quan chủ quản trên văn bản", max_length=200)
    committee = models.CharField("Ủy ban nhân dân", max_length=150)
    chair = models.CharField("Chủ tịch Ủy ban nhân dân", max_length=150)
    body = models.CharField("cơ quan thường trực thi đua, khen thưởng", max_length=200)
    body_short = models.CharField("tên gọn của cơ quan thường trực", max_length=60)
    contact_name = models.CharField("người liên hệ", max_length=150, blank=True)
    contact_phone = models.CharField("điện thoại liên hệ", max_length=20, blank=True)
    contact_email = models.EmailField("thư điện tử liên hệ", blank=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    chain = INSTALLATION
    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "thông tin thành phố", "thông tin thành phố theo thời gian"
        ordering = ["valid_from"]
        triggers = [CLOSED_PERIOD_STANDS]
        constraints = [
            never_overlapping("one_city_at_a_time"),
            period_forward("city_period_forward"),
            models.CheckConstraint(
                condition=~(Q(name="") | Q(place="") | Q(committee="") | Q(chair="") | Q(body="") | Q(body_short="")),
                name="city_has_its_names",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def office(self) -> str:
        """What screens call the city's standing office."""
        return self.body_short or "cơ quan thường trực"
