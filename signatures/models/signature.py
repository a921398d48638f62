"""What a party did: an accepted signature, the signature in the file, or the wish for a change instead."""

from django.db import models
from django.db.models import Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from signatures.models.request import SHA256, Party, SigningRequest
from signatures.models.steps import SigningIntent
from signatures.triggers import ACCEPTED_INTO_OPEN_REQUEST, SIGNATURE_INTO_OPEN_REQUEST
from units.ownership import PartOf


class AcceptedSignature(PartOf, WriteOnceModel):
    """A party has signed: who, when, and how it was proved. A worker puts it into the file; the `Signature` follows.

    docs/security.md: Signing day.
    """

    intent = models.OneToOneField(SigningIntent, models.PROTECT, related_name="accepted", verbose_name="ý định ký")
    request = models.ForeignKey(
        SigningRequest, models.PROTECT, related_name="accepted_signatures", verbose_name="đề nghị ký"
    )
    party = models.OneToOneField(Party, models.PROTECT, related_name="accepted", verbose_name="ký với tư cách")
    user = actor_fk("người ký")
    accepted_at = models.DateTimeField("ký lúc")
    factors = models.JSONField("cách xác nhận danh tính")
    circumstances = models.JSONField("nơi ký")
    authority = models.CharField("văn bản ủy quyền", max_length=300, blank=True)
    # What the stamp and the page that verifies say of how the signer was known.
    proved_by = models.CharField("xác thực bằng", max_length=200)
    standing = models.JSONField("căn cứ thẩm quyền", default=dict)
    standing_words = models.CharField("thẩm quyền", max_length=500, blank=True)

    part_of = "request"

    class Meta:
        verbose_name, verbose_name_plural = "chữ ký đã nhận", "các chữ ký đã nhận"
        triggers = [*WRITE_ONCE, ACCEPTED_INTO_OPEN_REQUEST]

    def __str__(self) -> str:
        return f"Chữ ký đã nhận của {self.user}: {self.request}"


class Signature(PartOf, MayBeSample, WriteOnceModel):
    """One party's signature on the paper, with the record that proves who, what and how.

    docs/security.md: Evidence record.
    """

    class Level(models.TextChoices):
        L1 = "L1", "Xác nhận ký trên hệ thống (không phải chữ ký số)"
        L2 = "L2", "Ký bằng chứng thư của cơ quan, tổ chức"
        L3 = "L3", "Chữ ký số công cộng hoặc chuyên dùng công vụ"

    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="signatures", verbose_name="đề nghị ký")
    party = models.OneToOneField(Party, models.PROTECT, related_name="signature", verbose_name="ký với tư cách")
    user = actor_fk("người ký")
    intent = models.OneToOneField(SigningIntent, models.PROTECT, related_name="signature", verbose_name="ý định ký")
    signer_name = models.CharField("họ và tên lúc ký", max_length=100)
    unit_name = models.CharField("thay mặt", max_length=200)
    capacity = models.CharField("tư cách ký", max_length=500)
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
    # "GƯ-2020-1A2B3C4D": what the signer may quote; it ends with the beginning of the evidence record's hash.
    reference = models.CharField("mã giao dịch", max_length=40)

    part_of = "request"

    class Meta:
        verbose_name, verbose_name_plural = "chữ ký", "các chữ ký"
        ordering = ["revision"]
        triggers = [*WRITE_ONCE, SIGNATURE_INTO_OPEN_REQUEST]
        constraints = [
            models.UniqueConstraint(fields=["request", "revision"], name="one_signature_a_revision"),
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
        return f"Chữ ký của {self.unit_name}: {self.request}"


class Decline(PartOf, WriteOnceModel):
    """ "Tôi cần sửa nội dung": a party says why they do not sign yet. Signing later stays possible."""

    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="declines", verbose_name="đề nghị ký")
    party = models.ForeignKey(Party, models.PROTECT, related_name="declines", verbose_name="người ký")
    user = actor_fk("người gửi")
    reason = models.TextField("nội dung cần sửa")
    at = models.DateTimeField("lúc")

    part_of = "request"

    class Meta:
        verbose_name, verbose_name_plural = "đề nghị sửa nội dung", "các đề nghị sửa nội dung"
        ordering = ["-pk"]
        triggers = WRITE_ONCE
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decline_says_why")]

    def __str__(self) -> str:
        return f"Đề nghị sửa của {self.party.signs_for}: {self.request}"
