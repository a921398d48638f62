"""A file that shows something (minh chứng), with what its own head says: of which day, from whom, its number."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from evidence.readers import read_for_other_rooms
from libraries.text import likeness
from libraries.web.word_search import found_by, words_index
from records.actor_field import actor_fk
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel, WriteOnceQuerySet
from units.key_field import KeyField
from units.models import Unit, User
from units.ownership import UnitOwned

LONGEST_KEY = 600


class EvidenceQuerySet(WriteOnceQuerySet["Evidence"]):
    def visible_to(self, user: User) -> "EvidenceQuerySet":
        """The unit's own people, the secretariat of its bloc, and whoever has to read a row that names it."""
        roles = user.roles()
        own = Q(unit__in=roles.member_of | roles.can_sign_for) | Q(unit__bloc__in=roles.secretary_of)
        return self.filter(own | read_for_other_rooms(user))

    def found_by(self, words: str) -> "EvidenceQuerySet":
        return found_by(self, words)

    def with_rows(self) -> "EvidenceQuerySet":
        """What a page or a line of a list names."""
        return self.select_related("unit__bloc", "document", "added_by").prefetch_related("unit__names")


EvidenceManager = models.Manager.from_queryset(EvidenceQuerySet)


class Evidence(UnitOwned, MayBeSample, WriteOnceModel):
    """One file of one unit. Written once: what a checker was shown stays; a wrong entry is added anew.

    sha256: of its content, as its document has it, so that the same file of two units is found.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evidence", verbose_name="đơn vị")
    title = models.CharField("tên minh chứng", max_length=300)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issued_on = models.DateField("ngày văn bản")
    document = models.OneToOneField(Document, models.PROTECT, related_name="unit_evidence", verbose_name="tệp")
    sha256 = models.CharField("SHA-256", max_length=64)
    pages = models.PositiveSmallIntegerField("số trang", default=1)
    # Of a picture, where it is too small to be read on paper or on a screen.
    is_hard_to_read = models.BooleanField("khó đọc", default=False)
    added_at = models.DateTimeField("thời gian tải lên")
    added_by = actor_fk("người tải lên")
    search_key = KeyField("khóa tìm kiếm", max_length=LONGEST_KEY, default="")

    objects: ClassVar["EvidenceManager[Evidence]"] = EvidenceManager()

    class Meta:
        verbose_name, verbose_name_plural = "minh chứng", "các minh chứng"
        ordering = ["-pk"]
        triggers = WRITE_ONCE
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_title"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="evidence_names_its_content"),
            models.UniqueConstraint(fields=["unit", "sha256"], name="one_file_of_a_unit_once"),
        ]
        indexes = [models.Index(fields=["sha256"], name="evidence_by_content"), words_index("evidence_by_words")]

    def __str__(self) -> str:
        return self.title

    def set_keys(self) -> None:
        self.search_key = likeness(f"{self.title} {self.number} {self.issuer}")[:LONGEST_KEY]
