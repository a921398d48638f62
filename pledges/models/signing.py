"""Who was asked to sign a pledge, who began to, who signed, and who asked for a change instead."""

import uuid

from django.db import models
from django.db.models import F, Q

from pledges.models.pledge import SHA256, Pledge
from pledges.triggers import ACCEPTED_INTO_OPEN_PLEDGE, INTENT_USED_ONCE, SIGNATURE_INTO_OPEN_PLEDGE
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.models import Unit
from units.ownership import PartOf


class SigningLink(PartOf, models.Model):
    """An address sent to one person: it opens the sealed text for reading; alone it signs nothing.

    docs/interface.md: Links act on nothing.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="links", verbose_name="giao ước")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="bản được đọc")
    user = actor_fk("người nhận")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    token_hash = models.CharField("mã kiểm tra toàn vẹn của mã đường dẫn", max_length=64, unique=True)
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

    def __str__(self) -> str:
        return f"Đường dẫn ký của {self.user}: {self.pledge}"


class SigningIntent(PartOf, models.Model):
    """Somebody began to sign (ký giao ước): which file they had read and what they are about to state. Used once."""

    id = models.UUIDField("mã", primary_key=True, default=uuid.uuid4, editable=False)
    user = actor_fk("người ký")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="intents", verbose_name="giao ước")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="văn bản đã đọc")
    link = models.ForeignKey(
        SigningLink, models.PROTECT, null=True, blank=True, related_name="intents", verbose_name="qua đường dẫn"
    )
    base_revision = models.PositiveSmallIntegerField("bản đã đọc")
    base_sha256 = models.CharField("mã kiểm tra toàn vẹn của bản đã đọc", max_length=64)
    capacity = models.CharField("tư cách ký", max_length=300)
    statement_text = models.TextField("lời xác nhận")
    statement_sha256 = models.CharField("mã kiểm tra toàn vẹn của lời xác nhận", max_length=64)
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

    def __str__(self) -> str:
        return f"Ý định ký của {self.user}: {self.pledge}"


class AcceptedSignature(PartOf, WriteOnceModel):
    """A unit has signed: who, when, and how it was proved. A worker puts it into the file; the `Signature` follows.

    docs/security.md: Signing day.
    """

    intent = models.OneToOneField(SigningIntent, models.PROTECT, related_name="accepted", verbose_name="ý định ký")
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="accepted_signatures", verbose_name="giao ước")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    user = actor_fk("người ký")
    accepted_at = models.DateTimeField("ký lúc")
    factors = models.JSONField("cách xác nhận danh tính")
    circumstances = models.JSONField("nơi ký")
    authority = models.CharField("văn bản ủy quyền", max_length=300, blank=True)
    # What the stamp and the page that verifies say of how the signer was known.
    proved_by = models.CharField("xác thực bằng", max_length=200)
    standing = models.JSONField("căn cứ thẩm quyền", default=dict)
    standing_words = models.CharField("thẩm quyền", max_length=500, blank=True)

    part_of = "pledge"

    class Meta:
        verbose_name, verbose_name_plural = "chữ ký đã nhận", "các chữ ký đã nhận"
        triggers = [*WRITE_ONCE, ACCEPTED_INTO_OPEN_PLEDGE]
        constraints = [models.UniqueConstraint(fields=["pledge", "unit"], name="one_accepted_signature_a_unit")]

    def __str__(self) -> str:
        return f"Chữ ký đã nhận của {self.user}: {self.pledge}"


class Signature(PartOf, MayBeSample, WriteOnceModel):
    """One unit's signature on the pledge, with the record that proves who, what and how.

    docs/security.md: Evidence record.
    """

    class Level(models.TextChoices):
        L1 = "L1", "Xác nhận ký trên hệ thống (không phải chữ ký số)"
        L2 = "L2", "Ký bằng chứng thư của cơ quan, tổ chức"
        L3 = "L3", "Chữ ký số công cộng hoặc chuyên dùng công vụ"

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
    certificate_sha256 = models.CharField("mã kiểm tra toàn vẹn của chứng thư", max_length=64)
    certificate_serial = models.CharField("số chứng thư", max_length=64)
    base_sha256 = models.CharField("mã kiểm tra toàn vẹn trước khi ký", max_length=64)
    result_sha256 = models.CharField("mã kiểm tra toàn vẹn sau khi ký", max_length=64)
    evidence = models.JSONField("thông tin ký")
    evidence_sha256 = models.CharField("mã kiểm tra toàn vẹn của thông tin ký", max_length=64)
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
                    certificate_sha256__regex=SHA256,
                    base_sha256__regex=SHA256,
                    result_sha256__regex=SHA256,
                    evidence_sha256__regex=SHA256,
                ),
                name="signature_sha256_shape",
            ),
        ]

    def __str__(self) -> str:
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

    def __str__(self) -> str:
        return f"Đề nghị sửa của {self.unit}: {self.pledge}"
