"""Kinds of award, the law each is given under in a period, and how many a bloc may propose in a year: all data."""

import datetime
from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from awards.triggers import QUOTA_OF_THE_CITY
from law.models import Wording
from law.queries import wording_on
from libraries.text import likeness
from libraries.threshold import Threshold
from libraries.web import clock
from libraries.web.formats import short_date
from records.actor_field import actor_fk
from records.audit import INSTALLATION
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from units.models import City, EmulationYear, HeldForATime, User, never_overlapping, period_forward
from units.ownership import YearOwned


class Part(models.TextChoices):
    """Parts of a dossier (thành phần hồ sơ)."""

    SUBMISSION = "submission", "Tờ trình"
    LIST = "list", "Danh sách trích ngang"
    REPORT = "report", "Báo cáo thành tích"
    MINUTES = "minutes", "Biên bản bình xét"


class AwardKind(models.Model):
    """A title or a form of commendation (danh hiệu, hình thức). The slug never changes, the words may."""

    class Form(models.TextChoices):
        """What the two families are called is law of the day."""

        TITLE = "title"
        COMMENDATION = "commendation"

        def words_in(self, wording: Wording) -> str:
            return {self.TITLE: wording.title_family, self.COMMENDATION: wording.commendation_family}[self]

    slug = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên gọn", max_length=60)
    search_key = models.CharField("khóa tìm kiếm", max_length=300, editable=False)
    form = ChoiceField("loại", max_length=20, choices=Form)
    for_collective = models.BooleanField("tặng cho tập thể", default=True)
    series = models.CharField("ký hiệu sổ số bằng", max_length=40, unique=True)
    display_order = models.PositiveSmallIntegerField("thứ tự", default=1)

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "danh hiệu, hình thức khen thưởng", "danh hiệu, hình thức khen thưởng"
        ordering = ["display_order", "slug"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(series=""), name="award_kind_has_name_and_series"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.set_keys()
        super().clean_fields(exclude)

    def set_keys(self) -> None:
        # A form may clean a row whose family is still to be chosen.
        family = self.family_in(wording_on()) if self.form in self.Form.values else ""
        self.search_key = likeness(f"{self.name} {self.short_name} {family}")[:300]

    def family_in(self, wording: Wording) -> str:
        """ "Danh hiệu thi đua", as the law of that day calls it."""
        return self.Form(self.form).words_in(wording)

    def terms_on(self, day: datetime.date) -> "AwardTerms | None":
        """The law this award is proposed under on that day: receipt date of the dossier.

        docs/law.md: Which law applies.
        """
        rows = [
            row for row in self.terms.all() if row.valid_from <= day and (row.valid_to is None or row.valid_to > day)
        ]
        return rows[0] if rows else None


class AwardTerms(HeldForATime):
    """What the law says of one kind in one period: source, standards, dossier, votes, who decides, prize."""

    class DecidedBy(models.TextChoices):
        COMMITTEE = "committee", "Ủy ban nhân dân"
        CHAIR = "chair", "Chủ tịch Ủy ban nhân dân"
        # Who it is stands in the decision.
        AGENCY = "agency", "Thủ trưởng cơ quan, đơn vị"

    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="terms", verbose_name="danh hiệu, hình thức")
    legal_source = models.CharField("căn cứ pháp lý", max_length=300)
    standards = models.TextField("tiêu chuẩn", blank=True)
    required_parts = ArrayField(models.CharField(max_length=20), verbose_name="thành phần hồ sơ", default=list, size=10)
    # The achievement report covers so many years: one for the flag, two for the certificate of merit (Điều 74).
    report_years = models.PositiveSmallIntegerField("số năm báo cáo thành tích", default=1)
    addressee = models.CharField("nơi nhận tờ trình", max_length=200)
    # Of all members, this share or more must have agreed; empty: the law in force asks for no vote.
    vote_percent = models.PositiveSmallIntegerField("tỷ lệ đồng ý cần đạt (%)", null=True, blank=True)
    # The dossier is complete for a decision when so many people of the board agreed.
    reviews_needed = models.PositiveSmallIntegerField("số ý kiến đồng ý cần có", default=2)
    decided_by = ChoiceField("thẩm quyền quyết định", max_length=10, choices=DecidedBy)
    # A line break starts a new line (docs/law.md: Golden book and lines of a certificate).
    signer_lines = models.CharField("thẩm quyền ký trên bằng", max_length=200, blank=True)
    # Of the base salary on the day of the decision (law.queries.prize); empty: not known, so not printed.
    prize_multiplier = models.DecimalField("hệ số tiền thưởng", max_digits=4, decimal_places=2, null=True, blank=True)
    source_note = models.TextField("ghi chú về nguồn", blank=True)

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "quy định về danh hiệu, hình thức khen thưởng", "quy định theo thời gian"
        ordering = ["kind", "valid_from"]
        constraints = [
            never_overlapping("award_one_terms_at_a_time", "kind_id"),
            period_forward("award_terms_period_forward"),
            models.CheckConstraint(
                condition=Q(required_parts__contained_by=["submission", "report", "minutes"]),
                name="award_terms_parts_known",
            ),
            models.CheckConstraint(condition=~Q(legal_source=""), name="award_terms_have_a_source"),
            models.CheckConstraint(
                condition=Q(vote_percent__isnull=True) | Q(vote_percent__gte=1, vote_percent__lte=100),
                name="award_terms_vote_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(report_years__gte=1, report_years__lte=5), name="award_terms_report_of_some_years"
            ),
            # Nobody's single opinion makes an award (docs/security.md: Several people).
            models.CheckConstraint(condition=Q(reviews_needed__gte=2), name="award_terms_two_reviews_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.legal_source}"

    def decider_in(self, city: City) -> str:
        """Who decides, by the city's names of that day, "Chủ tịch Ủy ban nhân dân thành phố …"; empty: an agency."""
        names = {self.DecidedBy.COMMITTEE: city.committee, self.DecidedBy.CHAIR: city.chair}
        return names.get(self.DecidedBy(self.decided_by), "")

    def authority_in(self, city: City) -> str:
        """The same as papers print it above what is decided."""
        return self.decider_in(city).upper()

    @property
    def vote(self) -> Threshold | None:
        """Which share of all members must have agreed (NĐ 98/2023 Đ.30 k.7: từ 80% trở lên)."""
        if self.vote_percent is None:
            return None
        return Threshold.of_percent(self.vote_percent, base="tổng số thành viên")


class QuotaQuerySet(models.QuerySet["Quota"]):
    def visible_to(self, user: User) -> "QuotaQuerySet":
        return self.filter(emulation_year__in=EmulationYear.objects.visible_to(user))


class Quota(YearOwned, MayBeSample):
    """How many nominations of a kind a bloc may submit in a year (số lượng được phân bổ), and where that is said."""

    emulation_year = models.ForeignKey(EmulationYear, models.PROTECT, related_name="quotas", verbose_name="năm thi đua")
    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="quotas", verbose_name="danh hiệu, hình thức")
    count = models.PositiveSmallIntegerField("số lượng")
    # The city's guidance (hướng dẫn) that says so.
    guidance_number = models.CharField("số, ký hiệu văn bản phân bổ", max_length=60)
    guidance_on = models.DateField("ngày văn bản phân bổ")
    source = models.CharField("cơ quan ban hành, trích yếu", max_length=300)
    recorded_at = models.DateTimeField("thời gian nhập", default=clock.now)
    recorded_by = actor_fk("người nhập")

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "số lượng khen thưởng được phân bổ", "số lượng khen thưởng được phân bổ"
        triggers = [QUOTA_OF_THE_CITY]
        constraints = [
            models.UniqueConstraint(fields=["emulation_year", "kind"], name="one_quota_a_kind_a_year"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(guidance_number=""), name="quota_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}, năm {self.emulation_year.year}"

    @property
    def guidance(self) -> str:
        """ "Văn bản số 12/HD-BTĐKT, ngày 02/12/2019, Ban Thi đua - Khen thưởng thành phố"."""
        return f"Văn bản số {self.guidance_number}, ngày {short_date(self.guidance_on)}, {self.source}"
