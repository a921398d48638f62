"""What the city decided: a number, a date, and one line for each recipient."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractYear, Lower
from django.utils.functional import cached_property

from awards.models.kinds import AwardTerms
from awards.models.nomination import Nomination
from awards.triggers import NOBODY_DECIDES_ALONE, ONE_AUTHORITY
from libraries.pades.outside import OutsideSignatures
from records.actor_field import actor_fk
from records.audit import CITY
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel, WriteOnceQuerySet
from units.models import City, User
from units.ownership import PartOf


class DecisionQuerySet(WriteOnceQuerySet["Decision"]):
    def visible_to(self, user: User) -> "DecisionQuerySet":
        """The board: all. Everybody else: those that commend a unit of their bloc."""
        if user.is_board_member:
            return self
        own = DecisionLine.objects.filter(decision=OuterRef("pk"), nomination__emulation_year__bloc__in=user.bloc_ids)
        return self.filter(Exists(own))


DecisionManager = models.Manager.from_queryset(DecisionQuerySet)


class Decision(MayBeSample, WriteOnceModel):
    """A decision (quyết định khen thưởng) as the city issued it. `document` is the platform's record of it."""

    number = models.CharField("số, ký hiệu", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    # One decision, one authority: awards that two decide are two decisions.
    decided_by = ChoiceField("thẩm quyền quyết định", max_length=10, choices=AwardTerms.DecidedBy)
    authority = models.CharField("cơ quan, người quyết định", max_length=200)
    signer_lines = models.CharField("thẩm quyền ký", max_length=200)
    signer_name = models.CharField("họ tên người ký", max_length=100)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="decision", verbose_name="thông tin quyết định (PDF)"
    )
    recorded_at = models.DateTimeField("thời gian nhập")
    recorded_by = actor_fk("người nhập")

    chain = CITY
    objects: ClassVar["DecisionManager[Decision]"] = DecisionManager()

    class Meta:
        verbose_name, verbose_name_plural = "quyết định khen thưởng", "quyết định khen thưởng"
        ordering = ["-decided_on", "-pk"]
        triggers = WRITE_ONCE
        constraints = [
            models.UniqueConstraint(Lower("number"), ExtractYear("decided_on"), name="one_decision_a_number_a_year"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(authority="") & ~Q(signer_lines="") & ~Q(signer_name=""),
                name="decision_says_who_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"Quyết định số {self.number}"

    @cached_property
    def city(self) -> City:
        """The city as it was called on the day of the decision."""
        return City.objects.on(self.decided_on)


class DecisionLine(PartOf, MayBeSample, WriteOnceModel):
    """One recipient in a decision. `line_no` is the golden-book number (số sổ vàng).

    docs/law.md: Golden book and lines of a certificate.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines", verbose_name="quyết định")
    line_no = models.PositiveIntegerField("số sổ vàng")
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="line", verbose_name="hồ sơ")

    part_of = "nomination"

    class Meta:
        verbose_name, verbose_name_plural = "tập thể được khen thưởng", "tập thể được khen thưởng"
        ordering = ["decision", "line_no"]
        triggers = [*WRITE_ONCE, NOBODY_DECIDES_ALONE, ONE_AUTHORITY]
        constraints = [
            models.UniqueConstraint(fields=["decision", "line_no"], name="one_golden_book_number_a_decision"),
            models.CheckConstraint(condition=Q(line_no__gte=1), name="golden_book_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.decision}, số sổ vàng {self.line_no}"


class DecisionOriginal(MayBeSample, WriteOnceModel):
    """What was received, by whom, compared with the original, and where that lies. The newest row is the document.

    Never changed: a better scan is a newer row, and what was read before it stays.
    """

    class Form(models.TextChoices):
        SCAN = "scan", "Bản quét của quyết định giấy"
        SIGNED = "signed", "Tệp PDF đã ký số"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="originals", verbose_name="quyết định")
    form = ChoiceField("hình thức bản gốc", max_length=10, choices=Form)
    document = models.OneToOneField(Document, models.PROTECT, related_name="decision_original", verbose_name="tệp")
    kept_at = models.CharField("nơi lưu bản gốc", max_length=300)
    # Of a file signed elsewhere: each signature as it was judged on the day of receipt (libraries/pades/outside.py).
    signatures = models.JSONField("chữ ký số trong tệp", null=True, blank=True)
    received_at = models.DateTimeField("thời gian nhận")
    received_by = actor_fk("người nhận, đối chiếu")

    chain = CITY

    class Meta:
        verbose_name, verbose_name_plural = "bản gốc quyết định", "bản gốc quyết định"
        ordering = ["-pk"]
        triggers = WRITE_ONCE
        constraints = [
            models.CheckConstraint(condition=~Q(kept_at=""), name="original_lies_somewhere"),
            models.CheckConstraint(
                condition=Q(form="scan") | Q(form="signed", signatures__isnull=False), name="signed_original_was_judged"
            ),
        ]

    def __str__(self) -> str:
        return f"Bản gốc {self.decision}"

    @property
    def signed(self) -> OutsideSignatures | None:
        """Who signed the file, as it was found on the day of receipt."""
        return OutsideSignatures.from_json(self.signatures) if self.signatures else None
