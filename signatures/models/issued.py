"""What a paper is given when its number is taken, for the rows of the rooms above that name its request."""

from django.db import models
from django.db.models import Q

from records.actor_field import actor_fk
from records.models import Document


class NumberedLast(models.Model):
    """A paper from the first time it is put before its signers: number, files and stamps are there together or not."""

    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="%(class)s_pdf", verbose_name="bản PDF"
    )
    word = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="%(class)s_word", verbose_name="bản Word"
    )
    issued_at = models.DateTimeField("thời gian phát hành", null=True, blank=True)
    issued_by = actor_fk("người phát hành", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(number="", document=None, word=None, issued_at=None, issued_by=None)
                | ~Q(number="")
                & Q(document__isnull=False, word__isnull=False, issued_at__isnull=False, issued_by__isnull=False),
                name="%(class)s_issued_with_number",
            ),
        ]
