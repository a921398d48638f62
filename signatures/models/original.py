"""A paper that was signed by hand, or outside with a token, as it was received."""

from django.db import models
from django.db.models import Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from signatures.models.request import SigningRequest
from signatures.triggers import ORIGINAL_OF_AN_OPEN_REQUEST
from units.ownership import PartOf


class PaperOriginal(PartOf, MayBeSample, WriteOnceModel):
    """The signed original (bản ký trên giấy): its file is the document; who received it vouches that it agrees."""

    class Form(models.TextChoices):
        SCAN = "scan", "Bản quét của văn bản ký trên giấy"
        TOKEN = "token", "Tệp PDF đã ký số bằng thiết bị của người ký"

    request = models.OneToOneField(
        SigningRequest, models.PROTECT, related_name="paper_original", verbose_name="đề nghị ký"
    )
    form = ChoiceField("hình thức bản ký", max_length=5, choices=Form)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="tệp đã nhận")
    signed_on = models.DateField("ngày ký ghi trên văn bản")
    # Who signed it, as the paper prints them; those who had signed here before are not among them.
    signers = models.JSONField("người ký trên giấy")
    kept_at = models.CharField("nơi lưu bản giấy", max_length=300)
    received_at = models.DateTimeField("thời gian nhận")
    received_by = actor_fk("người nhận và đối chiếu")

    part_of = "request"

    class Meta:
        verbose_name, verbose_name_plural = "bản ký trên giấy", "các bản ký trên giấy"
        triggers = [*WRITE_ONCE, ORIGINAL_OF_AN_OPEN_REQUEST]
        constraints = [
            models.CheckConstraint(condition=~Q(kept_at=""), name="paper_original_lies_somewhere"),
            models.CheckConstraint(condition=~Q(signers=[]), name="paper_original_names_who_signed"),
        ]

    def __str__(self) -> str:
        return f"Bản ký trên giấy: {self.request}"
