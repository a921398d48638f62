"""The sheet of one unit: what was found for each criterion, in three stages."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from scoring.models.criteria import CriteriaSet, Criterion
from scoring.triggers import MARKS_IN_THEIR_STAGE
from units.models import EmulationYear, Unit, User
from units.ownership import PartOf, Toned

if TYPE_CHECKING:
    from scoring.models.results import Result


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    def visible_to(self, user: User) -> "ScoreSheetQuerySet":
        """The secretariat and who leads the bloc all; a unit its own and the one it checks; others once published."""
        roles = user.roles()
        mine = Q(unit__in=roles.member_of | roles.can_sign_for) | Q(checker__in=roles.member_of | roles.can_sign_for)
        kept = Q(criteria_set__emulation_year__bloc__in=roles.secretary_of) | Q(
            criteria_set__emulation_year__in=EmulationYear.objects.led_by(roles.can_sign_for)
        )
        published = Q(criteria_set__state=CriteriaSet.State.PUBLISHED)
        return self.filter(mine | kept | published, criteria_set__in=CriteriaSet.objects.visible_to(user))


class ScoreSheet(PartOf, Toned, Versioned, MayBeSample):
    """What one unit is given for each criterion (phiếu chấm điểm); `checker` is the unit that checks it."""

    class State(models.TextChoices):
        OPEN = "open", "Đang tự chấm"
        SUBMITTED = "submitted", "Chờ chấm chéo"
        CHECKED = "checked", "Chờ thẩm định"
        APPRAISED = "appraised", "Đã thẩm định"

    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="sheets", verbose_name="bộ tiêu chí")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="score_sheets", verbose_name="đơn vị")
    checker = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="sheets_to_check", verbose_name="đơn vị chấm chéo"
    )
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    submitted_at = models.DateTimeField("thời gian nộp", null=True, blank=True)
    submitted_by = actor_fk("người nộp", null=True, blank=True)
    checked_at = models.DateTimeField("thời gian chấm chéo xong", null=True, blank=True)
    checked_by = actor_fk("người gửi kết quả chấm chéo", null=True, blank=True)
    appraised_at = models.DateTimeField("thời gian thẩm định xong", null=True, blank=True)
    appraised_by = actor_fk("người thẩm định", null=True, blank=True)
    accepted_at = models.DateTimeField("thời gian đơn vị nhất trí", null=True, blank=True)
    accepted_by = actor_fk("người nhất trí", null=True, blank=True)
    excluded_at = models.DateTimeField("thời gian xác nhận không bình xét", null=True, blank=True)
    excluded_by = actor_fk("người xác nhận không bình xét", null=True, blank=True)
    excluded_reason = models.CharField("lý do không bình xét", max_length=500, blank=True)
    excluded_source = models.CharField("căn cứ không bình xét", max_length=300, blank=True)

    part_of = "criteria_set"
    TONES: ClassVar[dict[str, str]] = {"open": "warn", "submitted": "info", "checked": "info", "appraised": "ok"}
    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "phiếu chấm điểm", "các phiếu chấm điểm"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "unit"], name="one_sheet_a_unit"),
            models.UniqueConstraint(fields=["criteria_set", "checker"], name="a_unit_checks_one_sheet"),
            models.CheckConstraint(condition=~Q(unit=F("checker")), name="no_unit_checks_itself"),
            set_exactly_when(
                ("submitted", "checked", "appraised"), "submitted_at", "submitted_by", name="sheet_submitted_stamps"
            ),
            set_exactly_when(("checked", "appraised"), "checked_at", "checked_by", name="sheet_checked_stamps"),
            set_exactly_when(("appraised",), "appraised_at", "appraised_by", name="sheet_appraised_stamps"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(state="appraised", accepted_at__isnull=False, accepted_by__isnull=False),
                name="sheet_accepted_when_appraised",
            ),
            models.CheckConstraint(
                condition=Q(excluded_at__isnull=True, excluded_by__isnull=True, excluded_reason="", excluded_source="")
                | Q(excluded_at__isnull=False, excluded_by__isnull=False)
                & ~Q(excluded_reason="")
                & ~Q(excluded_source=""),
                name="sheet_excluded_with_reason_and_source",
            ),
        ]

    def __str__(self) -> str:
        return f"Phiếu chấm điểm của {self.unit}"

    @property
    def result(self) -> "Result | None":
        """The newest one; None before the results are published."""
        return max(self.results.all(), key=lambda row: row.edition, default=None)


class Mark(PartOf, MayBeSample):
    """What one stage says of one criterion. A missing row is "not said"; `applies` False: not asked of the unit."""

    class Stage(models.TextChoices):
        SELF = "self", "Tự chấm"
        CHECK = "check", "Chấm chéo"
        APPRAISAL = "appraisal", "Thẩm định"
        # After the results were published, where a conference decided otherwise.
        CONFERENCE = "conference", "Hội nghị"

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="marks", verbose_name="phiếu chấm điểm")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks", verbose_name="tiêu chí")
    stage = ChoiceField("bước chấm", max_length=10, choices=Stage)
    applies = models.BooleanField("có giao cho đơn vị", default=True)
    target = models.DecimalField("chỉ tiêu giao", max_digits=16, decimal_places=2, null=True, blank=True)
    found = models.DecimalField("kết quả", max_digits=16, decimal_places=2, null=True, blank=True)
    note = models.CharField("giải trình", max_length=500, blank=True)
    written_at = models.DateTimeField("thời gian nhập")
    written_by = actor_fk("người nhập")

    part_of = "sheet"

    class Meta:
        verbose_name, verbose_name_plural = "điểm chấm", "các điểm chấm"
        ordering = ["pk"]
        triggers = [MARKS_IN_THEIR_STAGE]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion", "stage"], name="one_mark_a_criterion_and_stage"),
            models.CheckConstraint(
                condition=Q(applies=True, found__isnull=False)
                | Q(applies=False, found__isnull=True, target__isnull=True),
                name="mark_says_something",
            ),
            models.CheckConstraint(condition=Q(applies=True) | ~Q(note=""), name="not_asked_with_a_reason"),
            models.CheckConstraint(
                condition=(Q(found__isnull=True) | Q(found__gte=0)) & (Q(target__isnull=True) | Q(target__gte=0)),
                name="mark_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.criterion}"
