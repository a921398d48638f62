"""The pledge of a year: prepared, sealed when it is opened for signing, in force, closed."""

import datetime

from django.db import models
from django.db.models import Q

from conferences.models import Conference
from drafting.models import Text, Version
from pledges.models.content import AgreementContent, NotSealed
from pledges.triggers import SEALED_PLEDGE_STAYS
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from signatures.models import Signature, SigningRequest
from units.listed_year import YEAR_OF_THE_ROW, listed_year
from units.models import EmulationYear, User
from units.ownership import Toned, YearOwned

SEALED = ["open", "in_force", "closed"]


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, user: User) -> "PledgeQuerySet":
        """The bloc's own for everybody in it, from the first draft on; the board sees what was opened for signing."""
        own = Q(emulation_year__bloc__in=user.bloc_ids)
        if user.is_board_member:
            return self.filter(own | Q(state__in=SEALED))
        return self.filter(own)


class Pledge(YearOwned, Toned, MayBeSample):
    """The pledge agreement (bản giao ước thi đua) of a year: sealed when opened, in force when all have signed."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang chuẩn bị"
        OPEN = "open", "Đang ký"
        IN_FORCE = "in_force", "Có hiệu lực"
        CLOSED = "closed", "Đã kết thúc"

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="pledges", verbose_name="năm thi đua"
    )
    text = models.OneToOneField(Text, models.PROTECT, related_name="pledge", verbose_name="văn bản dự thảo")
    title = models.CharField("tên giao ước", max_length=300)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    conference = models.ForeignKey(
        Conference, models.PROTECT, null=True, blank=True, related_name="pledges", verbose_name="hội nghị ký kết"
    )
    listed_year = listed_year()
    place = models.CharField("nơi ký kết", max_length=300, blank=True)
    created_at = models.DateTimeField("thời gian lập")
    created_by = actor_fk("người lập")
    opened_at = models.DateTimeField("thời gian bắt đầu ký", null=True, blank=True)
    opened_by = actor_fk("người bắt đầu ký", null=True, blank=True)
    # All that is printed in the sealed file, as plain values (agreement.content_of).
    content = models.JSONField("nội dung đã khóa", null=True, blank=True)
    sealed_version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản dự thảo đã khóa"
    )
    # The file, its deadline, who must sign and who has.
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, null=True, blank=True, related_name="pledge", verbose_name="đề nghị ký"
    )
    in_force_at = models.DateTimeField("thời gian có hiệu lực", null=True, blank=True)
    closed_at = models.DateTimeField("thời gian kết thúc", null=True, blank=True)
    closed_by = actor_fk("người xác nhận kết thúc", null=True, blank=True)
    closing_reason = models.CharField("lý do kết thúc", max_length=500, blank=True)

    TONES = {"draft": "mut", "open": "warn", "in_force": "ok", "closed": "mut"}
    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "giao ước thi đua", "giao ước thi đua"
        triggers = [SEALED_PLEDGE_STAYS, YEAR_OF_THE_ROW]
        indexes = [
            models.Index(fields=["-listed_year", "id"], name="pledges_in_order"),
            models.Index(fields=["-listed_year", "id"], condition=Q(state__in=SEALED), name="pledges_sealed_in_order"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["emulation_year"], name="one_pledge_a_year"),
            models.CheckConstraint(condition=~Q(title=""), name="pledge_has_title"),
            set_exactly_when(
                SEALED,
                "opened_at",
                "opened_by",
                "content",
                "sealed_version",
                "signing",
                name="pledge_sealed_when_opened",
            ),
            set_exactly_when(["in_force", "closed"], "in_force_at", name="pledge_in_force_since"),
            set_exactly_when(["closed"], "closed_at", "closed_by", name="pledge_closed_when_closed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sealed(self) -> bool:
        """Opened for signing, in force or closed."""
        return self.state in SEALED

    @property
    def sealed(self) -> AgreementContent:
        """What was fixed when it was opened for signing; NotSealed before."""
        if self.content is None:
            raise NotSealed(str(self))
        content: AgreementContent = self.content
        return content

    @property
    def sealed_signing(self) -> SigningRequest:
        """The request under which it is signed; NotSealed before it was opened."""
        if self.signing is None:
            raise NotSealed(str(self))
        return self.signing

    @property
    def document(self) -> Document | None:
        """The file that is signed, from the opening on."""
        return self.signing.document if self.signing else None

    @property
    def sign_by(self) -> datetime.datetime | None:
        return self.signing.sign_by if self.signing else None

    @property
    def page_count(self) -> int | None:
        return self.signing.page_count if self.signing else None

    @property
    def content_sha256(self) -> str | None:
        """Of the content that is signed."""
        return self.signing.content_sha256 if self.signing else None

    @property
    def required_units(self) -> int | None:
        """How many units must sign: those named, without those that were released."""
        return self.signing.required if self.signing else None

    @property
    def signatures(self) -> models.QuerySet[Signature]:
        """Of what is being signed now, or was signed."""
        return self.signing.signatures.all() if self.signing else Signature.objects.none()

    @property
    def is_late(self) -> bool:
        """The deadline has come; signing waits for an extension."""
        return self.signing is not None and self.signing.is_late
