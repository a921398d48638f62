"""A way in that is sent to a person: a link of one use, whose token is kept as a hash only."""

from django.db import models
from django.db.models import F, Q

from libraries.web import clock
from records.actor_field import actor_fk
from records.audit import INSTALLATION
from records.choice_field import ChoiceField
from units.models.person import User

SHA256 = r"^[0-9a-f]{64}$"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Still to be accepted, whether or not its time is over."""
        return self.filter(accepted_at=None, replaced_at=None)


class Invitation(models.Model):
    """Sent to one person at one address; accepting it sets up what its purpose says, once.

    By mail, or as a letter handed over in person while the installation has no mail. docs/security.md: Invitations.
    """

    class Purpose(models.TextChoices):
        ACCOUNT = "account", "Kích hoạt tài khoản"
        PASSWORD = "password", "Đặt lại mật khẩu"
        FACTOR = "factor", "Cài đặt lại mã OTP"
        ADDRESS = "address", "Xác nhận địa chỉ thư"

    class Way(models.TextChoices):
        MAIL = "mail", "Gửi qua thư điện tử"
        LETTER = "letter", "Giao trực tiếp bằng giấy"

    person = models.ForeignKey(User, models.PROTECT, related_name="invitations", verbose_name="người được mời")
    purpose = ChoiceField("mục đích", max_length=10, choices=Purpose)
    way = ChoiceField("cách gửi", max_length=10, choices=Way)
    address = models.CharField("địa chỉ thư", max_length=254, blank=True)
    token_hash = models.CharField("mã kiểm tra toàn vẹn của mã đường dẫn", max_length=64, unique=True)
    # Empty: the installation itself, at its set-up, or the person who forgot a password.
    made_by = actor_fk("người gửi", null=True, blank=True)
    made_at = models.DateTimeField("gửi lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    accepted_at = models.DateTimeField("sử dụng lúc", null=True, blank=True)
    # A newer one was sent, or the account was closed.
    replaced_at = models.DateTimeField("thay thế lúc", null=True, blank=True)

    chain = INSTALLATION
    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "thư mời", "thư mời"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(token_hash__regex=SHA256), name="invitation_hash_shape"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="invitation_expires_later"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(replaced_at__isnull=True), name="invitation_used_or_replaced"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__lt=F("expires_at")),
                name="invitation_used_in_time",
            ),
            models.CheckConstraint(
                condition=(Q(way="mail") & ~Q(address="")) | (Q(way="letter") & Q(address="")),
                name="invitation_mail_has_an_address",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(accepted_at__isnull=True, replaced_at__isnull=True),
                name="one_open_invitation_a_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"Thư mời {self.person}: {self.get_purpose_display()}"

    @property
    def is_over(self) -> bool:
        """Its time has passed without its being used."""
        return self.expires_at <= clock.now()
