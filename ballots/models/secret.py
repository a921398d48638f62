"""Secret ballots (bỏ phiếu kín): the tellers who hold the key together, and the encrypted papers."""

from django.db import models
from django.db.models import Q

from ballots.models.ballot import Ballot
from ballots.models.elector import Elector
from ballots.triggers import PAPER_INTO_OPEN_BALLOT, TELLERS_KEEP_THEIR_WORD
from records.actor_field import actor_fk
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.ownership import PartOf


class Teller(PartOf, MayBeSample):
    """One of those who open the count together (người kiểm phiếu). The secret itself is nowhere but on paper.

    public_part: the public key with its proof; opening: the parts of the opening with theirs (libraries.secret_count).
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="tellers", verbose_name="biểu quyết")
    user = actor_fk("người kiểm phiếu")
    public_part = models.JSONField("khóa công khai", null=True, blank=True)
    opening = models.JSONField("kết quả mở", null=True, blank=True)

    part_of = "ballot"

    class Meta:
        verbose_name, verbose_name_plural = "người kiểm phiếu", "người kiểm phiếu"
        ordering = ["pk"]
        triggers = [TELLERS_KEEP_THEIR_WORD]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "user"], name="one_teller_a_person"),
            models.CheckConstraint(
                condition=Q(opening__isnull=True) | Q(public_part__isnull=False), name="teller_opens_with_a_key"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class SecretPaper(PartOf, MayBeSample, WriteOnceModel):
    """The encrypted paper of one elector (phiếu kín). Written once; opened never, only the sum of all is."""

    elector = models.OneToOneField(Elector, models.PROTECT, related_name="paper", verbose_name="đại biểu biểu quyết")
    content = models.JSONField("phiếu đã mã hóa")
    receipt = models.CharField("mã biên nhận", max_length=64, unique=True)

    part_of = "elector"

    class Meta:
        verbose_name, verbose_name_plural = "phiếu kín", "phiếu kín"
        # By the receipt, which follows no order of people or time.
        ordering = ["receipt"]
        triggers = [*WRITE_ONCE, PAPER_INTO_OPEN_BALLOT]

    def __str__(self) -> str:
        return self.receipt_words

    @property
    def receipt_words(self) -> str:
        """ "634c-e461-b976-df0b": enough to find it among hundreds."""
        return "-".join(self.receipt[place : place + 4] for place in range(0, 16, 4))
