"""A structured text, its parts and its frozen versions."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from drafting.triggers import BOUND_PART_IS_OF_ITS_TEXT, VERSION_FROM_ONE
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from records.write_once import WRITE_ONCE, WriteOnceModel, WriteOnceQuerySet
from units.bound_settings import CHOICES
from units.listed_year import YEAR_OF_THE_ROW, listed_year
from units.models import EmulationYear, User
from units.ownership import PartOf, Toned, YearOwned

if TYPE_CHECKING:
    from drafting.models.consultations import Consultation


# Kinds of parts that have a heading, and those that have no words of their own besides it.
HEADED = ("chapter", "section", "article", "annex")
BODILESS = ("chapter", "section", "annex")

# The number of the version that holds the issued text which another one amends.
AMENDED = 0


def version_name(no: int) -> str:
    """ "Dự thảo lần 3", and what number 0 is."""
    return f"Dự thảo lần {no}" if no else "Văn bản được sửa đổi"


class WithLegalBasis:
    """The legal basis (căn cứ) of a text: kept as it was typed, one line a basis."""

    legal_basis: Any

    @property
    def bases(self) -> list[str]:
        """Its lines."""
        return [line.strip() for line in self.legal_basis.splitlines() if line.strip()]


class TextQuerySet(models.QuerySet["Text"]):
    def visible_to(self, user: User) -> "TextQuerySet":
        """The secretariat sees its bloc's texts; units what was sent to them; the board what is settled."""
        roles = user.roles()
        kept = Q(emulation_year__bloc__in=roles.secretary_of)
        sent = Exists(Version.objects.filter(text=OuterRef("pk"), consultations__isnull=False))
        visible = kept | (Q(emulation_year__bloc__in=roles.bloc_ids) & Q(sent))
        if roles.board:
            visible |= Q(state=Text.State.SETTLED)
        return self.filter(visible)


class Text(YearOwned, WithLegalBasis, Toned, Versioned, MayBeSample):
    """A text being drafted (văn bản dự thảo): the regulation or the pledge of a year."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn thảo"
        CONSULTING = "consulting", "Đang lấy ý kiến"
        SETTLED = "settled", "Đã chốt nội dung"

    class Kind(models.TextChoices):
        REGULATION = "regulation", "Quy chế"
        PLEDGE = "pledge", "Giao ước thi đua"

    emulation_year = models.ForeignKey(EmulationYear, models.PROTECT, related_name="texts", verbose_name="năm thi đua")
    kind = ChoiceField("loại văn bản", max_length=20, choices=Kind)
    title = models.CharField("tên văn bản", max_length=300)
    legal_basis = models.TextField("căn cứ, mỗi dòng một căn cứ", blank=True)
    # A text that amends an issued one: how that is cited, and what the amending text lays down besides the changes.
    amends = models.CharField("văn bản được sửa đổi, bổ sung", max_length=500, blank=True, editable=False)
    own_provisions = models.TextField("điều khoản thi hành, mỗi dòng một khoản", blank=True)
    state = ChoiceField("trạng thái", max_length=12, choices=State, default=State.DRAFT)
    listed_year = listed_year()
    created_at = models.DateTimeField("tạo lúc")
    created_by = actor_fk("người tạo")
    settled_at = models.DateTimeField("chốt lúc", null=True, blank=True)
    settled_by = actor_fk("người chốt", null=True, blank=True)
    settled_version = models.ForeignKey(
        "Version", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản đã chốt"
    )

    TONES = {"draft": "mut", "consulting": "warn", "settled": "ok"}
    objects = TextQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "văn bản dự thảo", "văn bản dự thảo"
        triggers = [YEAR_OF_THE_ROW]
        indexes = [
            models.Index(fields=["-listed_year", "-id"], name="texts_in_order"),
            models.Index(fields=["-listed_year", "-id"], condition=Q(state="settled"), name="texts_settled_in_order"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="text_has_title"),
            models.CheckConstraint(
                condition=Q(own_provisions="") | ~Q(amends=""), name="own_provisions_of_a_text_that_amends"
            ),
            set_exactly_when(
                ["settled"], "settled_at", "settled_by", "settled_version", name="text_settled_when_settled"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def current_consultation(self) -> "Consultation | None":
        """The newest round, open or closed."""
        return self.consultations.order_by("-pk").first()


class NodeQuerySet(models.QuerySet["Node"]):
    def active(self) -> "NodeQuerySet":
        """Nodes of the working text: not in the bin, nor under one that is."""
        return self.filter(removed_at=None)

    def counted(self) -> "NodeQuerySet":
        """What numbers are counted from: a part taken out of an amended text still holds the number it had."""
        return self.filter(Q(removed_at=None) | ~Q(kept_number=""))


class Node(PartOf, Versioned):
    """One piece of the working text. Its `key` stays the same through all versions: comments, redlines hang on it."""

    class Kind(models.TextChoices):
        CHAPTER = "chapter", "Chương"
        SECTION = "section", "Mục"
        ARTICLE = "article", "Điều"
        CLAUSE = "clause", "Khoản"
        POINT = "point", "Điểm"
        PARAGRAPH = "paragraph", "Đoạn văn"
        ANNEX = "annex", "Phụ lục"
        TABLE = "table", "Bảng"

    text = models.ForeignKey(Text, models.PROTECT, related_name="nodes", verbose_name="văn bản")
    key = models.UUIDField("mã bền", default=uuid.uuid4, editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc"
    )
    kind = ChoiceField("loại", max_length=10, choices=Kind)
    position = models.IntegerField("thứ tự")
    # Of a part that an amended text has already: the number under which it was issued.
    kept_number = models.CharField("số đã ban hành", max_length=12, blank=True, editable=False)
    heading = models.CharField("tiêu đề", max_length=500, blank=True)
    body = models.TextField("nội dung", blank=True)
    # Which parts its words cite: {"khoản 2 Điều 5": key of that part}.
    references = models.JSONField("dẫn chiếu", default=dict, blank=True, editable=False)
    removed_at = models.DateTimeField("xóa lúc", null=True, blank=True)
    removed_by = actor_fk("người xóa", null=True, blank=True)

    part_of = "text"
    objects = NodeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "phần của văn bản", "các phần của văn bản"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text", "key"], name="one_node_a_key"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="node_not_under_itself"),
            # Chương, Mục, Điều, Phụ lục carry headings; Khoản, Điểm, paragraphs and tables are their body alone.
            models.CheckConstraint(condition=Q(kind__in=HEADED) | Q(heading=""), name="node_heading_where_due"),
            models.CheckConstraint(condition=~Q(kind__in=BODILESS) | Q(body=""), name="node_body_where_due"),
            models.CheckConstraint(condition=~Q(kind="annex") | Q(parent=None), name="annex_stands_under_nothing"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="node_removal_says_who",
            ),
        ]
        indexes = [models.Index(fields=["text", "position"], name="node_in_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.heading or self.body[:60]}".strip()

    @property
    def has_heading(self) -> bool:
        return self.kind in HEADED

    @property
    def has_body(self) -> bool:
        return self.kind not in BODILESS


class BoundPart(PartOf, models.Model):
    """A part of a text that lays down a setting of the bloc (phần gắn với thiết lập): its quorum, its majority."""

    text = models.ForeignKey(Text, models.PROTECT, related_name="bound_parts", verbose_name="văn bản")
    setting = ChoiceField("thiết lập", max_length=20, choices=CHOICES)
    node = models.ForeignKey(Node, models.PROTECT, related_name="+", verbose_name="phần quy định")

    part_of = "text"

    class Meta:
        verbose_name, verbose_name_plural = "phần gắn với thiết lập", "các phần gắn với thiết lập"
        ordering = ["pk"]
        triggers = [BOUND_PART_IS_OF_ITS_TEXT]
        constraints = [
            models.UniqueConstraint(fields=["text", "setting"], name="one_part_a_setting_in_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.get_setting_display()}: {self.node}"


class VersionQuerySet(WriteOnceQuerySet["Version"]):
    def visible_to(self, user: User) -> "VersionQuerySet":
        """The secretariat sees every version; units what they were asked about and what was settled; the board that."""
        roles = user.roles()
        settled = Q(pk=F("text__settled_version"))
        # What a text amends is public, and goes along with it.
        sent = Exists(Version.objects.filter(text=OuterRef("text"), consultations__isnull=False))
        asked = Q(no=AMENDED) & Q(sent)
        shown = Q(text__emulation_year__bloc__in=roles.bloc_ids) & (Q(consultations__isnull=False) | settled | asked)
        visible = Q(text__emulation_year__bloc__in=roles.secretary_of) | shown
        if roles.board:
            visible |= settled | Q(no=AMENDED, text__state=Text.State.SETTLED)
        return self.filter(pk__in=Version.objects.filter(visible).order_by().values("pk"))


VersionManager = models.Manager.from_queryset(VersionQuerySet)


class Version(PartOf, WithLegalBasis, WriteOnceModel):
    """A frozen version (dự thảo lần n): the whole text as it stood, with its numbering.

    Number 0 is the issued text that this one amends, as it holds when the amendment is begun.
    """

    text = models.ForeignKey(Text, models.PROTECT, related_name="versions", verbose_name="văn bản")
    no = models.PositiveSmallIntegerField("lần")
    title = models.CharField("tên văn bản", max_length=300)
    legal_basis = models.TextField("căn cứ", blank=True)
    own_provisions = models.TextField("điều khoản thi hành", blank=True)
    # In document order: {key, parent, kind, label, citation, heading, body, depth}.
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã kiểm tra toàn vẹn", max_length=64)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    created_at = models.DateTimeField("lưu lúc")
    created_by = actor_fk("người lưu")

    part_of = "text"
    objects: ClassVar[VersionManager["Version"]] = VersionManager()

    class Meta:
        verbose_name, verbose_name_plural = "bản dự thảo", "các bản dự thảo"
        ordering = ["no"]
        triggers = [*WRITE_ONCE, VERSION_FROM_ONE]
        constraints = [
            models.UniqueConstraint(fields=["text", "no"], name="one_version_a_number"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="version_sha256_shape"),
        ]

    def __str__(self) -> str:
        return version_name(self.no)

    @property
    def is_what_is_amended(self) -> bool:
        return self.no == AMENDED
