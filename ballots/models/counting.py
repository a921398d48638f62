"""The signed minutes of a secret count (biên bản kiểm phiếu)."""

from django.db import models

from ballots.models.ballot import Ballot
from ballots.triggers import COUNTING_IS_SIGNED
from records.sample_rows import MayBeSample
from signatures.models import NumberedLast, SigningRequest
from units.ownership import PartOf


class CountingMinutes(PartOf, MayBeSample, NumberedLast):
    """The minutes of a count from the first time they are put before the tellers; with a number they stay as they are.

    signing: the newest request.
    """

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="minutes", verbose_name="biểu quyết")
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, related_name="counting_minutes", verbose_name="đề nghị ký"
    )

    part_of = "ballot"

    class Meta:
        verbose_name, verbose_name_plural = "biên bản kiểm phiếu", "biên bản kiểm phiếu"
        triggers = [COUNTING_IS_SIGNED]
        constraints = [
            *NumberedLast.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"Biên bản kiểm phiếu số {self.number}" if self.number else "Biên bản kiểm phiếu"
