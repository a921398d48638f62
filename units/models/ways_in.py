"""Second factors of our own beside app and printed codes: passkeys, and codes sent by mail."""

from django.db import models
from django.db.models import F, Q

from records.audit import INSTALLATION
from units.models.invitation import SHA256
from units.models.person import User


class PasskeyQuerySet(models.QuerySet["Passkey"]):
    def in_use(self) -> "PasskeyQuerySet":
        return self.filter(removed_at=None)


class Passkey(models.Model):
    """A key pair in a person's telephone, computer or key fob; we hold the public half (docs/security.md: Passkeys).

    The row stays when the passkey is removed: the evidence of signatures names it.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="passkeys", verbose_name="tài khoản")
    name = models.CharField("tên gọi", max_length=60)
    # As the browser writes it, base64url.
    credential_id = models.CharField("mã khóa truy cập", max_length=1400, unique=True)
    public_key = models.BinaryField("khóa công khai")
    # How often the device says it has been used; devices that share a passkey always say 0.
    sign_count = models.PositiveBigIntegerField("số lần dùng theo thiết bị", default=0)
    transports = models.JSONField("cách kết nối", default=list, blank=True)
    # The name of the site that it was made for: it answers no other.
    site = models.CharField("tên máy chủ", max_length=253)
    added_at = models.DateTimeField("thêm lúc")
    last_used_at = models.DateTimeField("lần dùng gần nhất lúc", null=True, blank=True)
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)

    chain = INSTALLATION
    objects = PasskeyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "khóa truy cập", "khóa truy cập"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="passkey_has_a_name"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("added_at")), name="passkey_removed_later"
            ),
        ]
        indexes = [models.Index(fields=["user", "removed_at"], name="passkeys_of_a_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def persistent_id(self) -> str:
        """What the evidence of a signature calls it."""
        return f"units.passkey/{self.pk}"


class SpentChallenge(models.Model):
    """A question to a passkey that was answered: the same answer is taken once, whoever sends it again."""

    value_hash = models.CharField("mã kiểm tra toàn vẹn của câu hỏi", max_length=64, unique=True)
    at = models.DateTimeField("lúc", db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = "câu hỏi đã dùng", "các câu hỏi đã dùng"
        constraints = [models.CheckConstraint(condition=Q(value_hash__regex=SHA256), name="challenge_hash_shape")]

    def __str__(self) -> str:
        return self.value_hash[:12]


class MailFactor(models.Model):
    """A person gets codes by mail, at the address of the account (docs/security.md: Codes by mail)."""

    user = models.OneToOneField(User, models.PROTECT, related_name="mail_factor", verbose_name="tài khoản")
    since = models.DateTimeField("từ")

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "mã OTP qua thư", "mã OTP qua thư"

    def __str__(self) -> str:
        return f"Mã OTP qua thư của {self.user}"


class MailedCode(models.Model):
    """One code that was sent: for one act, ten minutes long, kept as a keyed hash."""

    user = models.ForeignKey(User, models.PROTECT, related_name="mailed_codes", verbose_name="tài khoản")
    code_hash = models.CharField("mã kiểm tra toàn vẹn của mã", max_length=64)
    sent_at = models.DateTimeField("gửi lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("sử dụng lúc", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "mã đã gửi qua thư", "các mã đã gửi qua thư"
        constraints = [
            models.CheckConstraint(condition=Q(code_hash__regex=SHA256), name="mailed_code_hash_shape"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at"))
                & Q(expires_at__lte=F("sent_at") + models.Value("15 min", output_field=models.DurationField())),
                name="mailed_code_is_short_lived",
            ),
        ]
        indexes = [models.Index(fields=["user", "-sent_at"], name="mailed_codes_of_a_person")]

    def __str__(self) -> str:
        return f"Mã gửi {self.user}"
