"""The minutes of a conference once they are issued."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import Conference
from conferences.triggers import MINUTES_ARE_SIGNED
from records.actor_field import actor_fk
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from signatures.models import SigningRequest
from units.ownership import PartOf


class Minutes(PartOf, MayBeSample, WriteOnceModel):
    """The issued minutes of a conference (biên bản): numbered, sealed, never changed."""

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="minutes", verbose_name="hội nghị")
    number = models.CharField("số, ký hiệu", max_length=60)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="minutes_pdf", verbose_name="bản PDF có xác nhận điện tử"
    )
    word = models.OneToOneField(Document, models.PROTECT, related_name="minutes_word", verbose_name="bản Word")
    signing = models.OneToOneField(SigningRequest, models.PROTECT, related_name="minutes", verbose_name="đề nghị ký")
    issued_at = models.DateTimeField("thời gian hoàn thành")
    issued_by = actor_fk("người hoàn thành")

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "biên bản", "biên bản"
        triggers = [*WRITE_ONCE, MINUTES_ARE_SIGNED]
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="minutes_have_a_number")]

    def __str__(self) -> str:
        return f"Biên bản số {self.number}"
