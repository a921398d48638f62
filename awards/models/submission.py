"""The submission (tờ trình): the bloc proposes several dossiers to one authority, and what its list said of each."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from awards.models.kinds import AwardTerms
from awards.models.nomination import Nomination
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel, WriteOnceQuerySet
from units.models import EmulationYear, Seat, User
from units.ownership import PartOf, YearOwned


class SubmissionQuerySet(WriteOnceQuerySet["Submission"]):
    def visible_to(self, user: User) -> "SubmissionQuerySet":
        """The board: all. The bloc's secretariat and the side of its head unit: those of the bloc's year."""
        if user.is_board_member:
            return self
        roles = user.roles()
        heads = Seat.objects.now().filter(role="head", unit__in=roles.can_sign_for)
        return self.filter(
            Q(emulation_year__bloc__in=roles.secretary_of) | Q(emulation_year__in=heads.values("emulation_year"))
        )


SubmissionManager = models.Manager.from_queryset(SubmissionQuerySet)


class Submission(YearOwned, MayBeSample, WriteOnceModel):
    """One paper for all dossiers of a year that one authority decides, with its list (danh sách trích ngang).

    A dossier that came back and still reads as the list says goes in again under the same number.
    """

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="submissions", verbose_name="năm thi đua"
    )
    decided_by = ChoiceField("thẩm quyền quyết định", max_length=10, choices=AwardTerms.DecidedBy)
    number = models.CharField("số, ký hiệu", max_length=60)
    document = models.OneToOneField(Document, models.PROTECT, related_name="submission", verbose_name="tờ trình (PDF)")
    word = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="tờ trình (Word)")
    list_document = models.OneToOneField(
        Document, models.PROTECT, related_name="+", verbose_name="danh sách trích ngang (PDF)"
    )
    list_word = models.OneToOneField(
        Document, models.PROTECT, related_name="+", verbose_name="danh sách trích ngang (Word)"
    )
    submitted_at = models.DateTimeField("thời gian trình")
    submitted_by = actor_fk("người trình")

    objects: ClassVar["SubmissionManager[Submission]"] = SubmissionManager()

    class Meta:
        verbose_name, verbose_name_plural = "tờ trình", "tờ trình"
        ordering = ["-submitted_at", "-pk"]
        triggers = WRITE_ONCE
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="submission_has_a_number"),
            models.CheckConstraint(condition=~Q(document=F("list_document")), name="submission_list_is_another_file"),
        ]

    def __str__(self) -> str:
        return f"Tờ trình số {self.number}"


class SubmissionLine(PartOf, MayBeSample, WriteOnceModel):
    """One row of the list as it was printed; the dossier hangs on it by key."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="lines", verbose_name="tờ trình")
    position = models.PositiveSmallIntegerField("số thứ tự")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="submission_lines", verbose_name="hồ sơ")
    # The cells after the number, in the order of the columns (queries.recipient_rows).
    cells = ArrayField(models.TextField(), verbose_name="nội dung các cột")

    part_of = "submission"

    class Meta:
        verbose_name, verbose_name_plural = "tập thể trong tờ trình", "tập thể trong tờ trình"
        ordering = ["submission", "position"]
        triggers = WRITE_ONCE
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="one_place_in_a_submission"),
            models.UniqueConstraint(fields=["submission", "nomination"], name="one_line_a_dossier_a_submission"),
            models.CheckConstraint(condition=Q(position__gte=1), name="submission_line_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}, số thứ tự {self.position}"
