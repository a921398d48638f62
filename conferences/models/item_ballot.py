"""Where in the programme a ballot was put."""

from django.db import models

from ballots.models import Ballot
from conferences.models.conference import AgendaItem, Conference
from conferences.triggers import BALLOT_OF_ITS_YEAR
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.ownership import PartOf


class ItemBallot(PartOf, MayBeSample, WriteOnceModel):
    """A ballot that was put at an item of the programme (biểu quyết tại nội dung chương trình)."""

    agenda_item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="held", verbose_name="nội dung")
    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="held_at", verbose_name="biểu quyết")

    part_of = "agenda_item"

    class Meta:
        verbose_name, verbose_name_plural = "biểu quyết tại hội nghị", "biểu quyết tại hội nghị"
        ordering = ["pk"]
        triggers = [*WRITE_ONCE, BALLOT_OF_ITS_YEAR]

    @property
    def conference(self) -> Conference:
        return self.agenda_item.conference

    def __str__(self) -> str:
        return f"{self.agenda_item}: {self.ballot}"
