"""Wrong passwords and codes given after login."""

from django.db import models

from records.choice_field import ChoiceField
from units.models.person import User


class FailedProof(models.Model):
    """One wrong password or code given after login; five in 15 minutes stop further tries.

    docs/security.md: Proof for each act.
    """

    class Factor(models.TextChoices):
        PASSWORD = "password", "Mật khẩu"
        CODE = "code", "Mã OTP"

    user = models.ForeignKey(User, models.PROTECT, related_name="failed_proofs", verbose_name="tài khoản")
    factor = ChoiceField("yếu tố", max_length=10, choices=Factor)
    # From where: wrong tries elsewhere stop nobody at a known address (docs/security.md: Guessing).
    address = models.GenericIPAddressField("địa chỉ mạng", null=True, blank=True)
    at = models.DateTimeField("thời điểm")

    class Meta:
        verbose_name, verbose_name_plural = "lần xác nhận sai", "các lần xác nhận sai"
        indexes = [models.Index(fields=["user", "at"], name="failed_proofs_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_factor_display()}"
