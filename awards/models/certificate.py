"""The printed certificate: how it looks (template) and each one that was numbered."""

from dataclasses import replace
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value

from awards.models.decision import DecisionLine
from awards.models.kinds import AwardKind
from awards.triggers import (
    CERTIFICATE_KEEPS_ITS_TEMPLATE,
    ISSUED_BY_THE_CITY,
    ORDER_OF_THE_CERTIFICATE,
    TEMPLATE_OF_CERTIFICATES,
)
from conferences.models import Conference
from law.models import Wording
from law.queries import wording_on
from libraries.certificate_art.page import Layout, layout_from, resized
from libraries.certificate_art.places import on_own_background, read_places
from libraries.text import likeness
from libraries.web.formats import local_date
from libraries.web.word_search import KEPT, found_by, words_field
from records.actor_field import actor_fk
from records.audit import CITY
from records.choice_field import ChoiceField
from records.models import Document, Job
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import filled, set_exactly_when
from units.models import Unit, User
from units.ownership import PartOf, Toned


class CertificateTemplate(Versioned):
    """A sheet (mẫu bằng): size in mm, texts and their places as data, and where this printer puts them on a blank."""

    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="templates", verbose_name="danh hiệu, hình thức")
    name = models.CharField("tên mẫu", max_length=100)
    width_mm = models.DecimalField("chiều ngang (mm)", max_digits=5, decimal_places=1, default=Decimal(420))
    height_mm = models.DecimalField("chiều dọc (mm)", max_digits=5, decimal_places=1, default=Decimal(297))
    # libraries.certificate_art.page.Layout as plain data; the city confirms sizes, order and wording.
    texts = models.JSONField("bố cục và nội dung in")
    overprint_x_mm = models.DecimalField("độ lệch sang phải (mm)", max_digits=4, decimal_places=1, default=Decimal(0))
    overprint_y_mm = models.DecimalField("độ lệch xuống dưới (mm)", max_digits=4, decimal_places=1, default=Decimal(0))
    overprint_scale = models.DecimalField("tỷ lệ in", max_digits=5, decimal_places=4, default=Decimal(1))
    is_default = models.BooleanField("dùng mặc định", default=False)
    # Used for decisions from that day on, until another of its kind begins; without a day only by default or by choice.
    valid_from = models.DateField("ngày bắt đầu áp dụng", null=True, blank=True)
    # The office's own background: the file as it came, the page made of it, and where each line stands on it.
    artwork = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp nền của cơ quan"
    )
    artwork_page = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trang nền để in"
    )
    # Of the page; with the template, so that a sheet of a batch asks for nothing more.
    artwork_sha256 = models.CharField("mã nội dung trang nền", max_length=64, blank=True, editable=False)
    places = models.JSONField("vị trí chữ trên nền", null=True, blank=True)

    chain = CITY

    class Meta:
        verbose_name, verbose_name_plural = "mẫu bằng", "mẫu bằng"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(is_default=True), name="one_default_template_a_kind"),
            models.CheckConstraint(
                condition=Q(width_mm__gte=150, width_mm__lte=900, height_mm__gte=100, height_mm__lte=700),
                name="template_is_a_sheet_of_paper",
            ),
            models.CheckConstraint(
                condition=Q(overprint_x_mm__gte=-50, overprint_x_mm__lte=50)
                & Q(overprint_y_mm__gte=-50, overprint_y_mm__lte=50)
                & Q(overprint_scale__gte=Decimal("0.9"), overprint_scale__lte=Decimal("1.1")),
                name="template_overprint_is_a_nudge",
            ),
            models.UniqueConstraint(fields=["kind", "valid_from"], name="one_template_of_a_kind_begins_on_a_day"),
            models.CheckConstraint(
                condition=Q(artwork__isnull=True, artwork_page__isnull=True, artwork_sha256="", places__isnull=True)
                | Q(
                    artwork__isnull=False,
                    artwork_page__isnull=False,
                    artwork_sha256__regex="^[0-9a-f]{64}$",
                    places__isnull=False,
                ),
                name="template_background_with_its_places",
            ),
        ]
        triggers = [TEMPLATE_OF_CERTIFICATES]

    def __str__(self) -> str:
        return self.name

    def layout(self, year: int, city: str) -> Layout:
        """The layout of this sheet; the flag's "{year}" becomes the emulation year, its "{city}" the city's name."""
        layout = layout_from(self.texts)
        if (layout.width_mm, layout.height_mm) != (float(self.width_mm), float(self.height_mm)):
            layout = resized(layout, float(self.width_mm), float(self.height_mm))
        flag = tuple(
            replace(line, text=line.text.replace("{year}", str(year)).replace("{city}", city.upper()))
            for line in layout.flag_lines
        )
        layout = replace(layout, flag_lines=flag)
        return on_own_background(layout, self.artwork_sha256, read_places(self.places)) if self.places else layout

    @property
    def offset_mm(self) -> tuple[float, float]:
        return float(self.overprint_x_mm), float(self.overprint_y_mm)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: User) -> "CertificateQuerySet":
        """The board: all. Everybody else: those of their bloc."""
        if user.is_board_member:
            return self
        return self.filter(line__nomination__emulation_year__bloc__in=user.bloc_ids)

    def listed(self) -> "CertificateQuerySet":
        """What a line of a list shows: half the joins of `with_rows`, a quarter of its time."""
        return self.select_related("kind", "line__decision", "line__nomination__emulation_year__bloc")

    def with_rows(self) -> "CertificateQuerySet":
        return self.select_related(
            "kind",
            "template",
            "document",
            "line__decision",
            "line__nomination__kind",
            "line__nomination__unit",
            "line__nomination__emulation_year__bloc",
        )

    def found_by(self, words: str) -> "CertificateQuerySet":
        return found_by(self, words, KEPT)


class Certificate(PartOf, Toned, MayBeSample):
    """A certificate (bằng, giấy chứng nhận). The number is taken first, the file is made after it.

    docs/security.md: Certificates after a crash.
    """

    class State(models.TextChoices):
        NUMBERED = "numbered", "Đang in"
        VALID = "valid", "Có hiệu lực"
        REVOKED = "revoked", "Đã thu hồi"
        REPLACED = "replaced", "Đã cấp đổi, cấp lại"

    class Replacing(models.TextChoices):
        """What a new one is given for: the old one is handed in (NĐ 85/2014: cấp đổi), or it is gone (cấp lại)."""

        EXCHANGE = "exchange"
        REISSUE = "reissue"

        def words_in(self, wording: Wording) -> str:
            return {self.EXCHANGE: wording.exchange, self.REISSUE: wording.reissue}[self]

    line = models.ForeignKey(
        DecisionLine, models.PROTECT, related_name="certificates", verbose_name="tập thể được khen thưởng"
    )
    kind = models.ForeignKey(
        AwardKind, models.PROTECT, related_name="certificates", verbose_name="danh hiệu, hình thức"
    )
    number = models.PositiveIntegerField("số bằng")
    year = models.PositiveSmallIntegerField("năm của số")
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.NUMBERED)
    recipient_name = models.CharField("tên ghi trên bằng", max_length=300)
    citation = models.TextField("thành tích ghi trên bằng")
    search_key = models.CharField("khóa tìm kiếm", max_length=1000, editable=False)
    search_words = words_field()
    listed_kind = models.PositiveSmallIntegerField("danh hiệu, hình thức để xếp", default=0, editable=False)
    template = models.ForeignKey(CertificateTemplate, models.PROTECT, related_name="certificates", verbose_name="mẫu")
    job = models.ForeignKey(
        Job, models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name="đợt in"
    )
    issued_at = models.DateTimeField("thời gian cấp")
    issued_by = actor_fk("người cấp")
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="certificate", verbose_name="tệp PDF"
    )
    sealed_at = models.DateTimeField("thời gian in xong", null=True, blank=True)
    # Why the last try to print it failed; such a row waits until somebody presses "In lại".
    print_error = models.CharField("lỗi khi in", max_length=500, blank=True)
    end_reason = models.TextField("lý do thu hồi, cấp đổi, cấp lại", blank=True)
    revoked_at = models.DateTimeField("thời gian thu hồi", null=True, blank=True)
    revoked_by = actor_fk("người thu hồi", null=True, blank=True)
    replaced_at = models.DateTimeField("thời gian cấp đổi, cấp lại", null=True, blank=True)
    replaced_by = actor_fk("người cấp đổi, cấp lại", null=True, blank=True)
    replaced_as: models.CharField[str | None, str | None] = models.CharField(
        "cấp đổi hay cấp lại", max_length=10, choices=Replacing, null=True, blank=True
    )
    replacement = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="bằng thay thế"
    )
    handed_over_at = models.DateTimeField("thời gian trao", null=True, blank=True)
    handed_over_by = actor_fk("người xác nhận trao", null=True, blank=True)
    handed_over_conference = models.ForeignKey(
        Conference,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name="hội nghị trao tặng",
    )

    part_of = "line"
    TONES = {"numbered": "warn", "valid": "ok", "revoked": "late", "replaced": "mut"}
    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "bằng, giấy chứng nhận", "bằng, giấy chứng nhận"
        triggers = [ORDER_OF_THE_CERTIFICATE, ISSUED_BY_THE_CITY, CERTIFICATE_KEEPS_ITS_TEMPLATE]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="numbered"), name="certificates_to_print"),
            models.Index(fields=["id"], condition=~Q(print_error=""), name="certificates_not_printed"),
            models.Index(
                fields=["id"], condition=Q(state="valid", handed_over_at__isnull=True), name="certificates_to_hand_over"
            ),
            models.Index(fields=["-year", "listed_kind", "-number"], name="certificates_in_order"),
            models.Index(fields=["state", "-year", "listed_kind", "-number"], name="certificates_of_a_state"),
            GinIndex(fields=[KEPT], name="certificates_by_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="one_certificate_a_number"),
            # An exclusion, not a unique index, because it can be put off to the end of `replace`: there the new one
            # must exist before the old one can name it. Equality as a one-point range: no btree_gist
            # (docs/security.md: Constraints in the database).
            ExclusionConstraint(
                name="one_living_certificate_a_line",
                expressions=[
                    (Func(F("line_id"), F("line_id"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS)
                ],
                condition=Q(state__in=["numbered", "valid"]),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(recipient_name="") & ~Q(citation=""), name="certificate_says_whose"
            ),
            set_exactly_when(
                ["valid", "revoked", "replaced"], "document", "sealed_at", name="certificate_file_when_valid"
            ),
            set_exactly_when(["revoked"], "revoked_at", "revoked_by", name="certificate_revoked_when_revoked"),
            set_exactly_when(
                ["replaced"],
                "replaced_at",
                "replaced_by",
                "replaced_as",
                "replacement",
                name="certificate_replaced_when_replaced",
            ),
            models.CheckConstraint(
                condition=Q(replaced_as__isnull=True) | Q(replaced_as__in=["exchange", "reissue"]),
                name="certificate_replaced_in_one_of_two_ways",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["numbered", "valid"], end_reason="")
                | (Q(state__in=["revoked", "replaced"]) & ~Q(end_reason="")),
                name="certificate_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="numbered") | Q(print_error=""), name="certificate_error_only_before_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(replacement__isnull=True) | ~Q(replacement=F("id")), name="certificate_not_its_own_heir"
            ),
            models.CheckConstraint(
                condition=Q(
                    handed_over_at__isnull=True, handed_over_by__isnull=True, handed_over_conference__isnull=True
                )
                | (
                    Q(
                        handed_over_at__isnull=False,
                        handed_over_by__isnull=False,
                        handed_over_conference__isnull=False,
                    )
                    & ~Q(state="numbered")
                ),
                name="certificate_handed_over_at_a_conference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.short_name} số {self.full_number} – {self.recipient_name}"

    def set_keys(self) -> None:
        """Recipient, unit, number of the decision, award: one key, one index."""
        names = likeness(f"{self.recipient_name} {self.line.nomination.unit.short_name} {self.line.decision.number}")
        self.search_key = f"{names[:690]} {self.kind.search_key}"

    @property
    def end_words(self) -> str:
        """ "Đã cấp đổi" or "Đã cấp lại", as it was called on that day; lists have one name for both. One statement."""
        if self.state != self.State.REPLACED:
            return self.get_state_display()
        wording = wording_on(local_date(filled(self.replaced_at)))
        return f"Đã {self.Replacing(filled(self.replaced_as)).words_in(wording).lower()}"

    @property
    def full_number(self) -> str:
        """ "01/2020": number and year of its kind's series."""
        return f"{self.number:02d}/{self.year}"

    @property
    def printed(self) -> Document:
        """The file of a certificate that was printed; a CHECK ties it to the state."""
        if self.document is None:
            raise ValueError(f"{self} was not printed yet")
        return self.document

    @property
    def unit(self) -> Unit:
        return self.line.nomination.unit
