"""The one-time code with which an empty installation is taken into use (mã thiết lập)."""

from django.db import models
from django.db.models import Q

from records.audit import INSTALLATION


class SetupCode(models.Model):
    """Only the newest counts, until somebody who runs the installation can log in. The code itself is kept nowhere."""

    MOST_TRIES = 10

    code_hash = models.CharField("mã đã mã hóa", max_length=200)
    made_at = models.DateTimeField("thời gian tạo")
    wrong_tries = models.PositiveSmallIntegerField("số lần nhập sai", default=0)

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "mã thiết lập", "mã thiết lập"
        constraints = [
            models.CheckConstraint(condition=Q(wrong_tries__lte=10), name="setup_code_has_few_tries"),
        ]

    def __str__(self) -> str:
        return "mã thiết lập"

    @property
    def is_spent(self) -> bool:
        return self.wrong_tries >= self.MOST_TRIES
