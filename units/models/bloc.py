"""The emulation bloc (khối thi đua) and what its own regulation sets for it."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from libraries.text import likeness, sort_key
from libraries.threshold import Threshold
from libraries.web import clock
from libraries.web.word_search import found_by, words_index
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.key_field import KeyField
from units.models.city import City
from units.ownership import BlocOwned
from units.year_to_open import year_to_open

if TYPE_CHECKING:
    from units.models.person import User
    from units.models.year import EmulationYear


class BlocQuerySet(models.QuerySet["Bloc"]):
    def visible_to(self, user: "User") -> "BlocQuerySet":
        """The board and the operators see every bloc, everybody else the blocs they belong to."""
        if user.roles().sees_every_bloc:
            return self
        return self.filter(pk__in=user.bloc_ids)

    def found_by(self, words: str) -> "BlocQuerySet":
        """Every word typed, with or without diacritics, occurs in the name or the field."""
        return found_by(self, words)


class Bloc(Versioned, MayBeSample):
    """An emulation bloc or cluster (khối, cụm thi đua) of the city; its slug names its audit chain."""

    class Kind(models.TextChoices):
        BLOC = "bloc", "Khối thi đua"
        CLUSTER = "cluster", "Cụm thi đua"

    slug = models.SlugField("mã", max_length=80, unique=True)
    kind = ChoiceField("loại", max_length=10, choices=Kind, default=Kind.BLOC)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên gọn", max_length=60)
    series_code = models.CharField("ký hiệu văn bản", max_length=20)
    field = models.CharField("lĩnh vực", max_length=300, blank=True)
    sort_key = KeyField("khóa sắp xếp", max_length=500, db_collation="C")
    search_key = KeyField("khóa tìm kiếm", max_length=600)
    # Empty: what the city says for the day of the paper (place_on, superior_on).
    place = models.CharField("địa danh trên văn bản", max_length=100, blank=True)
    superior = models.CharField("cơ quan chủ quản trên văn bản", max_length=200, blank=True)
    contact = models.CharField("liên hệ Tổ thư ký", max_length=300, blank=True)
    # Set by the bloc's own regulation; customary values, not law (docs/law.md: Thresholds).
    quorum_numerator = models.PositiveSmallIntegerField("tỷ lệ đơn vị phải có mặt: tử số", default=2)
    quorum_denominator = models.PositiveSmallIntegerField("tỷ lệ đơn vị phải có mặt: mẫu số", default=3)
    adoption_numerator = models.PositiveSmallIntegerField("tỷ lệ đồng ý để thông qua: tử số", default=50)
    adoption_denominator = models.PositiveSmallIntegerField("tỷ lệ đồng ý để thông qua: mẫu số", default=100)
    comment_days = models.PositiveSmallIntegerField("số ngày góp ý dự thảo", default=10)

    ended_on = models.DateField("thôi hoạt động từ ngày", null=True, blank=True)

    objects = BlocQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "khối thi đua", "các khối thi đua"
        indexes = [models.Index(fields=["sort_key", "id"], name="blocs_in_order"), words_index("blocs_by_words")]
        constraints = [
            # Each body that issues papers has a symbol and a series of its own (NĐ 30/2020, Phụ lục I, II.3).
            models.UniqueConstraint(
                fields=["series_code"], condition=Q(ended_on=None), name="one_symbol_a_working_bloc"
            ),
            models.CheckConstraint(condition=~Q(series_code=""), name="bloc_has_a_symbol"),
            models.CheckConstraint(
                condition=Q(quorum_numerator__gte=1, quorum_numerator__lte=F("quorum_denominator")),
                name="bloc_quorum_is_a_share",
            ),
            # "Quá …": the whole could never be passed.
            models.CheckConstraint(
                condition=Q(adoption_numerator__gte=1, adoption_numerator__lt=F("adoption_denominator")),
                name="bloc_adoption_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(comment_days__gte=1, comment_days__lte=90), name="bloc_comment_days_are_some"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> None:
        """Keys follow the text wherever it is written from."""
        self.sort_key, self.search_key = sort_key(self.name)[:500], likeness(f"{self.name} {self.field}")[:600]

    @property
    def chain(self) -> str:
        return self.slug

    @property
    def bloc(self) -> "Bloc":
        return self

    def _names_on(self, day: datetime.date | None) -> "Bloc | FormerBlocName":
        """The present names, or the former ones that were in force on that day (today without one)."""
        # A name never begins on a day to come, so today's is the present one.
        if day is None or day >= clock.today():
            return self
        former = [row for row in self.former_names.all() if row.until > day]
        return min(former, key=lambda row: row.until) if former else self

    def name_on(self, day: datetime.date | None) -> str:
        """The name on a paper of that day (today without one)."""
        return self._names_on(day).name

    def short_name_on(self, day: datetime.date | None) -> str:
        return self._names_on(day).short_name

    def place_on(self, day: datetime.date | None) -> str:
        """The place before the date of a paper of that day (today without one)."""
        return self.place or City.objects.on(day).place

    def superior_on(self, day: datetime.date | None) -> str:
        """The line above the bloc's name on a paper of that day (today without one)."""
        return self.superior or City.objects.on(day).superior

    @property
    def quorum(self) -> Threshold:
        """Which share of the units must be present."""
        return Threshold(self.quorum_numerator, self.quorum_denominator)

    @property
    def adoption(self) -> Threshold:
        """Which share must be passed for a question to be carried."""
        return Threshold(self.adoption_numerator, self.adoption_denominator, inclusive=False)

    def current_year(self) -> "EmulationYear | None":
        """The year that runs today, else the latest one before, else the first one planned."""
        years = {row.year: row for row in self.years.all()}
        running = year_to_open(years)
        return years[running] if running else None


class FormerBlocName(BlocOwned, WriteOnceModel):
    """A name that the bloc had; papers of days before `until` bear it, however long after they are looked at."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="former_names", verbose_name="khối")
    name = models.CharField("tên cũ", max_length=200)
    short_name = models.CharField("tên gọn cũ", max_length=60)
    # The first day of the name that followed.
    until = models.DateField("đến ngày (không gồm)")

    class Meta:
        verbose_name, verbose_name_plural = "tên cũ của khối", "các tên cũ của khối"
        ordering = ["until"]
        triggers = WRITE_ONCE
        constraints = [
            models.UniqueConstraint(fields=["bloc", "until"], name="one_former_bloc_name_a_day"),
            models.CheckConstraint(condition=~(Q(name="") | Q(short_name="")), name="former_bloc_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> datetime.date:
        """The last day in force, as people say it."""
        return self.until - datetime.timedelta(days=1)
