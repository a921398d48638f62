"""The signed minutes of a secret count (biên bản kiểm phiếu)."""

from django.db import models
from django.db.models import Q

from ballots.models.ballot import Ballot
from ballots.triggers import COUNTING_IS_SIGNED
from records.actor_field import actor_fk
from records.models import Document
from records.sample_rows import MayBeSample
from signatures.models import SigningRequest
from units.ownership import PartOf


class CountingMinutes(PartOf, MayBeSample):
    """The minutes of a count from the first time they are put before the tellers; with a number they stay as they are.

    signing: the newest request.
    """

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="minutes", verbose_name="biểu quyết")
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, related_name="counting_minutes", verbose_name="đề nghị ký"
    )
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="counting_pdf", verbose_name="bản PDF"
    )
    word = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="counting_word", verbose_name="bản Word"
    )
    issued_at = models.DateTimeField("thời gian hoàn thành", null=True, blank=True)
    issued_by = actor_fk("người hoàn thành", null=True, blank=True)

    part_of = "ballot"

    class Meta:
        verbose_name, verbose_name_plural = "biên bản kiểm phiếu", "biên bản kiểm phiếu"
        triggers = [COUNTING_IS_SIGNED]
        constraints = [
            models.CheckConstraint(
                condition=Q(number="", document=None, word=None, issued_at=None, issued_by=None)
                | ~Q(number="")
                & Q(document__isnull=False, word__isnull=False, issued_at__isnull=False, issued_by__isnull=False),
                name="counting_minutes_issued_with_number",
            ),
        ]

    def __str__(self) -> str:
        return f"Biên bản kiểm phiếu số {self.number}" if self.number else "Biên bản kiểm phiếu"
