"""Minutes of the selection (biên bản bình xét), made of the votes that a conference took on what is proposed."""

from django.db import models
from django.db.models import Q

from awards.models.nomination import Nomination
from awards.triggers import SELECTION_IS_SIGNED, SELECTION_LINE_BEFORE_SIGNING
from conferences.models import Conference
from records.actor_field import actor_fk
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from signatures.models import NumberedLast, SigningRequest
from units.models import EmulationYear, User
from units.ownership import PartOf, YearOwned


class SelectionMinutesQuerySet(models.QuerySet["SelectionMinutes"]):
    def visible_to(self, user: User) -> "SelectionMinutesQuerySet":
        """The secretariat, which prepares them; others read them in the dossiers once they are issued."""
        return self.filter(emulation_year__bloc__in=user.roles().secretary_of)


class SelectionMinutes(YearOwned, MayBeSample, NumberedLast):
    """Prepared for what was proposed by then, signed by secretary and chair, then numbered; a later one tells of all.

    `emulation_year` is the year whose awards were voted on; the conference may have met in the next one.
    """

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="selection_minutes", verbose_name="năm thi đua"
    )
    conference = models.ForeignKey(
        Conference, models.PROTECT, related_name="selection_minutes", verbose_name="hội nghị"
    )
    prepared_at = models.DateTimeField("thời gian lập")
    prepared_by = actor_fk("người lập")
    # How they are signed; the newest, when they were put before their signers more than once.
    signing = models.OneToOneField(
        SigningRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="selection_minutes",
        verbose_name="đề nghị ký",
    )

    objects = SelectionMinutesQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "biên bản bình xét", "biên bản bình xét"
        ordering = ["-pk"]
        triggers = [SELECTION_IS_SIGNED]
        constraints = [*NumberedLast.Meta.constraints]

    def __str__(self) -> str:
        year = self.emulation_year.year
        return f"Biên bản bình xét số {self.number}" if self.number else f"Biên bản bình xét thi đua năm {year}"

    @property
    def being_signed(self) -> SigningRequest | None:
        """The request that goes on: before its signers, or signed and waiting for its number."""
        return self.signing if self.signing and self.signing.is_going_on else None


class SelectionLine(PartOf, WriteOnceModel):
    """One dossier of which the minutes tell, in the order of their table."""

    minutes = models.ForeignKey(
        SelectionMinutes, models.PROTECT, related_name="lines", verbose_name="biên bản bình xét"
    )
    position = models.PositiveSmallIntegerField("số thứ tự")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="selection_lines", verbose_name="hồ sơ")

    part_of = "minutes"

    class Meta:
        verbose_name, verbose_name_plural = "hồ sơ trong biên bản bình xét", "hồ sơ trong biên bản bình xét"
        ordering = ["minutes", "position"]
        triggers = [*WRITE_ONCE, SELECTION_LINE_BEFORE_SIGNING]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "position"], name="one_place_in_selection_minutes"),
            models.UniqueConstraint(fields=["minutes", "nomination"], name="one_line_a_dossier_a_selection"),
            models.CheckConstraint(condition=Q(position__gte=1), name="selection_line_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes}, số thứ tự {self.position}"
