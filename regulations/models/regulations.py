"""The regulation of a bloc: what was adopted, under which number it was issued, what replaced it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When

from ballots.models import Ballot
from drafting.models import AMENDED, Text, Version
from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import document_date, short_date
from libraries.web.word_search import found_by, words_index
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from records.write_once import WRITE_ONCE, WriteOnceModel
from regulations.triggers import (
    ADOPTED_REGULATION_STAYS,
    ARTICLE_OF_AN_ISSUED_REGULATION,
    ISSUED_REGULATION_STAYS,
    REGULATION_FITS_ITS_ROWS,
)
from signatures.models import SigningRequest
from units.models import Bloc, EmulationYear, Unit, User
from units.ownership import BlocOwned, PartOf, Toned

# What holds, what is being made, what was replaced. An index holds the same expressions.
PLACE = Case(
    When(state="issued", then=Value(0)),
    When(state="adopted", then=Value(1)),
    When(state="draft", then=Value(2)),
    default=Value(3),
    output_field=models.SmallIntegerField(),
)
IN_ORDER = (PLACE.asc(), F("signed_on").desc(nulls_last=True), F("id").desc())


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def visible_to(self, user: User) -> "RegulationQuerySet":
        """Issued ones: the whole bloc, and the board those of all blocs. Drafts: whoever in the bloc sees the text."""
        own = Q(bloc__in=user.bloc_ids)
        visible = own & (Q(state__in=Regulation.PUBLISHED) | Q(text__in=Text.objects.visible_to(user)))
        if user.is_board_member:
            visible |= Q(state__in=Regulation.PUBLISHED)
        return self.filter(visible)

    def published(self) -> "RegulationQuerySet":
        """Issued, in force or replaced: what anybody may read."""
        return self.filter(state__in=Regulation.PUBLISHED)

    def in_force_on(self, day: datetime.date) -> "RegulationQuerySet":
        """Those that hold on that day."""
        holds = Q(successor=None) | Q(successor__effective_from__gt=day)
        return self.published().filter(holds, effective_from__lte=day)

    def whole(self) -> "RegulationQuerySet":
        """Those that are a whole text, and none that amends another."""
        return self.filter(amends=None)

    def in_order(self) -> "RegulationQuerySet":
        """What holds first, then what is being made, then what was replaced; newest first."""
        return self.order_by(*IN_ORDER)

    def found_by(self, words: str) -> "RegulationQuerySet":
        """Every word typed, with or without diacritics, occurs in the title or the number."""
        return found_by(self, words)

    def with_names(self) -> "RegulationQuerySet":
        """All that a row needs to be written on a page."""
        return self.select_related("emulation_year", "bloc", "text", "successor", "amends")


class Regulation(BlocOwned, Toned, MayBeSample):
    """An operating regulation (quy chế). Its words are the pinned version's; from the issue on nothing changes."""

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        ADOPTED = "adopted", "Đã thông qua"
        ISSUED = "issued", "Đã ban hành"
        SUPERSEDED = "superseded", "Đã có quy chế thay thế"

    PUBLISHED = (State.ISSUED, State.SUPERSEDED)

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="regulations", verbose_name="năm thi đua"
    )
    # The year's bloc once more (a trigger compares them): numbers and "one in force" are unique within it.
    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="regulations", verbose_name="khối")
    text = models.OneToOneField(Text, models.PROTECT, related_name="regulation", verbose_name="văn bản dự thảo")
    # A regulation that amends another one; that is never one that amends.
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="quy chế được sửa đổi, bổ sung",
    )
    title = models.CharField("tên quy chế", max_length=300)
    search_key = models.CharField("khóa tìm kiếm", max_length=400, editable=False)
    state = ChoiceField("trạng thái", max_length=12, choices=State, default=State.DRAFT)
    started_at = models.DateTimeField("bắt đầu lúc")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người bắt đầu"
    )

    ballot = models.OneToOneField(
        Ballot, models.PROTECT, null=True, blank=True, related_name="regulation", verbose_name="biểu quyết thông qua"
    )
    adopted_version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản được thông qua"
    )
    adopted_at = models.DateTimeField("xác nhận thông qua lúc", null=True, blank=True)
    adopted_by = actor_fk("người xác nhận thông qua", null=True, blank=True)

    series = models.CharField("ký hiệu", max_length=40, null=True, blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    number_year = models.PositiveSmallIntegerField("năm của số", null=True, blank=True)
    number_text = models.CharField("số, ký hiệu", max_length=60, null=True, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    effective_from = models.DateField("ngày có hiệu lực", null=True, blank=True)
    # As printed: later posts and names do not change an issued document.
    signer_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị của người ký"
    )
    signer_name = models.CharField("người ký", max_length=100, null=True, blank=True)
    signer_post = models.CharField("chức vụ tại đơn vị", max_length=500, null=True, blank=True)
    signer_lines = models.CharField("thẩm quyền ký, mỗi dòng một vế", max_length=200, null=True, blank=True)
    # How it is signed; the newest, when it was put before its signers more than once.
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, null=True, blank=True, related_name="regulation", verbose_name="đề nghị ký"
    )
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="regulation", verbose_name="bản PDF"
    )
    word_document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="regulation_in_word", verbose_name="bản Word"
    )
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    issued_by = actor_fk("người ban hành", null=True, blank=True)

    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="quy chế thay thế"
    )
    superseded_at = models.DateTimeField("được thay thế lúc", null=True, blank=True)
    superseded_by = actor_fk("người ban hành quy chế thay thế", null=True, blank=True)

    TONES = {"draft": "mut", "adopted": "warn", "issued": "ok", "superseded": "mut"}
    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "quy chế", "quy chế"
        indexes = [models.Index(*IN_ORDER, name="regulations_in_order"), words_index("regulations_by_words")]
        triggers = [REGULATION_FITS_ITS_ROWS, ISSUED_REGULATION_STAYS, ADOPTED_REGULATION_STAYS]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="regulation_has_title"),
            set_exactly_when(
                ["adopted", "issued", "superseded"],
                "ballot", "adopted_version", "adopted_at", "adopted_by",
                name="regulation_adopted_when_adopted",
            ),
            set_exactly_when(
                ["issued", "superseded"],
                "series", "number", "number_year", "number_text", "signed_on", "effective_from",
                "signer_unit", "signer_name", "signer_post", "signer_lines",
                "document", "word_document", "issued_at", "issued_by",
                name="regulation_issued_when_issued",
            ),
            set_exactly_when(
                ["superseded"], "successor", "superseded_at", "superseded_by",
                name="regulation_replaced_when_superseded",
            ),
            models.UniqueConstraint(
                fields=["bloc", "series", "number_year", "number"], name="one_regulation_a_number"
            ),
            models.UniqueConstraint(
                fields=["bloc"], condition=Q(state="issued", amends=None), name="one_regulation_in_force_a_bloc"
            ),
            # The next one is drafted from what the last one made of the text.
            models.UniqueConstraint(
                fields=["amends"], condition=Q(state__in=["draft", "adopted"]), name="one_amendment_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=1, signed_on__year=F("number_year")),
                name="regulation_numbered_in_its_year",
            ),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True) | Q(effective_from__gte=F("signed_on")),
                name="regulation_holds_from_its_signing",
            ),
            models.CheckConstraint(
                condition=Q(signer_name__isnull=True)
                | ~(Q(signer_name="") | Q(signer_post="") | Q(signer_lines="") | Q(number_text="")),
                name="regulation_says_who_signed",
            ),
            models.CheckConstraint(
                condition=Q(word_document__isnull=True) | ~Q(word_document=F("document")),
                name="regulation_word_is_another_file",
            ),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="regulation_not_its_own_successor"),
        ]  # fmt: skip

    def __str__(self) -> str:
        # Until it is adopted the draft may still be renamed.
        return self.text.title if self.is_draft else self.title

    @property
    def is_draft(self) -> bool:
        """Not adopted yet."""
        return self.state == self.State.DRAFT

    @property
    def being_signed(self) -> SigningRequest | None:
        """The request that goes on: before its signers, or signed and waiting for its number."""
        return self.signing if self.signing and self.signing.state in SigningRequest.GOING_ON else None

    @property
    def cited(self) -> str:
        """ "Quy chế hoạt động của Khối số 01/QC-KTĐ ngày 03 tháng 7 năm 2020", of an issued one."""
        return f"{self.title} số {self.number_text} {document_date(self.signed_on)}"

    @property
    def is_published(self) -> bool:
        return self.state in self.PUBLISHED

    def in_force_on(self, day: datetime.date) -> bool:
        """Whether it holds on that day: the day decides, not the state."""
        if not self.is_published or self.effective_from is None or day < self.effective_from:
            return False
        return self.ends_on is None or day < self.ends_on

    @property
    def ends_on(self) -> datetime.date | None:
        """The first day on which it holds no longer: its successor does."""
        return self.successor.effective_from if self.successor else None

    @property
    def holds_today(self) -> bool:
        return self.in_force_on(clock.today())

    @property
    def force_words(self) -> str:
        """ "Có hiệu lực từ 10/07/2020", "Hết hiệu lực từ 15/01/2021"; empty before the issue."""
        if not self.is_published:
            return ""
        today = clock.today()
        if self.ends_on is None:
            return f"{'Có' if self.holds_today else 'Sẽ có'} hiệu lực từ {short_date(self.effective_from)}"
        if today < self.ends_on:
            return f"Còn hiệu lực đến trước ngày {short_date(self.ends_on)}"
        return f"Hết hiệu lực từ {short_date(self.ends_on)}"

    def version_for(self, user: User) -> Version | None:
        """The words to show: the adopted ones, else what was settled, else the newest version this user may read."""
        if self.adopted_version_id:
            return self.adopted_version
        if self.text.settled_version_id:
            return self.text.settled_version
        kept = Version.objects.visible_to(user).filter(text=self.text_id)
        return kept.exclude(no=AMENDED).order_by("-no").first()


class IssuedArticle(PartOf, WriteOnceModel):
    """One Điều of a regulation as issued: what the public finds by its words, under an address of its own."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="articles", verbose_name="quy chế")
    position = models.PositiveSmallIntegerField("thứ tự")
    place = models.CharField("điều", max_length=20)  # "Điều 7"
    anchor = models.SlugField("địa chỉ trong văn bản", max_length=40)  # "dieu-7"
    heading = models.CharField("tên điều", max_length=500, blank=True)
    words = models.TextField("lời văn")
    search_key = models.TextField("khóa tìm kiếm", editable=False)

    part_of = "regulation"

    class Meta:
        verbose_name, verbose_name_plural = "điều đã ban hành", "các điều đã ban hành"
        ordering = ["position"]
        triggers = [*WRITE_ONCE, ARTICLE_OF_AN_ISSUED_REGULATION]
        indexes = [words_index("articles_by_words")]
        constraints = [
            models.UniqueConstraint(fields=["regulation", "anchor"], name="one_article_an_address"),
            models.UniqueConstraint(fields=["regulation", "position"], name="one_article_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.heading}".rstrip(". ")


def search_key(*words: str) -> str:
    """Title and number, as they are searched."""
    return likeness(" ".join(words))[:400]
