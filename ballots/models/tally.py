"""What each teller counted of the printed papers, by hand and alone."""

from typing import ClassVar

from django.db import models

from ballots.models.ballot import Ballot
from ballots.models.secret import Teller
from ballots.triggers import TALLIES_BEFORE_THE_RESULT
from records.sample_rows import MayBeSample
from units.ownership import PartOf


class PaperTally(PartOf, MayBeSample):
    """Of one question on a printed paper, as one teller counted it (kết quả kiểm phiếu của từng người).

    Written anew until all tellers agree; then it is a fact beside the result.
    """

    # The four counts, as they are called.
    LABELS: ClassVar[dict[str, str]] = {
        "yes": "đồng ý",
        "no": "không đồng ý",
        "abstain": "không có ý kiến",
        "invalid": "không hợp lệ",
    }

    teller = models.ForeignKey(Teller, models.PROTECT, related_name="tallies", verbose_name="người kiểm phiếu")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="tallies", verbose_name="nội dung")
    yes = models.PositiveSmallIntegerField(LABELS["yes"])
    no = models.PositiveSmallIntegerField(LABELS["no"])
    abstain = models.PositiveSmallIntegerField(LABELS["abstain"])
    invalid = models.PositiveSmallIntegerField(LABELS["invalid"])
    entered_at = models.DateTimeField("thời gian nhập")

    part_of = "ballot"

    class Meta:
        verbose_name, verbose_name_plural = "kết quả kiểm phiếu in", "kết quả kiểm phiếu in"
        ordering = ["ballot", "teller"]
        triggers = [TALLIES_BEFORE_THE_RESULT]
        constraints = [models.UniqueConstraint(fields=["teller", "ballot"], name="one_tally_a_teller")]

    def __str__(self) -> str:
        return f"{self.teller}: {self.ballot}"

    @property
    def gathered(self) -> int:
        """Papers that came back."""
        return self.yes + self.no + self.abstain + self.invalid
