"""A correction (đính chính) of plain slips in an issued regulation: a letter of its own, without a new adoption."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from regulations.models.regulations import Regulation
from regulations.triggers import ERRATUM_OF_AN_ISSUED_REGULATION, ISSUED_ERRATUM_STAYS
from signatures.models import SigningRequest
from units.models import Unit, User
from units.ownership import PartOf, Toned


@dataclass(frozen=True)
class Correction:
    """One slip: which part (key, and place in words), what was printed, what it should say."""

    key: str
    place: str
    wrong: str
    right: str

    @property
    def place_only(self) -> dict[str, str]:
        """What the log says of a draft: not its words."""
        return {"key": self.key, "place": self.place}

    def as_json(self) -> dict[str, str]:
        return {"key": self.key, "place": self.place, "wrong": self.wrong, "right": self.right}


class ErratumQuerySet(models.QuerySet["Erratum"]):
    def visible_to(self, user: User) -> "ErratumQuerySet":
        """Issued ones: whoever sees the regulation. Drafts: the secretariat of its bloc."""
        seen = Q(regulation__in=Regulation.objects.visible_to(user), state=Erratum.State.ISSUED)
        return self.filter(seen | Q(regulation__bloc__in=user.roles().secretary_of))

    def issued(self) -> "ErratumQuerySet":
        return self.filter(state=Erratum.State.ISSUED)


class Erratum(PartOf, Toned, MayBeSample):
    """A letter that corrects slips of an issued regulation. From the issue on nothing changes."""

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        ISSUED = "issued", "Đã ban hành"

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="errata", verbose_name="quy chế")
    state = ChoiceField("trạng thái", max_length=12, choices=State, default=State.DRAFT)
    # In the order in which they were put in: {key, place, wrong, right}.
    corrections = models.JSONField("nội dung đính chính", default=list)
    started_at = models.DateTimeField("bắt đầu lúc")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người bắt đầu"
    )
    # How it is signed; the newest, when it was put before its signers more than once.
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, null=True, blank=True, related_name="erratum", verbose_name="đề nghị ký"
    )
    number_text = models.CharField("số, ký hiệu", max_length=60, null=True, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signer_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị của người ký"
    )
    signer_name = models.CharField("người ký", max_length=100, null=True, blank=True)
    signer_post = models.CharField("chức vụ tại đơn vị", max_length=500, null=True, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="erratum", verbose_name="bản PDF"
    )
    word_document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="erratum_in_word", verbose_name="bản Word"
    )
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    issued_by = actor_fk("người ban hành", null=True, blank=True)

    part_of = "regulation"
    TONES = {"draft": "mut", "issued": "ok"}
    objects = ErratumQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "văn bản đính chính", "các văn bản đính chính"
        ordering = ["pk"]
        triggers = [ERRATUM_OF_AN_ISSUED_REGULATION, ISSUED_ERRATUM_STAYS]
        constraints = [
            models.UniqueConstraint(fields=["regulation"], condition=Q(state="draft"), name="one_erratum_at_a_time"),
            models.CheckConstraint(condition=~Q(corrections=[]), name="erratum_corrects_something"),
            set_exactly_when(
                ["issued"],
                "number_text", "signed_on", "signer_unit", "signer_name", "signer_post", "document", "word_document",
                "issued_at", "issued_by",
                name="erratum_issued_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(word_document__isnull=True) | ~Q(word_document=F("document")),
                name="erratum_word_is_another_file",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        named = f"Công văn số {self.number_text}" if self.number_text else "Dự thảo đính chính"
        return f"{named} (Quy chế số {self.regulation.number_text})"

    @property
    def lines(self) -> list[Correction]:
        rows: list[dict[str, Any]] = self.corrections
        return [Correction(**row) for row in rows]

    @property
    def is_issued(self) -> bool:
        return self.state == Erratum.State.ISSUED

    @property
    def being_signed(self) -> SigningRequest | None:
        """The request that goes on: before its signers, or signed and waiting for its number."""
        return self.signing if self.signing and self.signing.state in SigningRequest.GOING_ON else None
