"""Papers of a conference besides its minutes: put before who signs them, numbered last, never changed after that."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import Conference
from conferences.triggers import PAPER_IS_SIGNED
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from signatures.models import NumberedLast, SigningRequest
from units.ownership import PartOf


class ConferencePaper(PartOf, MayBeSample, NumberedLast):
    """One paper (giấy mời, nghị quyết, thông báo kết luận, danh sách đại biểu) from the first time it is put on.

    signing: the newest request. Once it has a number it stays as it is; an invitation to another day is another row.
    times_moved: of the conference, when the paper was put before its signers.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", "Giấy mời"
        RESOLUTION = "resolution", "Nghị quyết"
        CONCLUSIONS = "conclusions", "Thông báo kết luận"
        DELEGATES = "delegates", "Danh sách đại biểu"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="papers", verbose_name="hội nghị")
    kind = ChoiceField("loại văn bản", max_length=20, choices=Kind)
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, related_name="conference_paper", verbose_name="đề nghị ký"
    )
    times_moved = models.PositiveSmallIntegerField("lần thay đổi lịch", default=0)

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "văn bản của hội nghị", "văn bản của hội nghị"
        ordering = ["pk"]
        triggers = [PAPER_IS_SIGNED]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "kind"], condition=Q(number=""), name="one_unissued_paper_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["conference", "kind", "times_moved"],
                condition=~Q(number=""),
                name="one_issued_paper_of_a_kind_a_day",
            ),
            *NumberedLast.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.number}" if self.number else self.get_kind_display()
