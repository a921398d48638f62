"""What units of a year are scored by: groups, criteria and how each gets its points; grades."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from scoring.triggers import (
    ADOPTED_CRITERIA_STAY,
    ADOPTED_GRADES_STAY,
    PUBLISHED_BEFORE_SIGNED,
    STATES_GO_FORWARD,
)
from signatures.models import SigningRequest
from units.listed_year import YEAR_OF_THE_ROW, listed_year
from units.models import EmulationYear, User
from units.ownership import PartOf, Toned, YearOwned

if TYPE_CHECKING:
    from scoring.models.results import ResultTable


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def visible_to(self, user: User) -> "CriteriaSetQuerySet":
        """The secretariat from the first draft on, the bloc from adoption on; the board what was published."""
        roles = user.roles()
        kept = Q(emulation_year__bloc__in=roles.secretary_of)
        adopted = Q(emulation_year__bloc__in=user.bloc_ids) & ~Q(state=CriteriaSet.State.DRAFT)
        published = Q(state=CriteriaSet.State.PUBLISHED) if user.is_board_member else Q(pk__in=())
        return self.filter(kept | adopted | published)


class CriteriaSet(YearOwned, Toned, Versioned, MayBeSample):
    """The criteria set of a year (bộ tiêu chí, bảng điểm). Fixed from adoption on, by the database too."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn thảo"
        ADOPTED = "adopted", "Đã áp dụng"
        OPEN = "open", "Đang chấm điểm"
        PUBLISHED = "published", "Đã công khai kết quả"

    emulation_year = models.OneToOneField(
        EmulationYear, models.PROTECT, related_name="criteria_set", verbose_name="năm thi đua"
    )
    listed_year = listed_year()
    title = models.CharField("tên bộ tiêu chí", max_length=300)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    # Points are rounded to a multiple of it, halves up.
    step = models.DecimalField("bước làm tròn điểm", max_digits=5, decimal_places=2, default=Decimal("0.5"))
    source = models.CharField("nguồn tham khảo", max_length=300, blank=True)
    created_at = models.DateTimeField("thời gian lập")
    created_by = actor_fk("người lập")
    adopted_at = models.DateTimeField("thời gian áp dụng", null=True, blank=True)
    adopted_by = actor_fk("người áp dụng", null=True, blank=True)
    opened_at = models.DateTimeField("thời gian bắt đầu chấm điểm", null=True, blank=True)
    opened_by = actor_fk("người bắt đầu chấm điểm", null=True, blank=True)
    score_by = models.DateTimeField("hạn tự chấm điểm", null=True, blank=True)
    check_by = models.DateTimeField("hạn chấm chéo", null=True, blank=True)
    # After its sheet was appraised, how long a unit may object; 0: not at all.
    objection_days = models.PositiveSmallIntegerField("số ngày kiến nghị", default=0)
    published_at = models.DateTimeField("thời gian công khai", null=True, blank=True)
    published_by = actor_fk("người công khai", null=True, blank=True)
    # Of the table of results, the newest one.
    signing = models.OneToOneField(
        SigningRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="criteria_set",
        verbose_name="đề nghị ký bảng tổng hợp điểm",
    )

    TONES = {"draft": "mut", "adopted": "info", "open": "warn", "published": "ok"}
    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "bộ tiêu chí chấm điểm", "các bộ tiêu chí chấm điểm"
        ordering = ["-listed_year", "pk"]
        triggers = [YEAR_OF_THE_ROW, STATES_GO_FORWARD, PUBLISHED_BEFORE_SIGNED]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="criteria_set_has_title"),
            models.CheckConstraint(condition=Q(objection_days__lte=30), name="objection_days_within_a_month"),
            models.CheckConstraint(condition=Q(step__gt=0), name="step_of_points_above_nought"),
            set_exactly_when(
                ("adopted", "open", "published"), "adopted_at", "adopted_by", name="criteria_set_adopted_stamps"
            ),
            set_exactly_when(
                ("open", "published"), "opened_at", "opened_by", "score_by", "check_by", name="criteria_set_open_stamps"
            ),
            set_exactly_when(("published",), "published_at", "published_by", name="criteria_set_published_stamps"),
        ]
        indexes = [models.Index(fields=["-listed_year", "id"], name="criteria_sets_by_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Points, places and grades are facts."""
        return self.state == self.State.PUBLISHED

    @property
    def edition(self) -> int:
        """Of the results that hold: the published ones are the first, each change by a conference makes the next."""
        return 1 + self.result_changes.count()

    @property
    def issued_table(self) -> "ResultTable | None":
        """The table of the results that hold, once it is signed and numbered."""
        tables = self.result_tables.select_related("document", "word", "issued_by", "signing__paper_original")
        return tables.filter(edition=self.edition).first()

    @property
    def being_signed(self) -> SigningRequest | None:
        """The request of its table that goes on; None before, and after the end."""
        request = self.signing
        return request if request is not None and request.state in SigningRequest.GOING_ON else None


class Criterion(PartOf, Versioned, MayBeSample):
    """A group, a criterion or a part of one (nhóm, tiêu chí). What stands above others is their sum."""

    class Kind(models.TextChoices):
        SUM = "sum", "Cộng điểm các tiêu chí thành phần"
        TARGET = "target", "Theo chỉ tiêu giao và kết quả"
        ALL_OR_NOTHING = "all_or_nothing", "Đạt hoặc không đạt"
        DIRECT = "direct", "Chấm điểm trực tiếp"
        EVENTS = "events", "Theo số lần, số việc"
        RATIO = "ratio", "Theo tỷ lệ phần trăm"
        PLACE = "place", "Theo thứ hạng được cơ quan khác xếp"

    class Section(models.TextChoices):
        BASE = "base", "Điểm thi đua"
        BONUS = "bonus", "Điểm thưởng"
        DEDUCTION = "deduction", "Điểm trừ"

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="criteria", verbose_name="bộ tiêu chí")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name="thuộc tiêu chí"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    section = ChoiceField("phần điểm", max_length=10, choices=Section, default=Section.BASE)
    kind = ChoiceField("cách tính điểm", max_length=15, choices=Kind)
    title = models.CharField("nội dung tiêu chí", max_length=300)
    maximum = models.DecimalField("điểm tối đa", max_digits=7, decimal_places=2)
    # EVENTS: so many points each, below 0 where each costs points. PLACE: of the first, the second, …
    each = models.DecimalField("điểm mỗi lần", max_digits=7, decimal_places=2, null=True, blank=True)
    places = ArrayField(
        models.DecimalField(max_digits=7, decimal_places=2), verbose_name="điểm theo thứ hạng", default=list, blank=True
    )
    # The unit shows a file for it, or explains why it has none.
    needs_evidence = models.BooleanField("cần minh chứng", default=False)
    # 1 is asked first where units have the same share of the points.
    tie_order = models.PositiveSmallIntegerField("thứ tự xét khi bằng điểm", null=True, blank=True)

    part_of = "criteria_set"

    class Meta:
        verbose_name, verbose_name_plural = "tiêu chí chấm điểm", "các tiêu chí chấm điểm"
        ordering = ["position", "pk"]
        triggers = [ADOPTED_CRITERIA_STAY]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="criterion_has_title"),
            models.CheckConstraint(condition=Q(maximum__gt=0), name="criterion_maximum_above_nought"),
            models.CheckConstraint(
                condition=Q(kind="events", each__isnull=False) | ~Q(kind="events") & Q(each__isnull=True),
                name="points_an_event_where_events_count",
            ),
            models.CheckConstraint(
                condition=Q(kind="place") & ~Q(places=[]) | ~Q(kind="place") & Q(places=[]),
                name="points_of_places_where_places_count",
            ),
            models.UniqueConstraint(fields=["criteria_set", "tie_order"], name="tie_breaks_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_row(self) -> CriteriaSet:
        """A criterion has no state of its own."""
        return self.criteria_set


class Grade(PartOf, MayBeSample):
    """A grade from a share of the attainable points on (mức xếp loại); the best ones may be given to few only."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="grades", verbose_name="bộ tiêu chí")
    name = models.CharField("mức xếp loại", max_length=60)
    from_percent = models.DecimalField("từ tỷ lệ điểm (%)", max_digits=5, decimal_places=2)
    at_most_percent = models.DecimalField(
        "không quá tỷ lệ đơn vị (%)", max_digits=5, decimal_places=2, null=True, blank=True
    )

    part_of = "criteria_set"

    class Meta:
        verbose_name, verbose_name_plural = "mức xếp loại", "các mức xếp loại"
        ordering = ["-from_percent", "pk"]
        triggers = [ADOPTED_GRADES_STAY]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "from_percent"], name="one_grade_a_threshold"),
            models.UniqueConstraint(fields=["criteria_set", "name"], name="one_threshold_a_grade"),
            models.CheckConstraint(
                condition=~Q(name="") & Q(from_percent__gte=0, from_percent__lte=100), name="grade_from_a_share"
            ),
            models.CheckConstraint(
                condition=Q(at_most_percent__isnull=True) | Q(at_most_percent__gt=0, at_most_percent__lte=100),
                name="grade_at_most_a_share",
            ),
        ]

    def __str__(self) -> str:
        return self.name
