"""Questions put to the vote at a conference, and the votes of its units."""

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from conferences.models.conference import AgendaItem, Conference
from conferences.models.quorum import share_words
from conferences.triggers import CLOSED_BALLOT_STAYS, VOTE_INTO_OPEN_BALLOT
from law.models import Wording
from law.queries import wording_on
from libraries.threshold import Threshold
from libraries.web.formats import local_date
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.models import Unit, User
from units.ownership import PartOf


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, user: User) -> "BallotQuerySet":
        return self.filter(conference__in=Conference.objects.visible_to(user))

    def passed(self) -> "BallotQuerySet":
        """Closed, and carried: what a regulation or a pledge may lean on."""
        return self.filter(state=Ballot.State.CLOSED, passed=True)


class Ballot(PartOf, MayBeSample):
    """One question put to the vote (biểu quyết). Rules are copied when it opens, results are facts when it closes."""

    class State(models.TextChoices):
        OPEN = "open", "Đang biểu quyết"
        CLOSED = "closed", "Đã có kết quả"

    class Kind(models.TextChoices):
        """What they are called is law of the day."""

        OPEN = "open"
        NAMED = "named"

        def words_in(self, wording: Wording) -> str:
            return {self.OPEN: wording.open_vote, self.NAMED: wording.named_vote}[self]

    class Base(models.TextChoices):
        ALL_MEMBERS = "all_members", "tổng số đơn vị thành viên"
        PRESENT = "present", "số đơn vị có mặt"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="ballots", verbose_name="hội nghị")
    agenda_item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ballots", verbose_name="nội dung")
    question = models.CharField("câu hỏi biểu quyết", max_length=500)
    kind = ChoiceField("hình thức biểu quyết", max_length=10, choices=Kind, default=Kind.NAMED)
    threshold_numerator = models.PositiveSmallIntegerField("ngưỡng thông qua: tử số")
    threshold_denominator = models.PositiveSmallIntegerField("ngưỡng thông qua: mẫu số")
    # "quá 50%" is strict; "từ 80% trở lên" (NĐ 98/2023 Đ.30 k.7) is inclusive.
    threshold_inclusive = models.BooleanField("đạt đúng ngưỡng cũng được thông qua", default=False)
    base = ChoiceField("tỷ lệ tính trên", max_length=15, choices=Base, default=Base.ALL_MEMBERS)
    members = models.PositiveSmallIntegerField("số đơn vị thành viên")
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField("thời gian bắt đầu")
    opened_by = actor_fk("người bắt đầu")
    closed_at = models.DateTimeField("thời gian kết thúc", null=True, blank=True)
    closed_by = actor_fk("người kết thúc", null=True, blank=True)
    present = models.PositiveSmallIntegerField("số đơn vị có mặt", null=True, blank=True)
    yes = models.PositiveSmallIntegerField("đồng ý", null=True, blank=True)
    no = models.PositiveSmallIntegerField("không đồng ý", null=True, blank=True)
    abstain = models.PositiveSmallIntegerField("không có ý kiến", null=True, blank=True)
    needed = models.PositiveSmallIntegerField("số đơn vị đồng ý cần có", null=True, blank=True)
    passed = models.BooleanField("được thông qua", null=True, blank=True)

    part_of = "conference"
    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "biểu quyết", "biểu quyết"
        ordering = ["pk"]
        triggers = [CLOSED_BALLOT_STAYS]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="ballot_has_question"),
            models.UniqueConstraint(
                fields=["agenda_item"], condition=Q(state="open"), name="one_open_ballot_an_agenda_item"
            ),
            models.CheckConstraint(
                condition=Q(threshold_numerator__gte=1)
                & (
                    Q(threshold_numerator__lt=F("threshold_denominator"))
                    | Q(threshold_numerator=F("threshold_denominator"), threshold_inclusive=True)
                ),
                name="ballot_threshold_is_reachable",
            ),
            set_exactly_when(
                ["closed"],
                "closed_at",
                "closed_by",
                "present",
                "yes",
                "no",
                "abstain",
                "needed",
                "passed",
                name="ballot_result_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(LessThanOrEqual(F("yes") + F("no") + F("abstain"), F("present"))),
                name="ballot_votes_of_those_present",
            ),
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(present__lte=F("members")), name="ballot_present_are_members"
            ),
            # "Passed" is arithmetic, not an opinion.
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(passed=True) & GreaterThanOrEqual(F("yes"), F("needed")))
                | (Q(passed=False) & Q(yes__lt=F("needed"))),
                name="ballot_passed_by_its_threshold",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def state_tone(self) -> str:
        if self.state == self.State.OPEN:
            return "warn"
        return "ok" if self.passed else "late"

    def kind_words(self) -> str:
        """What this kind of vote was called on the day it was opened; one statement."""
        return self.Kind(self.kind).words_in(wording_on(local_date(self.opened_at)))

    @property
    def result_words(self) -> str:
        """ "Thông qua" or "Không thông qua"; empty while it is open."""
        return {True: "Thông qua", False: "Không thông qua", None: ""}[self.passed]

    @property
    def cast(self) -> int | None:
        if self.yes is None or self.no is None or self.abstain is None:
            return None
        return self.yes + self.no + self.abstain

    @property
    def base_count(self) -> int | None:
        return self.members if self.base == self.Base.ALL_MEMBERS else self.present

    @property
    def threshold(self) -> Threshold:
        return Threshold(
            self.threshold_numerator, self.threshold_denominator, self.threshold_inclusive, str(self.get_base_display())
        )

    @property
    def threshold_words(self) -> str:
        """ "quá 50% tổng số đơn vị thành viên", "từ 80% số đơn vị có mặt trở lên"."""
        return self.threshold.words

    @property
    def share_words(self) -> str:
        """ "88,9%" of the base; empty while it is open."""
        base = self.base_count
        return "" if self.yes is None or base is None else share_words(self.yes, base)

    def needed_of(self, present: int) -> int:
        """The least number of yes votes that carries the question with so many units present."""
        return self.threshold.needed(self.members if self.base == self.Base.ALL_MEMBERS else present)


class Vote(PartOf, MayBeSample, WriteOnceModel):
    """The vote of one unit (ý kiến biểu quyết). Written once.

    `on_paper`: shown by hand or on paper, entered by the secretariat.
    """

    class Choice(models.TextChoices):
        YES = "yes", "Đồng ý"
        NO = "no", "Không đồng ý"
        ABSTAIN = "abstain", "Không có ý kiến"

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes", verbose_name="biểu quyết")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="votes", verbose_name="đơn vị")
    choice = ChoiceField("ý kiến", max_length=10, choices=Choice)
    on_paper = models.BooleanField("Tổ thư ký nhập theo biểu quyết tại hội trường", default=False)
    cast_at = models.DateTimeField("thời gian")
    cast_by = actor_fk("người biểu quyết hoặc nhập ý kiến")

    part_of = "ballot"

    class Meta:
        verbose_name, verbose_name_plural = "ý kiến biểu quyết", "ý kiến biểu quyết"
        triggers = [*WRITE_ONCE, VOTE_INTO_OPEN_BALLOT]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "unit"], name="one_vote_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_choice_display()}"
