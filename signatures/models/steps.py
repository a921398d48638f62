"""Who was sent an address to read, and who began to sign."""

import uuid

from django.db import models
from django.db.models import F, Q

from records.actor_field import actor_fk
from records.models import Document
from signatures.models.request import SHA256, Party, SigningRequest
from signatures.triggers import INTENT_USED_ONCE
from units.ownership import PartOf


class SigningLink(PartOf, models.Model):
    """An address sent to one person: it opens the paper for reading; alone it signs nothing.

    docs/interface.md: Links act on nothing.
    """

    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="links", verbose_name="đề nghị ký")
    party = models.ForeignKey(Party, models.PROTECT, related_name="links", verbose_name="người ký")
    user = actor_fk("người nhận")
    token_hash = models.CharField("mã kiểm tra toàn vẹn của mã đường dẫn", max_length=64, unique=True)
    created_at = models.DateTimeField("gửi lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_at = models.DateTimeField("hủy lúc", null=True, blank=True)

    part_of = "request"

    class Meta:
        verbose_name, verbose_name_plural = "đường dẫn ký", "các đường dẫn ký"
        constraints = [
            models.CheckConstraint(condition=Q(token_hash__regex=SHA256), name="link_hash_shape"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="link_expires_later"),
        ]

    def __str__(self) -> str:
        return f"Đường dẫn ký của {self.user}: {self.request}"


class SigningIntent(PartOf, models.Model):
    """Somebody began to sign: which file they had read and what they are about to state. Used once."""

    id = models.UUIDField("mã", primary_key=True, default=uuid.uuid4, editable=False)
    user = actor_fk("người ký")
    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="intents", verbose_name="đề nghị ký")
    party = models.ForeignKey(Party, models.PROTECT, related_name="intents", verbose_name="ký với tư cách")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="văn bản đã đọc")
    link = models.ForeignKey(
        SigningLink, models.PROTECT, null=True, blank=True, related_name="intents", verbose_name="qua đường dẫn"
    )
    base_revision = models.PositiveSmallIntegerField("bản đã đọc")
    base_sha256 = models.CharField("mã kiểm tra toàn vẹn của bản đã đọc", max_length=64)
    capacity = models.CharField("tư cách ký", max_length=500)
    statement_text = models.TextField("lời xác nhận")
    statement_sha256 = models.CharField("mã kiểm tra toàn vẹn của lời xác nhận", max_length=64)
    created_at = models.DateTimeField("lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    part_of = "request"

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
        return f"Ý định ký của {self.user}: {self.request}"
