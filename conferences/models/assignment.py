"""What an instruction or a conclusion asks of a unit: until when, who does it, what was reported, confirmed."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import Conference
from conferences.models.contribution import Contribution
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from units.models import Unit, User
from units.ownership import PartOf, Toned


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User) -> "AssignmentQuerySet":
        """Whoever sees the conference sees what came of it."""
        return self.filter(contribution__item__conference__in=Conference.objects.visible_to(user))

    def with_rows(self) -> "AssignmentQuerySet":
        """What a page or a line of a list names."""
        rows = self.select_related("contribution__item__conference__emulation_year__bloc", "owner", "evidence")
        return rows.prefetch_related("unit__names")


class Assignment(PartOf, Toned, MayBeSample):
    """One task of one unit (nhiệm vụ được giao) that follows from an instruction or a conclusion."""

    class State(models.TextChoices):
        GIVEN = "given", "Đang thực hiện"
        REPORTED = "reported", "Đã báo cáo"
        DONE = "done", "Đã hoàn thành"

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="assignments", verbose_name="kết luận, chỉ đạo"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name="đơn vị")
    task = models.CharField("nhiệm vụ", max_length=500)
    due_at = models.DateTimeField("thời hạn")
    owner = actor_fk("người phụ trách", null=True, blank=True)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.GIVEN)
    report = models.TextField("kết quả thực hiện", blank=True)
    evidence = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="assignment", verbose_name="tệp minh chứng"
    )
    reported_at = models.DateTimeField("thời gian báo cáo", null=True, blank=True)
    reported_by = actor_fk("người báo cáo", null=True, blank=True)
    returned_because = models.CharField("lý do đề nghị bổ sung", max_length=500, blank=True)
    done_at = models.DateTimeField("thời gian xác nhận", null=True, blank=True)
    done_by = actor_fk("người xác nhận", null=True, blank=True)

    TONES = {"given": "warn", "reported": "info", "done": "ok"}
    part_of = "contribution"
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "nhiệm vụ được giao", "nhiệm vụ được giao"
        indexes = [
            models.Index(fields=["due_at", "id"], name="assignments_by_due_day"),
            models.Index(fields=["unit", "state", "due_at"], name="assignments_of_a_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(task=""), name="assignment_says_what"),
            models.UniqueConstraint(fields=["contribution", "unit"], name="one_assignment_a_unit"),
            set_exactly_when(
                ["reported", "done"], "reported_at", "reported_by", name="assignment_reported_when_reported"
            ),
            set_exactly_when(["done"], "done_at", "done_by", name="assignment_done_when_done"),
            models.CheckConstraint(condition=Q(state="given") | ~Q(report=""), name="assignment_report_has_words"),
        ]

    def __str__(self) -> str:
        return self.task

    @property
    def conference(self) -> Conference:
        return self.contribution.conference
