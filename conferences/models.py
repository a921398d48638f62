"""Conferences: agenda, guests, who came, what was voted, and the minutes once they are issued."""

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from conferences.quorum import Quorum, share_words
from conferences.triggers import CLOSED_BALLOT_STAYS, VOTE_INTO_OPEN_BALLOT
from libraries.threshold import Threshold
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.listed_year import YEAR_OF_THE_ROW, listed_year
from units.models import EmulationYear, Unit
from units.ownership import PartOf, Toned, YearOwned


class ConferenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Their own bloc's conferences for everybody in it; the board also reads the closed ones of all blocs."""
        own = Q(emulation_year__bloc__in=user.bloc_ids)
        if user.is_board_member:
            return self.filter(own | Q(state=Conference.State.CLOSED))
        return self.filter(own)


class Conference(YearOwned, Toned, Versioned, MayBeSample):
    """A conference of the bloc (hội nghị). Chair and secretary are printed as written, whoever they are here."""

    class State(models.TextChoices):
        PLANNED = "planned", "Dự kiến"
        OPEN = "open", "Đang họp"
        CLOSED = "closed", "Đã bế mạc"

    class Kind(models.TextChoices):
        LAUNCH = "launch", "Hội nghị phát động thi đua"
        SIGNING = "signing", "Hội nghị ký kết giao ước"
        LAUNCH_AND_SIGNING = "launch_and_signing", "Hội nghị phát động và ký kết giao ước"
        MIDYEAR = "midyear", "Hội nghị sơ kết"
        YEAREND = "yearend", "Hội nghị tổng kết"
        OTHER = "other", "Hội nghị khác của Khối"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="conferences", verbose_name="năm thi đua"
    )
    kind = ChoiceField("loại hội nghị", max_length=20, choices=Kind)
    listed_year = listed_year()
    title = models.CharField("tên hội nghị", max_length=300)
    starts_at = models.DateTimeField("bắt đầu lúc")
    place = models.CharField("địa điểm", max_length=300)
    host = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="hosted_conferences", verbose_name="đơn vị đăng cai"
    )
    chair = actor_fk("tài khoản của người chủ trì", null=True, blank=True)
    chair_name = models.CharField("người chủ trì", max_length=100, blank=True)
    chair_post = models.CharField("chức vụ người chủ trì", max_length=300, blank=True)
    secretary = actor_fk("tài khoản của thư ký", null=True, blank=True)
    secretary_name = models.CharField("thư ký hội nghị", max_length=100, blank=True)
    secretary_post = models.CharField("chức vụ thư ký", max_length=300, blank=True)
    conclusions = models.TextField("kết luận của hội nghị", blank=True)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.PLANNED)
    opened_at = models.DateTimeField("khai mạc lúc", null=True, blank=True)
    opened_by = actor_fk("người ghi khai mạc", null=True, blank=True)
    ends_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    closed_at = models.DateTimeField("ghi bế mạc lúc", null=True, blank=True)
    closed_by = actor_fk("người ghi bế mạc", null=True, blank=True)

    TONES = {"planned": "info", "open": "warn", "closed": "ok"}
    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "hội nghị", "hội nghị"
        triggers = [YEAR_OF_THE_ROW]
        indexes = [
            models.Index(fields=["emulation_year", "-starts_at"], name="conferences_of_a_year"),
            models.Index(fields=["-starts_at", "-id"], name="conferences_in_order"),
            models.Index(fields=["listed_year", "-starts_at", "-id"], name="conferences_of_the_city"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(place=""), name="conference_has_title_and_place"),
            set_exactly_when(["open", "closed"], "opened_at", "opened_by", name="conference_opened_when_open"),
            set_exactly_when(["closed"], "ends_at", "closed_at", "closed_by", name="conference_closed_when_closed"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="conference_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.title

    def quorum(self) -> Quorum:
        """How many of the year's units are here, and how many a ballot needs."""
        return Quorum(
            members=self.emulation_year.seats.count(),
            present=self.attendances.filter(status=Attendance.Status.PRESENT).count(),
            threshold=self.bloc.quorum,
        )

    @property
    def issued_minutes(self) -> "Minutes | None":
        return getattr(self, "minutes", None)


class AgendaItem(PartOf, MayBeSample):
    """One item of the programme (nội dung chương trình), and what happened at it (diễn biến)."""

    class Kind(models.TextChoices):
        REPORT = "report", "Báo cáo, trình bày"
        VOTE = "vote", "Thảo luận, biểu quyết"
        SPEECH = "speech", "Phát biểu"
        AWARD = "award", "Trao thưởng"
        SIGNING = "signing", "Ký kết"
        OTHER = "other", "Nội dung khác"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="agenda", verbose_name="hội nghị")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = ChoiceField("loại nội dung", max_length=10, choices=Kind)
    title = models.CharField("nội dung", max_length=300)
    speaker = models.CharField("người trình bày", max_length=300, blank=True)
    note = models.TextField("diễn biến", blank=True)

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "nội dung chương trình", "chương trình"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "position"],
                name="agenda_is_an_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_title"),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"


class Guest(PartOf, MayBeSample):
    """An invited guest (đại biểu mời): not a user. `attended` is empty until somebody says."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="guests", verbose_name="hội nghị")
    name = models.CharField("họ và tên", max_length=100)
    post = models.CharField("chức vụ", max_length=300, blank=True)
    organisation = models.CharField("cơ quan", max_length=300, blank=True)
    attended = models.BooleanField("có dự", null=True, blank=True)

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "đại biểu mời", "đại biểu mời"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="guest_has_name")]

    def __str__(self):
        return ", ".join(part for part in (self.name, self.post, self.organisation) if part)


class Attendance(PartOf, MayBeSample):
    """Whether a unit came (điểm danh) and who stood for it."""

    class Status(models.TextChoices):
        PRESENT = "present", "Có mặt"
        ABSENT = "absent", "Vắng"
        EXCUSED = "excused_in_writing", "Vắng có văn bản"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="attendances", verbose_name="hội nghị")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attendances", verbose_name="đơn vị")
    status = ChoiceField("điểm danh", max_length=20, choices=Status)
    representative_name = models.CharField("người đại diện", max_length=100, blank=True)
    representative_post = models.CharField("chức vụ", max_length=150, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = actor_fk("người ghi")

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "điểm danh", "điểm danh"
        constraints = [
            models.UniqueConstraint(fields=["conference", "unit"], name="one_attendance_a_unit"),
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_status_display()}"


class BallotQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(conference__in=Conference.objects.visible_to(user))

    def passed(self):
        """Closed, and carried: what a regulation or a pledge may lean on."""
        return self.filter(state=Ballot.State.CLOSED, passed=True)


class Ballot(PartOf, MayBeSample):
    """One question put to the vote (biểu quyết). Rules are copied when it opens, results are facts when it closes."""

    class State(models.TextChoices):
        OPEN = "open", "Đang biểu quyết"
        CLOSED = "closed", "Đã kiểm phiếu"

    class Kind(models.TextChoices):
        OPEN = "open", "Biểu quyết giơ tay"
        NAMED = "named", "Biểu quyết ghi tên từng đơn vị"

    class Base(models.TextChoices):
        ALL_MEMBERS = "all_members", "tổng số đơn vị thành viên"
        PRESENT = "present", "số đơn vị có mặt"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="ballots", verbose_name="hội nghị")
    agenda_item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ballots", verbose_name="nội dung")
    question = models.CharField("câu hỏi biểu quyết", max_length=500)
    kind = ChoiceField("hình thức", max_length=10, choices=Kind, default=Kind.NAMED)
    threshold_numerator = models.PositiveSmallIntegerField("ngưỡng thông qua: tử số")
    threshold_denominator = models.PositiveSmallIntegerField("ngưỡng thông qua: mẫu số")
    # "quá 50%" is strict; "từ 80% trở lên" (NĐ 98/2023 Đ.30 k.7) is inclusive.
    threshold_inclusive = models.BooleanField("đạt đúng ngưỡng cũng được thông qua", default=False)
    base = ChoiceField("tính trên", max_length=15, choices=Base, default=Base.ALL_MEMBERS)
    members = models.PositiveSmallIntegerField("số đơn vị thành viên")
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField("mở lúc")
    opened_by = actor_fk("người mở")
    closed_at = models.DateTimeField("kiểm phiếu lúc", null=True, blank=True)
    closed_by = actor_fk("người kiểm phiếu", null=True, blank=True)
    present = models.PositiveSmallIntegerField("số đơn vị có mặt", null=True, blank=True)
    yes = models.PositiveSmallIntegerField("đồng ý", null=True, blank=True)
    no = models.PositiveSmallIntegerField("không đồng ý", null=True, blank=True)
    abstain = models.PositiveSmallIntegerField("không có ý kiến", null=True, blank=True)
    needed = models.PositiveSmallIntegerField("số phiếu đồng ý cần có", null=True, blank=True)
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
                "closed_at", "closed_by", "present", "yes", "no", "abstain", "needed", "passed",
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
        ]  # fmt: skip

    def __str__(self):
        return self.question

    @property
    def state_tone(self):
        if self.state == self.State.OPEN:
            return "warn"
        return "ok" if self.passed else "late"

    @property
    def result_words(self) -> str:
        """ "Thông qua" or "Không thông qua"; empty while it is open."""
        return {True: "Thông qua", False: "Không thông qua", None: ""}[self.passed]

    @property
    def cast(self) -> int | None:
        return None if self.yes is None else self.yes + self.no + self.abstain

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
    """The vote of one unit (phiếu). Written once; `on_paper`: shown by hand or on paper, entered by the secretariat."""

    class Choice(models.TextChoices):
        YES = "yes", "Đồng ý"
        NO = "no", "Không đồng ý"
        ABSTAIN = "abstain", "Không có ý kiến"

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes", verbose_name="biểu quyết")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="votes", verbose_name="đơn vị")
    choice = ChoiceField("ý kiến", max_length=10, choices=Choice)
    on_paper = models.BooleanField("Tổ thư ký ghi theo giơ tay hoặc phiếu giấy", default=False)
    cast_at = models.DateTimeField("lúc")
    cast_by = actor_fk("người bỏ phiếu hoặc ghi phiếu")

    part_of = "ballot"

    class Meta:
        verbose_name, verbose_name_plural = "phiếu", "phiếu"
        triggers = [*WRITE_ONCE, VOTE_INTO_OPEN_BALLOT]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "unit"], name="one_vote_a_unit"),
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_choice_display()}"


class Minutes(PartOf, MayBeSample, WriteOnceModel):
    """The issued minutes of a conference (biên bản): numbered, sealed, never changed."""

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="minutes", verbose_name="hội nghị")
    number = models.CharField("số, ký hiệu", max_length=60)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="minutes_pdf", verbose_name="bản PDF có dấu của hệ thống"
    )
    word = models.OneToOneField(Document, models.PROTECT, related_name="minutes_word", verbose_name="bản Word")
    issued_at = models.DateTimeField("phát hành lúc")
    issued_by = actor_fk("người phát hành")

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "biên bản", "biên bản"
        triggers = WRITE_ONCE
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="minutes_have_a_number")]

    def __str__(self):
        return f"Biên bản số {self.number}"
