"""The submission (tờ trình): the bloc proposes several dossiers to one authority, and what its list said of each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from awards.models.kinds import AwardTerms
from awards.models.nomination import Nomination
from awards.triggers import LINE_AS_SIGNED, SUBMISSION_IS_SIGNED
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from records.write_once import NEVER_EMPTIED
from signatures.models import SigningRequest
from units.models import EmulationYear, Seat, User
from units.ownership import PartOf, Toned, YearOwned


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User) -> "SubmissionQuerySet":
        """The board: what was sent to it. The bloc's secretariat and the side of its head unit: all of their year."""
        if user.is_board_member:
            return self.filter(state=Submission.State.ISSUED)
        roles = user.roles()
        heads = Seat.objects.now().filter(role="head", unit__in=roles.can_sign_for)
        return self.filter(
            Q(emulation_year__bloc__in=roles.secretary_of) | Q(emulation_year__in=heads.values("emulation_year"))
        )


class Submission(YearOwned, Toned, MayBeSample):
    """One paper for all dossiers of a year that one authority decides, with its list (danh sách trích ngang).

    Prepared with its dossiers, signed by its people, then numbered and sent. While it is prepared its dossiers go into
    no other one; dropped, it lets them go. A dossier that came back and still reads as the list says goes in again
    under the same number.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", "Chưa phát hành"
        ISSUED = "issued", "Đã trình"
        DROPPED = "dropped", "Đã hủy"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="submissions", verbose_name="năm thi đua"
    )
    decided_by = ChoiceField("thẩm quyền quyết định", max_length=10, choices=AwardTerms.DecidedBy)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.PREPARED)
    prepared_at = models.DateTimeField("thời gian lập")
    prepared_by = actor_fk("người lập")
    # How it is signed; the newest, when it was put before its signers more than once.
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, null=True, blank=True, related_name="submission", verbose_name="đề nghị ký"
    )
    number = models.CharField("số, ký hiệu", max_length=60, null=True, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="submission", verbose_name="tờ trình (PDF)"
    )
    word = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tờ trình (Word)"
    )
    list_document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="danh sách trích ngang (PDF)"
    )
    list_word = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="danh sách trích ngang (Word)"
    )
    submitted_at = models.DateTimeField("thời gian trình", null=True, blank=True)
    submitted_by = actor_fk("người trình", null=True, blank=True)

    TONES = {"prepared": "warn", "issued": "ok", "dropped": "mut"}
    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "tờ trình", "tờ trình"
        ordering = ["-prepared_at", "-pk"]
        triggers = [SUBMISSION_IS_SIGNED, NEVER_EMPTIED]
        constraints = [
            set_exactly_when(
                ["issued"],
                "number", "document", "word", "list_document", "list_word", "submitted_at", "submitted_by",
                name="submission_issued_when_issued",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="submission_has_a_number"),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | ~Q(document=F("list_document")),
                name="submission_list_is_another_file",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.number:
            return f"Tờ trình số {self.number}"
        return f"Tờ trình đề nghị khen thưởng năm {self.emulation_year.year}"

    @property
    def is_prepared(self) -> bool:
        return self.state == self.State.PREPARED

    @property
    def is_issued(self) -> bool:
        return self.state == self.State.ISSUED

    @property
    def being_signed(self) -> SigningRequest | None:
        """The request that goes on: before its signers, or signed and waiting for its number."""
        return self.signing if self.signing and self.signing.state in SigningRequest.GOING_ON else None


class SubmissionLine(PartOf, MayBeSample):
    """One row of the list; the dossier hangs on it by key. As it was when the paper was put before its signers."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="lines", verbose_name="tờ trình")
    position = models.PositiveSmallIntegerField("số thứ tự")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="submission_lines", verbose_name="hồ sơ")
    # The cells after the number, in the order of the columns (queries.recipient_rows).
    cells = ArrayField(models.TextField(), verbose_name="nội dung các cột")

    part_of = "submission"

    class Meta:
        verbose_name, verbose_name_plural = "tập thể trong tờ trình", "tập thể trong tờ trình"
        ordering = ["submission", "position"]
        triggers = [LINE_AS_SIGNED, NEVER_EMPTIED]
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="one_place_in_a_submission"),
            models.UniqueConstraint(fields=["submission", "nomination"], name="one_line_a_dossier_a_submission"),
            models.CheckConstraint(condition=Q(position__gte=1), name="submission_line_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}, số thứ tự {self.position}"
