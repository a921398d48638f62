"""The dossier of one unit for one award: nomination, its written report, its parts."""

import datetime
from collections.abc import Collection

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from awards.models.kinds import AwardKind, AwardTerms, Part
from awards.triggers import (
    BALLOT_OF_THE_NOMINATION,
    CONSIDERED_UNIT,
    ONE_SUBMISSION,
    ORDER_OF_THE_NOMINATION,
    REPORT_IS_SIGNED,
)
from ballots.models import Ballot
from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import local_date, short_datetime
from libraries.web.word_search import KEPT, found_by, words_field
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from records.write_once import WRITE_ONCE, WriteOnceModel
from signatures.models import SigningRequest
from units.listed_year import listed_year
from units.models import EmulationYear, Seat, Unit, User
from units.ownership import PartOf, Toned, YearOwned


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, user: User) -> "NominationQuerySet":
        """The board: what was submitted, of all blocs. The side of the head unit (Khối trưởng: secretariat, its leader
        of that year): all of the bloc's year. A unit: its own. Others of the bloc: what was decided.
        """
        roles = user.roles()
        heads = Seat.objects.now().filter(role="head", unit__in=roles.can_sign_for)
        visible = (
            Q(emulation_year__bloc__in=roles.secretary_of)
            | Q(unit__in=roles.member_of | roles.can_sign_for)
            | Q(emulation_year__in=heads.values("emulation_year"))
            | Q(emulation_year__bloc__in=roles.bloc_ids, state=Nomination.State.DECIDED)
        )
        if roles.board:
            visible |= ~Q(state=Nomination.State.DRAFT)
        return self.filter(visible)

    def with_rows(self) -> "NominationQuerySet":
        return self.select_related("emulation_year__bloc", "kind", "unit").prefetch_related(
            "unit__names", "kind__terms"
        )

    def waiting(self) -> "NominationQuerySet":
        """Those that wait for a review or a decision (chờ thẩm định, chờ quyết định)."""
        return self.filter(state__in=[Nomination.State.SUBMITTED, Nomination.State.REVIEWED])

    def decided(self) -> "NominationQuerySet":
        """Those that were awarded (đã khen thưởng)."""
        return self.filter(state=Nomination.State.DECIDED)

    def found_by(self, words: str) -> "NominationQuerySet":
        """Every word typed, with or without diacritics, in the recipient, the unit or the award.

        docs/law.md: What users of such systems miss.
        """
        return found_by(self, words, KEPT)


class Nomination(YearOwned, Toned, Versioned, MayBeSample):
    """One unit proposed for one award in one year of the bloc (đề nghị khen thưởng).

    Its revision counts what was saved and each return: whoever judges says which one was read.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Chưa trình"
        SUBMITTED = "submitted", "Chờ thẩm định"
        REVIEWED = "reviewed", "Đã thẩm định"
        DECIDED = "decided", "Đã khen thưởng"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="nominations", verbose_name="năm thi đua"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nominations", verbose_name="đơn vị")
    kind = models.ForeignKey(
        AwardKind, models.PROTECT, related_name="nominations", verbose_name="danh hiệu, hình thức khen thưởng"
    )
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    recipient_name = models.CharField("tên ghi trên bằng", max_length=300)
    citation = models.TextField("thành tích ghi trên bằng", blank=True)
    summary = models.TextField("tóm tắt thành tích", blank=True)
    # By the bloc's own table of points (bảng điểm): "985 điểm, xếp thứ 1".
    score = models.CharField("điểm, xếp hạng", max_length=100, blank=True)
    # Tax, social insurance, fire safety … as the offices in charge confirmed them.
    confirmations = models.CharField("xác nhận nghĩa vụ", max_length=300, blank=True)
    search_key = models.CharField("khóa tìm kiếm", max_length=1000, editable=False)
    search_words = words_field()
    listed_year = listed_year()
    listed_kind = models.PositiveSmallIntegerField("danh hiệu, hình thức để xếp", default=0, editable=False)
    # Written by the count of a ballot about this dossier (awards/voting.py), by nobody's choice.
    ballot = models.ForeignKey(
        Ballot, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="biểu quyết, bình xét"
    )
    # The newest one; a dossier that came back keeps it until a newer one names it.
    submission = models.ForeignKey(
        "awards.Submission", models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="tờ trình"
    )
    round = models.PositiveSmallIntegerField("lần trình", default=1)
    created_at = models.DateTimeField("thời gian lập", default=clock.now)
    created_by = actor_fk("người lập")
    submitted_at = models.DateTimeField("thời gian trình", null=True, blank=True)
    submitted_by = actor_fk("người trình", null=True, blank=True)
    reviewed_at = models.DateTimeField("thời gian hoàn thành thẩm định", null=True, blank=True)
    decided_at = models.DateTimeField("thời gian nhập quyết định", null=True, blank=True)

    TONES = {"draft": "info", "submitted": "warn", "reviewed": "info", "decided": "ok"}
    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "hồ sơ đề nghị khen thưởng", "hồ sơ đề nghị khen thưởng"
        triggers = [ORDER_OF_THE_NOMINATION, ONE_SUBMISSION, CONSIDERED_UNIT, BALLOT_OF_THE_NOMINATION]
        indexes = [
            models.Index(fields=["state", "submitted_at", "id"], name="nominations_in_turn"),
            models.Index(fields=["-listed_year", "listed_kind", "id"], name="nominations_in_order"),
            # What the board sees, and its buttons above the list.
            *(
                models.Index(fields=["-listed_year", "listed_kind", "id"], condition=condition, name=name)
                for name, condition in {
                    "nominations_of_the_city": ~Q(state="draft"),
                    "nominations_waiting": Q(state__in=["submitted", "reviewed"]),
                    "nominations_decided": Q(state="decided"),
                }.items()
            ),
            GinIndex(fields=[KEPT], name="nominations_by_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["emulation_year", "unit", "kind"], name="one_nomination_a_unit_a_kind"),
            models.CheckConstraint(condition=~Q(recipient_name=""), name="nomination_names_the_recipient"),
            models.CheckConstraint(condition=Q(round__gte=1), name="nomination_round_from_one"),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(citation="") & ~Q(summary="")), name="nomination_submitted_complete"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submission__isnull=False), name="nomination_submitted_by_a_paper"
            ),
            set_exactly_when(
                ["submitted", "reviewed", "decided"],
                "submitted_at",
                "submitted_by",
                name="nomination_submitted_when_submitted",
            ),
            set_exactly_when(["reviewed", "decided"], "reviewed_at", name="nomination_reviewed_when_reviewed"),
            set_exactly_when(["decided"], "decided_at", name="nomination_decided_when_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.kind.short_name} năm {self.emulation_year.year} – {self.recipient_name}"

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.set_keys()
        super().clean_fields(exclude)

    def set_keys(self) -> None:
        self.search_key = self.key_of(self.recipient_name, self.unit, self.kind)

    @staticmethod
    def key_of(recipient_name: str, unit: Unit, kind: AwardKind) -> str:
        """Recipient, unit and award together: one key, one index."""
        return f"{likeness(f'{recipient_name} {unit.name} {unit.short_name}')[:690]} {kind.search_key}"

    @property
    def name_of_the_year(self) -> str:
        """The unit's name on the last day of the emulation year: what a certificate carries."""
        return self.unit.name_on(datetime.date(self.emulation_year.year, 12, 31))

    @property
    def receipt_day(self) -> datetime.date:
        return local_date(self.submitted_at) if self.submitted_at else clock.today()

    @property
    def written_report(self) -> "AchievementReport | None":
        """The report that is being written here; None when nobody began or a file was handed in."""
        return getattr(self, "report", None)

    def terms(self) -> AwardTerms | None:
        """The law the dossier is judged by: of the day it was received, of today while it is a draft."""
        return self.kind.terms_on(self.receipt_day)

    def newest_parts(self) -> dict[str, "DossierPart"]:
        """part → its newest row."""
        return {row.part: row for row in self.parts.order_by("pk").select_related("document", "word", "added_by")}


class AchievementReport(PartOf, Versioned, MayBeSample):
    """The report (báo cáo thành tích) being written, in the sections of the form. Becomes a part when finished.

    docs/law.md: Dossier of an award.
    """

    SECTIONS = ("overview", "duties", "law", "movements", "party")

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="report", verbose_name="hồ sơ")
    overview = models.TextField("I. Sơ lược đặc điểm, tình hình", blank=True)
    duties = models.TextField("1. Thực hiện nhiệm vụ được giao; sáng kiến, giải pháp", blank=True)
    # What no pledge here registered: TypedResult lines (models.reported_result).
    other_results = models.TextField("Chỉ tiêu khác", blank=True)
    law = models.TextField("2. Chấp hành chủ trương, pháp luật", blank=True)
    movements = models.TextField("3. Phong trào thi đua, công tác khen thưởng, an sinh xã hội", blank=True)
    party = models.TextField("4. Xây dựng Đảng, đoàn thể", blank=True)
    past_awards = models.TextField("III. Các hình thức đã được khen thưởng", blank=True)
    saved_at = models.DateTimeField("thời gian lưu")
    saved_by = actor_fk("người lưu")
    # How it is signed and confirmed; the newest, when it was put before its signers more than once.
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, null=True, blank=True, related_name="report", verbose_name="đề nghị ký"
    )

    part_of = "nomination"

    class Meta:
        verbose_name, verbose_name_plural = "báo cáo thành tích đang lập", "báo cáo thành tích đang lập"

    def __str__(self) -> str:
        return f"Báo cáo thành tích của {self.nomination.unit}"

    @property
    def being_signed(self) -> SigningRequest | None:
        """The request that goes on: before its signers, or signed and waiting for its number."""
        return self.signing if self.signing and self.signing.state in SigningRequest.GOING_ON else None

    def last_saving_words(self) -> str:
        """Who saved it last, and when, in a sentence."""
        return f"{self.saved_by.full_name} đã lưu báo cáo lúc {short_datetime(self.saved_at)}."


class DossierPart(PartOf, MayBeSample, WriteOnceModel):
    """One part of the dossier as it was handed in. A newer row of the same part replaces it; none is changed."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="parts", verbose_name="hồ sơ")
    part = ChoiceField("thành phần", max_length=20, choices=Part)
    round = models.PositiveSmallIntegerField("lần trình")
    document = models.ForeignKey(Document, models.PROTECT, related_name="dossier_parts", verbose_name="tệp")
    word = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="bản Word")
    # Which saved text of the report this is; empty for files that were handed in.
    report_revision = models.PositiveIntegerField("theo lần lưu", null=True)
    added_at = models.DateTimeField("thời gian thêm")
    added_by = actor_fk("người thêm")

    part_of = "nomination"

    class Meta:
        verbose_name, verbose_name_plural = "thành phần hồ sơ", "thành phần hồ sơ"
        triggers = [*WRITE_ONCE, REPORT_IS_SIGNED]
        constraints = [
            models.CheckConstraint(
                condition=Q(word__isnull=True) | ~Q(word=F("document")), name="dossier_part_word_is_another_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} – {self.nomination}"
