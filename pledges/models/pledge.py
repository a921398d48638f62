"""The pledge of a year: prepared, sealed when it is opened for signing, in force, closed."""

from django.db import models
from django.db.models import F, Q

from conferences.models import Conference
from drafting.models import Text, Version
from libraries.web import clock
from pledges.models.content import NotSealed, Sealed
from pledges.triggers import SEALED_PLEDGE_STAYS
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from units.listed_year import YEAR_OF_THE_ROW, listed_year
from units.models import EmulationYear, User
from units.ownership import Toned, YearOwned

SHA256 = r"^[0-9a-f]{64}$"
SEALED = ["open", "in_force", "closed"]


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, user: User) -> "PledgeQuerySet":
        """The bloc's own for everybody in it, from the first draft on; the board sees what was opened for signing."""
        own = Q(emulation_year__bloc__in=user.bloc_ids)
        if user.is_board_member:
            return self.filter(own | Q(state__in=SEALED))
        return self.filter(own)


class Pledge(YearOwned, Toned, MayBeSample):
    """The pledge agreement (bản giao ước thi đua) of a year: sealed when opened, in force when all have signed."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang chuẩn bị"
        OPEN = "open", "Đang ký"
        IN_FORCE = "in_force", "Có hiệu lực"
        CLOSED = "closed", "Đã kết thúc"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="pledges", verbose_name="năm thi đua"
    )
    text = models.OneToOneField(Text, models.PROTECT, related_name="pledge", verbose_name="văn bản dự thảo")
    title = models.CharField("tên giao ước", max_length=300)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    conference = models.ForeignKey(
        Conference, models.PROTECT, null=True, blank=True, related_name="pledges", verbose_name="hội nghị ký kết"
    )
    listed_year = listed_year()
    place = models.CharField("nơi ký kết", max_length=300, blank=True)
    sign_by = models.DateTimeField("hạn ký", null=True, blank=True)
    created_at = models.DateTimeField("thời gian lập")
    created_by = actor_fk("người lập")
    opened_at = models.DateTimeField("thời gian bắt đầu ký", null=True, blank=True)
    opened_by = actor_fk("người bắt đầu ký", null=True, blank=True)
    # All that is printed in the sealed file, as plain values (agreement.content_of), and its SHA-256.
    content = models.JSONField("nội dung đã khóa", null=True, blank=True)
    content_sha256 = models.CharField("mã kiểm tra toàn vẹn của nội dung", max_length=64, null=True, blank=True)
    sealed_version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản dự thảo đã khóa"
    )
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="pledge", verbose_name="tệp giao ước"
    )
    page_count = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    required_units = models.PositiveSmallIntegerField("số đơn vị phải ký", null=True, blank=True)
    in_force_at = models.DateTimeField("thời gian có hiệu lực", null=True, blank=True)
    closed_at = models.DateTimeField("thời gian kết thúc", null=True, blank=True)
    closed_by = actor_fk("người xác nhận kết thúc", null=True, blank=True)
    closing_reason = models.CharField("lý do kết thúc", max_length=500, blank=True)

    TONES = {"draft": "mut", "open": "warn", "in_force": "ok", "closed": "mut"}
    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "giao ước thi đua", "giao ước thi đua"
        triggers = [SEALED_PLEDGE_STAYS, YEAR_OF_THE_ROW]
        indexes = [
            models.Index(fields=["-listed_year", "id"], name="pledges_in_order"),
            models.Index(fields=["-listed_year", "id"], condition=Q(state__in=SEALED), name="pledges_sealed_in_order"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["emulation_year"], name="one_pledge_a_year"),
            models.CheckConstraint(condition=~Q(title=""), name="pledge_has_title"),
            set_exactly_when(
                SEALED,
                "opened_at",
                "opened_by",
                "content",
                "content_sha256",
                "sealed_version",
                "document",
                "page_count",
                "required_units",
                name="pledge_sealed_when_opened",
            ),
            set_exactly_when(["in_force", "closed"], "in_force_at", name="pledge_in_force_since"),
            set_exactly_when(["closed"], "closed_at", "closed_by", name="pledge_closed_when_closed"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sign_by__isnull=False, sign_by__gt=F("opened_at")),
                name="pledge_deadline_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(content_sha256__isnull=True) | Q(content_sha256__regex=SHA256), name="pledge_sha256_shape"
            ),
            models.CheckConstraint(
                condition=Q(required_units__isnull=True) | Q(required_units__gte=1), name="pledge_needs_signers"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sealed(self) -> Sealed:
        """What was fixed when it was opened; NotSealed before."""
        if self.content is None or self.content_sha256 is None or self.sign_by is None:
            raise NotSealed(str(self))
        pages, units = self.page_count or 0, self.required_units or 0
        return Sealed(self.content, self.content_sha256, pages, units, self.sign_by)

    @property
    def sealed_document(self) -> Document:
        """The file that is signed; NotSealed before it was opened."""
        if self.document is None:
            raise NotSealed(str(self))
        return self.document

    @property
    def is_late(self) -> bool:
        """The deadline has come; signing waits for an extension."""
        return self.sign_by is not None and clock.now() > self.sign_by
