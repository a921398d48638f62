"""Minutes of the selection (biên bản bình xét), made of the votes that a conference took on what is proposed."""

from django.db import models
from django.db.models import F, Q

from conferences.models import Conference
from records.actor_field import actor_fk
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.models import EmulationYear
from units.ownership import YearOwned


class SelectionMinutes(YearOwned, MayBeSample, WriteOnceModel):
    """Issued once for what was proposed by then; a later one of the same conference tells of all.

    `emulation_year` is the year whose awards were voted on; the conference may have met in the next one.
    """

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="selection_minutes", verbose_name="năm thi đua"
    )
    conference = models.ForeignKey(
        Conference, models.PROTECT, related_name="selection_minutes", verbose_name="hội nghị"
    )
    number = models.CharField("số, ký hiệu", max_length=60)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="selection_minutes", verbose_name="bản PDF có xác nhận điện tử"
    )
    word = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="bản Word")
    issued_at = models.DateTimeField("thời gian lập")
    issued_by = actor_fk("người lập")

    class Meta:
        verbose_name, verbose_name_plural = "biên bản bình xét", "biên bản bình xét"
        ordering = ["-pk"]
        triggers = WRITE_ONCE
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(document=F("word")), name="selection_minutes_have_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"Biên bản bình xét số {self.number}"
