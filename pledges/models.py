"""The pledge of a year, what each unit promises in it, who was asked to sign, and who signed."""

import uuid

from django.db import models
from django.db.models import F, Q

from conferences.models import Conference
from drafting.models import Text, Version
from libraries.web import clock
from libraries.web.formats import vn_number
from pledges.triggers import INTENT_USED_ONCE, SEALED_PLEDGE_STAYS, SEALED_TARGETS_STAY, SIGNATURE_INTO_OPEN_PLEDGE
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.listed_year import YEAR_OF_THE_ROW, listed_year
from units.models import EmulationYear, Unit
from units.ownership import PartOf, Toned, YearOwned

SHA256 = r"^[0-9a-f]{64}$"
SEALED = ["open", "in_force", "closed"]


class PledgeQuerySet(models.QuerySet):
    def visible_to(self, user):
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
    created_at = models.DateTimeField("tạo lúc")
    created_by = actor_fk("người tạo")
    opened_at = models.DateTimeField("mở ký lúc", null=True, blank=True)
    opened_by = actor_fk("người mở ký", null=True, blank=True)
    # All that is printed in the sealed file, as plain values (agreement.content_of), and its SHA-256.
    content = models.JSONField("nội dung đã niêm phong", null=True, blank=True)
    content_sha256 = models.CharField("SHA-256 của nội dung", max_length=64, null=True, blank=True)
    sealed_version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản dự thảo đã niêm phong"
    )
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="pledge", verbose_name="tệp giao ước"
    )
    page_count = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    required_units = models.PositiveSmallIntegerField("số đơn vị phải ký", null=True, blank=True)
    in_force_at = models.DateTimeField("có hiệu lực lúc", null=True, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    closed_by = actor_fk("người ghi kết thúc", null=True, blank=True)
    closing_reason = models.CharField("lý do kết thúc", max_length=500, blank=True)

    TONES = {"draft": "mut", "open": "warn", "in_force": "ok", "closed": "mut"}
    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "giao ước thi đua", "giao ước thi đua"
        triggers = [SEALED_PLEDGE_STAYS, YEAR_OF_THE_ROW]
        indexes = [models.Index(fields=["-listed_year", "id"], name="pledges_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["emulation_year"], name="one_pledge_a_year"),
            models.CheckConstraint(condition=~Q(title=""), name="pledge_has_title"),
            set_exactly_when(
                SEALED, "opened_at", "opened_by", "content", "content_sha256", "sealed_version", "document",
                "page_count", "required_units", name="pledge_sealed_when_opened",
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
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def is_late(self) -> bool:
        """The deadline has come; signing waits for an extension."""
        return self.sign_by is not None and clock.now() > self.sign_by


class TargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Before sealing a unit sees its own targets and the secretariat all; afterwards whoever sees the pledge."""
        roles = user.roles()
        drafts = Q(unit__in=roles.member_of | roles.can_sign_for) | Q(
            pledge__emulation_year__bloc__in=roles.secretary_of
        )
        sealed = Q(pledge__in=Pledge.objects.visible_to(user).filter(state__in=SEALED).values("pk"))
        return self.filter(drafts | sealed)


class Target(PartOf, MayBeSample):
    """What one unit registers to reach (chỉ tiêu thi đua). Fixed from sealing on, by the database too."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="targets", verbose_name="giao ước")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name="đơn vị")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("chỉ tiêu", max_length=300)
    measure = models.CharField("đơn vị tính", max_length=60)
    value = models.DecimalField("mức đăng ký", max_digits=16, decimal_places=2)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)
    written_at = models.DateTimeField("ghi lúc")
    written_by = actor_fk("người ghi")

    part_of = "pledge"
    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "chỉ tiêu", "chỉ tiêu đăng ký"
        ordering = ["position", "pk"]
        triggers = [SEALED_TARGETS_STAY]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "unit", "position"],
                name="targets_of_a_unit_in_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(measure=""), name="target_says_what_and_how_measured"),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_not_negative"),
        ]

    def __str__(self):
        return f"{self.name} ({self.unit})"

    @property
    def amount(self) -> str:
        """ "20.500 lượt", "99,5%\"."""
        return f"{vn_number(self.value)}{'' if self.measure == '%' else ' '}{self.measure}"


class SigningLink(PartOf, models.Model):
    """An address sent to one person: it opens the sealed text for reading; alone it signs nothing.

    docs/interface.md: Links act on nothing.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="links", verbose_name="giao ước")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="bản được đọc")
    user = actor_fk("người nhận")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    token_hash = models.CharField("SHA-256 của mã đường dẫn", max_length=64, unique=True)
    created_at = models.DateTimeField("gửi lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_at = models.DateTimeField("hủy lúc", null=True, blank=True)

    part_of = "pledge"

    class Meta:
        verbose_name, verbose_name_plural = "đường dẫn ký", "các đường dẫn ký"
        constraints = [
            models.CheckConstraint(condition=Q(token_hash__regex=SHA256), name="link_hash_shape"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="link_expires_later"),
        ]

    def __str__(self):
        return f"Đường dẫn ký của {self.user}: {self.pledge}"


class SigningIntent(PartOf, models.Model):
    """Somebody pressed “Ký giao ước”: which file they had read and what they are about to state. Used once."""

    id = models.UUIDField("mã", primary_key=True, default=uuid.uuid4, editable=False)
    user = actor_fk("người ký")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="intents", verbose_name="giao ước")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="văn bản đã đọc")
    link = models.ForeignKey(
        SigningLink, models.PROTECT, null=True, blank=True, related_name="intents", verbose_name="qua đường dẫn"
    )
    base_revision = models.PositiveSmallIntegerField("bản đã đọc")
    base_sha256 = models.CharField("SHA-256 của bản đã đọc", max_length=64)
    capacity = models.CharField("tư cách ký", max_length=300)
    statement_text = models.TextField("lời xác nhận")
    statement_sha256 = models.CharField("SHA-256 của lời xác nhận", max_length=64)
    created_at = models.DateTimeField("lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    part_of = "pledge"

    class Meta:
        verbose_name, verbose_name_plural = "ý định ký", "các ý định ký"
        triggers = [INTENT_USED_ONCE]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="intent_expires_later"),
            models.CheckConstraint(
                condition=Q(base_sha256__regex=SHA256, statement_sha256__regex=SHA256), name="intent_sha256_shape"
            ),
            models.CheckConstraint(condition=~Q(statement_text=""), name="intent_states_something"),
        ]

    def __str__(self):
        return f"Ý định ký của {self.user}: {self.pledge}"


class Signature(PartOf, MayBeSample, WriteOnceModel):
    """One unit's signature on the pledge, with the record that proves who, what and how.

    docs/security.md: Evidence record.
    """

    class Level(models.TextChoices):
        L1 = "L1", "Mức L1: chữ ký điện tử bằng chứng"
        L2 = "L2", "Mức L2: chứng thư của cơ quan, tổ chức"
        L3 = "L3", "Mức L3: chữ ký số công cộng hoặc chuyên dùng công vụ"

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="signatures", verbose_name="giao ước")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="signatures", verbose_name="đơn vị")
    user = actor_fk("người ký")
    intent = models.OneToOneField(SigningIntent, models.PROTECT, related_name="signature", verbose_name="ý định ký")
    signer_name = models.CharField("họ và tên lúc ký", max_length=100)
    unit_name = models.CharField("tên đơn vị lúc ký", max_length=200)
    capacity = models.CharField("tư cách ký", max_length=300)
    level = ChoiceField("mức chữ ký", max_length=2, choices=Level, default=Level.L1)
    signed_at = models.DateTimeField("ký lúc")
    revision = models.PositiveSmallIntegerField("bản của tệp")
    certificate_sha256 = models.CharField("SHA-256 của chứng thư", max_length=64)
    certificate_serial = models.CharField("số chứng thư", max_length=64)
    base_sha256 = models.CharField("SHA-256 trước khi ký", max_length=64)
    result_sha256 = models.CharField("SHA-256 sau khi ký", max_length=64)
    evidence = models.JSONField("hồ sơ chứng cứ")
    evidence_sha256 = models.CharField("SHA-256 của hồ sơ chứng cứ", max_length=64)
    ip = models.GenericIPAddressField("địa chỉ mạng", null=True, blank=True)

    part_of = "pledge"

    class Meta:
        verbose_name, verbose_name_plural = "chữ ký giao ước", "các chữ ký giao ước"
        ordering = ["revision"]
        triggers = [*WRITE_ONCE, SIGNATURE_INTO_OPEN_PLEDGE]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "unit"], name="one_signature_a_unit"),
            models.UniqueConstraint(fields=["pledge", "revision"], name="one_signature_a_revision"),
            models.CheckConstraint(
                condition=Q(
                    certificate_sha256__regex=SHA256, base_sha256__regex=SHA256, result_sha256__regex=SHA256,
                    evidence_sha256__regex=SHA256,
                ),
                name="signature_sha256_shape",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Chữ ký của {self.unit_name}: {self.pledge}"

    @property
    def reference(self) -> str:
        """ "GƯ-2020-1A2B3C4D": what the signer may quote; the beginning of the evidence record's hash."""
        return f"GƯ-{self.pledge.emulation_year.year}-{self.evidence_sha256[:8].upper()}"


class Decline(PartOf, WriteOnceModel):
    """ "Tôi cần sửa nội dung": a leader says why they do not sign yet. Signing later stays possible."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="declines", verbose_name="giao ước")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="bản đã đọc")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    user = actor_fk("người gửi")
    reason = models.TextField("nội dung cần sửa")
    at = models.DateTimeField("lúc")

    part_of = "pledge"

    class Meta:
        verbose_name, verbose_name_plural = "đề nghị sửa giao ước", "các đề nghị sửa giao ước"
        ordering = ["-pk"]
        triggers = WRITE_ONCE
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decline_says_why")]

    def __str__(self):
        return f"Đề nghị sửa của {self.unit}: {self.pledge}"
