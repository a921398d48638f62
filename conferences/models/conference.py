"""A conference of the bloc: when and where, its programme, its guests, and who came."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from conferences.models.quorum import Quorum
from libraries.web.formats import local_date
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from signatures.models import SigningRequest
from units.listed_year import YEAR_OF_THE_ROW, listed_year
from units.models import EmulationYear, Unit, UnitQuerySet, User
from units.ownership import PartOf, Toned, YearOwned

if TYPE_CHECKING:
    from conferences.models.minutes import Minutes


def named(name: str, post: str) -> str:
    """ "Trần Thị Lan, Tổ trưởng Tổ thư ký"."""
    return ", ".join(part for part in (name, post) if part)


def on_behalf(who: str, whom: str) -> str:
    """ "Vũ Thị Hương, thay mặt Ủy ban nhân dân thành phố"."""
    return f"{who}, thay mặt {whom}" if who and whom else who


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def visible_to(self, user: User) -> "ConferenceQuerySet":
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
        CANCELLED = "cancelled", "Đã hủy"

    class Kind(models.TextChoices):
        LAUNCH = "launch", "Hội nghị phát động thi đua"
        SIGNING = "signing", "Hội nghị ký kết giao ước"
        LAUNCH_AND_SIGNING = "launch_and_signing", "Hội nghị phát động và ký kết giao ước"
        MIDYEAR = "midyear", "Hội nghị sơ kết"
        YEAREND = "yearend", "Hội nghị tổng kết"
        EXTRAORDINARY = "extraordinary", "Hội nghị bất thường"
        OTHER = "other", "Hội nghị khác của Khối"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="conferences", verbose_name="năm thi đua"
    )
    kind = ChoiceField("loại hội nghị", max_length=20, choices=Kind)
    listed_year = listed_year()
    title = models.CharField("tên hội nghị", max_length=300)
    starts_at = models.DateTimeField("thời gian bắt đầu")
    place = models.CharField("địa điểm", max_length=300)
    host = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="hosted_conferences", verbose_name="đơn vị đăng cai"
    )
    chair = actor_fk("tài khoản của người chủ trì", null=True, blank=True)
    chair_name = models.CharField("người chủ trì", max_length=100, blank=True)
    chair_post = models.CharField("chức vụ người chủ trì", max_length=300, blank=True)
    chair_on_behalf_of = models.CharField("chủ trì thay mặt", max_length=300, blank=True)
    secretary = actor_fk("tài khoản của thư ký", null=True, blank=True)
    secretary_name = models.CharField("thư ký hội nghị", max_length=100, blank=True)
    secretary_post = models.CharField("chức vụ thư ký", max_length=300, blank=True)
    # How its minutes are signed; the newest, when they were put before their signers more than once.
    minutes_signing = models.OneToOneField(
        SigningRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conference",
        verbose_name="đề nghị ký biên bản",
    )
    conclusions = models.TextField("kết luận của hội nghị", blank=True)
    reply_by = models.DateTimeField("hạn trả lời giấy mời", null=True, blank=True)
    to_prepare = models.TextField("nội dung đề nghị chuẩn bị", max_length=2_000, blank=True)
    # How often it was moved since it was planned; calendars take the file with the highest count.
    times_moved = models.PositiveSmallIntegerField("số lần thay đổi lịch", default=0)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.PLANNED)
    opened_at = models.DateTimeField("thời gian khai mạc", null=True, blank=True)
    opened_by = actor_fk("người xác nhận khai mạc", null=True, blank=True)
    ends_at = models.DateTimeField("thời gian kết thúc", null=True, blank=True)
    closed_at = models.DateTimeField("thời gian xác nhận bế mạc", null=True, blank=True)
    closed_by = actor_fk("người xác nhận bế mạc", null=True, blank=True)
    cancelled_at = models.DateTimeField("thời gian hủy", null=True, blank=True)
    cancelled_by = actor_fk("người hủy", null=True, blank=True)
    cancelled_because = models.CharField("lý do hủy", max_length=500, blank=True)

    TONES = {"planned": "info", "open": "warn", "closed": "ok", "cancelled": "mut"}
    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "hội nghị", "hội nghị"
        triggers = [YEAR_OF_THE_ROW]
        indexes = [
            models.Index(fields=["emulation_year", "-starts_at"], name="conferences_of_a_year"),
            models.Index(fields=["-starts_at", "-id"], name="conferences_in_order"),
            models.Index(fields=["-starts_at", "-id"], condition=Q(state="closed"), name="conferences_closed_in_order"),
            models.Index(fields=["listed_year", "-starts_at", "-id"], name="conferences_of_the_city"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(place=""), name="conference_has_title_and_place"),
            set_exactly_when(["open", "closed"], "opened_at", "opened_by", name="conference_opened_when_open"),
            set_exactly_when(["closed"], "ends_at", "closed_at", "closed_by", name="conference_closed_when_closed"),
            set_exactly_when(["cancelled"], "cancelled_at", "cancelled_by", name="conference_cancelled_by_somebody"),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="conference_cancelled_because",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="conference_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def units(self) -> UnitQuerySet:
        """Units that sit in the year on the day of the conference, in protocol order."""
        return self.emulation_year.units(local_date(self.starts_at))

    def quorum(self) -> Quorum:
        """How many of its units are here, and how many a ballot needs."""
        return Quorum(
            members=self.units().count(),
            present=self.attendances.filter(status=Attendance.Status.PRESENT).count(),
            threshold=self.bloc.quorum,
        )

    @property
    def chair_words(self) -> str:
        """Name, post, and on whose behalf; empty while nobody is named."""
        return on_behalf(named(self.chair_name, self.chair_post), self.chair_on_behalf_of)

    @property
    def secretary_words(self) -> str:
        return named(self.secretary_name, self.secretary_post)

    @property
    def calls(self) -> bool:
        """It is still to come, so units and guests may be invited."""
        return self.state == self.State.PLANNED

    @property
    def minutes_being_signed(self) -> SigningRequest | None:
        """The request that goes on: before its signers, or signed and waiting for its number."""
        request = self.minutes_signing
        return request if request and request.state in SigningRequest.GOING_ON else None

    @property
    def issued_minutes(self) -> "Minutes | None":
        return getattr(self, "minutes", None)


class AgendaItem(PartOf, MayBeSample):
    """One item of the programme (nội dung chương trình), and what happened at it (diễn biến)."""

    class Kind(models.TextChoices):
        REPORT = "report", "Báo cáo, trình bày"
        REGULATION = "regulation", "Thông qua quy chế"
        VOTE = "vote", "Thảo luận, biểu quyết"
        OPINIONS = "opinions", "Các đơn vị góp ý"
        PAPERS = "papers", "Tham luận, trao đổi kinh nghiệm"
        FOLLOW_UP = "follow_up", "Báo cáo thực hiện kết luận"
        SPEECH = "speech", "Phát biểu"
        AWARD = "award", "Trao thưởng"
        SIGNING = "signing", "Ký kết"
        OTHER = "other", "Nội dung khác"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="agenda", verbose_name="hội nghị")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = ChoiceField("loại nội dung", max_length=10, choices=Kind)
    title = models.CharField("nội dung", max_length=300)
    speaker = models.CharField("người trình bày", max_length=300, blank=True)
    on_behalf_of = models.CharField("thay mặt", max_length=300, blank=True)
    # What it is about, by kind and key (ballots.subjects); without a key a matter that is no row of the product.
    subject_kind = models.CharField("loại văn bản, hồ sơ", max_length=30, blank=True)
    subject_key = models.PositiveBigIntegerField("văn bản, hồ sơ", null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_key__isnull=True)
                | (~Q(subject_kind="") & Q(subject_key__isnull=False)),
                name="agenda_subject_has_kind_and_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    @property
    def is_for_a_vote(self) -> bool:
        """It is on the programme to be voted on."""
        return self.kind in {self.Kind.REGULATION, self.Kind.VOTE}

    @property
    def speaker_words(self) -> str:
        """ "Hà Quang Thắng, Phó Giám đốc, thay mặt đơn vị Khối trưởng"."""
        return on_behalf(self.speaker, self.on_behalf_of)


class Guest(PartOf, MayBeSample):
    """An invited guest (đại biểu mời): not a user. `coming` and `attended` are empty until somebody says."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="guests", verbose_name="hội nghị")
    name = models.CharField("họ và tên", max_length=100)
    post = models.CharField("chức vụ", max_length=300, blank=True)
    organisation = models.CharField("cơ quan", max_length=300, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    coming = models.BooleanField("nhận lời dự", null=True, blank=True)
    attended = models.BooleanField("tham dự", null=True, blank=True)

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "đại biểu mời", "đại biểu mời"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="guest_has_name")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.post, self.organisation) if part)


class Attendance(PartOf, MayBeSample):
    """Whether a unit came (điểm danh) and who stood for it."""

    class Status(models.TextChoices):
        PRESENT = "present", "Có mặt"
        ABSENT = "absent", "Vắng"
        EXCUSED = "excused_in_writing", "Vắng (có văn bản báo cáo)"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="attendances", verbose_name="hội nghị")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attendances", verbose_name="đơn vị")
    status = ChoiceField("điểm danh", max_length=20, choices=Status)
    # Who votes for the unit here; without an account its votes are entered by the secretariat.
    delegate = actor_fk("tài khoản của người đại diện", null=True, blank=True)
    representative_name = models.CharField("người đại diện", max_length=100, blank=True)
    representative_post = models.CharField("chức vụ", max_length=150, blank=True)
    recorded_at = models.DateTimeField("thời gian nhập")
    recorded_by = actor_fk("người nhập")

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "điểm danh", "điểm danh"
        constraints = [
            models.UniqueConstraint(fields=["conference", "unit"], name="one_attendance_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_status_display()}"


class Companion(PartOf, MayBeSample):
    """Who came with the representative of a unit (người cùng dự): its specialists; they do not vote."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="companions", verbose_name="điểm danh")
    name = models.CharField("họ và tên", max_length=100)
    post = models.CharField("chức vụ", max_length=150, blank=True)

    part_of = "attendance"

    class Meta:
        verbose_name, verbose_name_plural = "người cùng dự", "người cùng dự"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="companion_has_name"),
            models.UniqueConstraint(fields=["attendance", "name", "post"], name="companion_once"),
        ]

    def __str__(self) -> str:
        return named(self.name, self.post)


def companions_in(text: str) -> tuple[tuple[str, str], ...]:
    """One line a person, the post behind the first comma: ("Trần Văn An", "Chuyên viên Phòng Tổ chức")."""
    lines = [line.strip() for line in text.splitlines() if line.strip(" ,")]
    found = []
    for line in lines:
        name, _, post = line.partition(",")
        found.append((name.strip() or post.strip(), post.strip() if name.strip() else ""))
    return tuple(dict.fromkeys(found))
