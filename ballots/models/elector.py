"""Who may answer a ballot, fixed when it opens, and the answers."""

from django.db import models
from django.db.models import Q

from ballots.models.ballot import Ballot
from ballots.triggers import ELECTORS_ARE_FIXED, VOTE_INTO_OPEN_BALLOT
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.models import Unit
from units.ownership import PartOf


class Elector(PartOf, MayBeSample):
    """A unit that may answer, by the delegate on the roll; or, without a unit, the person `delegate`.

    A delegate without an account votes by hand. `recusal`: why the unit stands aside; it is then not counted at all.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="electors", verbose_name="biểu quyết")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="elector_rows", verbose_name="đơn vị"
    )
    delegate = actor_fk("tài khoản của đại biểu", null=True, blank=True)
    name = models.CharField("đại biểu", max_length=100, blank=True)
    post = models.CharField("chức vụ", max_length=150, blank=True)
    recusal = models.CharField("lý do không tham gia biểu quyết", max_length=300, blank=True)

    part_of = "ballot"

    class Meta:
        verbose_name, verbose_name_plural = "đại biểu biểu quyết", "đại biểu biểu quyết"
        ordering = ["pk"]
        triggers = [ELECTORS_ARE_FIXED]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "unit"], name="one_elector_a_unit"),
            models.UniqueConstraint(
                fields=["ballot", "delegate"], condition=Q(unit__isnull=True), name="one_elector_a_person"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(delegate__isnull=False), name="elector_is_a_unit_or_a_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.name)

    @property
    def given(self) -> "Vote | None":
        """Its vote in a ballot that is not secret, as far as there is one."""
        return getattr(self, "vote", None)

    @property
    def has_voted(self) -> bool:
        return self.given is not None or getattr(self, "paper", None) is not None


class Vote(PartOf, MayBeSample, WriteOnceModel):
    """The answer of one elector (ý kiến biểu quyết). Written once.

    `on_paper`: shown by hand or on paper, entered by the secretariat.
    """

    class Choice(models.TextChoices):
        YES = "yes", "Đồng ý"
        NO = "no", "Không đồng ý"
        ABSTAIN = "abstain", "Không có ý kiến"

    elector = models.OneToOneField(Elector, models.PROTECT, related_name="vote", verbose_name="đại biểu biểu quyết")
    choice = ChoiceField("ý kiến", max_length=10, choices=Choice)
    on_paper = models.BooleanField("Tổ thư ký nhập theo biểu quyết tại hội trường", default=False)
    cast_at = models.DateTimeField("thời gian")
    cast_by = actor_fk("người biểu quyết hoặc nhập ý kiến")

    part_of = "elector"

    class Meta:
        verbose_name, verbose_name_plural = "ý kiến biểu quyết", "ý kiến biểu quyết"
        triggers = [*WRITE_ONCE, VOTE_INTO_OPEN_BALLOT]

    def __str__(self) -> str:
        return f"{self.elector}: {self.get_choice_display()}"
