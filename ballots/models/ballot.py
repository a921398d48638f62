"""A question put to the vote, with the rule it is counted by; when it is counted, with its result."""

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from ballots.triggers import CLOSED_BALLOT_STAYS, OPEN_BALLOT_KEEPS_ITS_RULES
from law.models import Wording
from law.queries import wording_on
from libraries.threshold import Threshold
from libraries.web.formats import local_date, share_words
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from units.models import EmulationYear, User
from units.ownership import YearOwned


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, user: User) -> "BallotQuerySet":
        """Their own bloc's for everybody in it; the board also reads what was decided in all blocs."""
        own = Q(emulation_year__bloc__in=user.bloc_ids)
        return self.filter(own | Q(state=Ballot.State.CLOSED) if user.is_board_member else own)

    def passed(self) -> "BallotQuerySet":
        """Closed, and carried: what a regulation or a dossier may lean on."""
        return self.filter(state=Ballot.State.CLOSED, passed=True)

    def about(self, kind: str, key: int) -> "BallotQuerySet":
        """Of this subject, in the order in which they were opened."""
        return self.filter(subject_kind=kind, subject_key=key).order_by("opened_at", "pk")


class Ballot(YearOwned, MayBeSample):
    """One question put to the vote (biểu quyết). Rules and electors are fixed when it opens, results are facts when it
    closes.

    `present`: electors that may answer; `recused`: those that stand aside; `members`: units of the year less `recused`.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", "Chờ nhận mã kiểm phiếu"
        OPEN = "open", "Đang biểu quyết"
        COUNTING = "counting", "Đang kiểm phiếu"
        CLOSED = "closed", "Đã có kết quả"
        VOID = "void", "Đã hủy"

    class Kind(models.TextChoices):
        """What they are called is law of the day."""

        OPEN = "open"
        NAMED = "named"
        SECRET = "secret"  # noqa: S105 – a kind of ballot
        PAPER = "paper"

        def words_in(self, wording: Wording) -> str:
            names = {self.OPEN: wording.open_vote, self.NAMED: wording.named_vote}
            names[self.PAPER] = "Biểu quyết bằng bỏ phiếu kín, phiếu in"
            return names.get(self, "Biểu quyết bằng bỏ phiếu kín")

    class Base(models.TextChoices):
        ALL_MEMBERS = "all_members", "tổng số đơn vị thành viên"
        PRESENT = "present", "số đơn vị có mặt"
        VALID = "valid", "số ý kiến hợp lệ"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="ballots", verbose_name="năm thi đua"
    )
    occasion = models.CharField("hội nghị, cuộc họp", max_length=300)
    # What it is about, by kind and key (ballots.subjects); without a key a matter that is no row of the product.
    subject_kind = models.CharField("loại đối tượng biểu quyết", max_length=30, blank=True)
    subject_key = models.PositiveBigIntegerField("đối tượng biểu quyết", null=True, blank=True)
    # Of things that have versions, the one that was put to the vote.
    subject_edition = models.PositiveBigIntegerField("bản được biểu quyết", default=0)
    repeats_because = models.CharField("lý do biểu quyết lại", max_length=500, blank=True)
    question = models.CharField("câu hỏi biểu quyết", max_length=500)
    kind = ChoiceField("hình thức biểu quyết", max_length=10, choices=Kind, default=Kind.NAMED)
    threshold_numerator = models.PositiveSmallIntegerField("ngưỡng thông qua: tử số")
    threshold_denominator = models.PositiveSmallIntegerField("ngưỡng thông qua: mẫu số")
    # "quá 50%" is strict; "từ 80% trở lên" (NĐ 98/2023 Đ.30 k.7) is inclusive.
    threshold_inclusive = models.BooleanField("đạt đúng ngưỡng cũng được thông qua", default=False)
    base = ChoiceField("tỷ lệ tính trên", max_length=15, choices=Base, default=Base.ALL_MEMBERS)
    members = models.PositiveSmallIntegerField("số đơn vị thành viên")
    present = models.PositiveSmallIntegerField("số đơn vị có mặt")
    recused = models.PositiveSmallIntegerField("số đơn vị không tham gia biểu quyết", default=0)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField("thời gian bắt đầu")
    opened_by = actor_fk("người bắt đầu")
    closed_at = models.DateTimeField("thời gian kết thúc", null=True, blank=True)
    closed_by = actor_fk("người kết thúc", null=True, blank=True)
    yes = models.PositiveSmallIntegerField("đồng ý", null=True, blank=True)
    no = models.PositiveSmallIntegerField("không đồng ý", null=True, blank=True)
    abstain = models.PositiveSmallIntegerField("không có ý kiến", null=True, blank=True)
    needed = models.PositiveSmallIntegerField("số đơn vị đồng ý cần có", null=True, blank=True)
    passed = models.BooleanField("được thông qua", null=True, blank=True)
    void_reason = models.CharField("lý do hủy", max_length=500, blank=True)
    # Several questions on one printed paper: all but the first name the first, whose tellers count them together.
    on_paper_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="same_paper", verbose_name="cùng phiếu với"
    )

    # Without a result yet, and none refused.
    RUNNING = (State.PREPARING, State.OPEN, State.COUNTING)
    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "biểu quyết", "biểu quyết"
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="ballots_of_a_subject")]
        triggers = [CLOSED_BALLOT_STAYS, OPEN_BALLOT_KEEPS_ITS_RULES]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(occasion=""), name="ballot_has_question_and_occasion"
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_key__isnull=True, subject_edition=0)
                | (~Q(subject_kind="") & Q(subject_key__isnull=False)),
                name="ballot_subject_has_kind_and_key",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key"],
                condition=Q(state__in=["preparing", "open", "counting"]),
                name="one_open_ballot_a_subject",
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
                "yes",
                "no",
                "abstain",
                "needed",
                "passed",
                name="ballot_result_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(yes__isnull=True) | Q(LessThanOrEqual(F("yes") + F("no") + F("abstain"), F("present"))),
                name="ballot_votes_of_those_present",
            ),
            models.CheckConstraint(condition=Q(present__lte=F("members")), name="ballot_present_are_members"),
            models.CheckConstraint(
                condition=Q(state="void", void_reason__gt="") | (~Q(state="void") & Q(void_reason="")),
                name="ballot_void_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="secret")
                | Q(kind="paper") & ~Q(state="preparing")
                | ~Q(state__in=["preparing", "counting", "void"]),
                name="ballot_tellers_of_secret_ones",
            ),
            models.CheckConstraint(
                condition=Q(on_paper_of__isnull=True) | Q(kind="paper") & ~Q(on_paper_of=F("id")),
                name="ballot_shares_a_printed_paper",
            ),
            # "Passed" is arithmetic, not an opinion.
            models.CheckConstraint(
                condition=Q(passed__isnull=True)
                | (Q(passed=True) & GreaterThanOrEqual(F("yes"), F("needed")))
                | (Q(passed=False) & Q(yes__lt=F("needed"))),
                name="ballot_passed_by_its_threshold",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def state_tone(self) -> str:
        if self.state in self.RUNNING:
            return "warn"
        if self.state == self.State.VOID:
            return "mut"
        return "ok" if self.passed else "late"

    def kind_words(self) -> str:
        """What this kind of vote was called on the day it was opened; one statement."""
        return self.Kind(self.kind).words_in(wording_on(local_date(self.opened_at)))

    @property
    def result_words(self) -> str:
        """ "Thông qua" or "Không thông qua"; empty while it is open."""
        return {True: "Thông qua", False: "Không thông qua", None: ""}[self.passed]

    @property
    def is_secret(self) -> bool:
        return self.kind == self.Kind.SECRET

    @property
    def is_printed(self) -> bool:
        """Handed out and gathered in the hall; its tellers say what they counted."""
        return self.kind == self.Kind.PAPER

    @property
    def has_tellers(self) -> bool:
        """Nobody, the secretariat included, knows who answered what."""
        return self.is_secret or self.is_printed

    @property
    def is_running(self) -> bool:
        """It waits for tellers, votes or the count."""
        return self.state in self.RUNNING

    @property
    def cast(self) -> int | None:
        if self.yes is None or self.no is None or self.abstain is None:
            return None
        return self.yes + self.no + self.abstain

    @property
    def base_count(self) -> int:
        return self.base_of(self.cast or 0)

    def base_of(self, valid: int) -> int:
        """What the threshold is a share of, with so many valid answers."""
        return {self.Base.ALL_MEMBERS: self.members, self.Base.PRESENT: self.present}.get(self.Base(self.base), valid)

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
        return "" if self.yes is None else self.share_of(self.yes)

    def share_of(self, count: int) -> str:
        """ "11,1%" of what the threshold is a share of."""
        return share_words(count, self.base_count)

    def needed_of(self, valid: int) -> int:
        """The least number of yes votes that carries the question with so many valid answers."""
        return self.threshold.needed(self.base_of(valid))
