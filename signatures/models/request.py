"""A paper put before those who sign it, and each of them with the capacity and the place in the order."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from libraries.web import clock
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.document_kinds import LONGEST_SLUG, SLUG
from records.models import Document
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from signatures.triggers import PARTY_STAYS, REQUEST_STAYS
from units.models import EmulationYear, Unit, User
from units.ownership import PartOf, Toned, YearOwned

if TYPE_CHECKING:
    from signatures.models.original import PaperOriginal
    from signatures.models.signature import Signature

SHA256 = r"^[0-9a-f]{64}$"


class SigningRequestQuerySet(models.QuerySet["SigningRequest"]):
    def visible_to(self, user: User) -> "SigningRequestQuerySet":
        """Whoever can sign it, the secretariat of its bloc; a paper of the whole bloc: everybody in it, and the board.

        A unit's own paper: its people. Whoever merely works where a signer works sees none that its row does not show.
        """
        roles = user.roles()
        parties = Party.objects.filter(Q(person=user) | Q(unit__in=roles.can_sign_for))
        seen = (
            Q(pk__in=parties.values("request"))
            | Q(unit__in=roles.member_of | roles.can_sign_for)
            | Q(emulation_year__bloc__in=roles.secretary_of)
            | Q(for_the_bloc=True, emulation_year__bloc__in=user.bloc_ids)
        )
        if user.is_board_member:
            # What gets a number is the bloc's own affair until it is issued.
            seen |= Q(for_the_bloc=True) & (Q(code=None) | Q(state=SigningRequest.State.ISSUED))
        return self.filter(seen)


class SigningRequest(YearOwned, Toned, MayBeSample):
    """A paper put before those who sign it (đề nghị ký). Its file is fixed; each signature is a revision of it."""

    class State(models.TextChoices):
        OPEN = "open", "Đang ký"
        COMPLETE = "complete", "Đủ chữ ký"
        RETURNED = "returned", "Đã trả lại"
        WITHDRAWN = "withdrawn", "Đã thu hồi"
        ISSUED = "issued", "Đã phát hành"

    # Somebody waits for what becomes of it: of the paper nothing is changed meanwhile.
    GOING_ON = (State.OPEN, State.COMPLETE)
    ENDED = (State.RETURNED, State.WITHDRAWN)

    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, related_name="signing_requests", verbose_name="năm thi đua"
    )
    # The slug of a kind of paper that a room registered (signatures/kinds.py).
    kind = models.CharField("loại văn bản", max_length=LONGEST_SLUG)
    title = models.CharField("tên văn bản", max_length=500)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="signing_request", verbose_name="tệp được ký"
    )
    # Of a paper that gets its number after the signatures: the code that is printed on it already.
    code = models.CharField("mã xác thực in trên văn bản", max_length=20, unique=True, null=True, blank=True)
    content_sha256 = models.CharField("mã kiểm tra toàn vẹn của nội dung", max_length=64)
    page_count = models.PositiveSmallIntegerField("số trang")
    # Whose own paper it is: its people see it, and number it in a register of their own.
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị có văn bản"
    )
    for_the_bloc = models.BooleanField("cả Khối được xem", default=False)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    sign_by = models.DateTimeField("hạn ký")
    opened_at = models.DateTimeField("thời gian trình ký")
    opened_by = actor_fk("người trình ký")
    completed_at = models.DateTimeField("thời gian đủ chữ ký", null=True, blank=True)
    ended_at = models.DateTimeField("thời gian trả lại hoặc thu hồi", null=True, blank=True)
    ended_by = actor_fk("người trả lại hoặc thu hồi", null=True, blank=True)
    ending_reason = models.CharField("lý do trả lại hoặc thu hồi", max_length=4_000, null=True, blank=True)
    # What was returned or withdrawn before, and is put again with this one.
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="put_again", verbose_name="trình lại thay cho"
    )
    # The document with its number: this file with the platform's last signature, or the paper that was signed by hand.
    issued = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="issued_from", verbose_name="văn bản phát hành"
    )
    issued_at = models.DateTimeField("thời gian phát hành", null=True, blank=True)
    issued_by = actor_fk("người phát hành", null=True, blank=True)

    TONES = {"open": "warn", "complete": "ok", "returned": "late", "withdrawn": "mut", "issued": "ok"}
    objects = SigningRequestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "đề nghị ký", "các đề nghị ký"
        triggers = [REQUEST_STAYS]
        indexes = [
            models.Index(fields=["sign_by", "id"], condition=Q(state="open"), name="requests_open_in_order"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__regex=SLUG), name="request_kind_shape"),
            models.CheckConstraint(condition=~Q(title=""), name="request_has_title"),
            models.CheckConstraint(condition=Q(content_sha256__regex=SHA256), name="request_sha256_shape"),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^[A-Z2-7]{20}$"), name="request_code_shape"
            ),
            models.CheckConstraint(condition=Q(sign_by__gt=F("opened_at")), name="request_deadline_after_opening"),
            set_exactly_when(["complete", "issued"], "completed_at", name="request_complete_since"),
            set_exactly_when(["issued"], "issued", "issued_at", "issued_by", name="request_issued_as_a_document"),
            models.CheckConstraint(
                condition=Q(issued__isnull=True) | ~Q(issued=F("document")), name="request_issued_is_another_document"
            ),
            set_exactly_when(
                ["returned", "withdrawn"], "ended_at", "ended_by", "ending_reason", name="request_ended_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_going_on(self) -> bool:
        return self.state in self.GOING_ON

    @property
    def has_ended(self) -> bool:
        """Returned or withdrawn: nobody signs it any more."""
        return self.state in self.ENDED

    @property
    def gets_a_number(self) -> bool:
        """After everybody has signed the secretariat takes its number and issues it."""
        return self.code is not None

    @property
    def on_paper(self) -> "PaperOriginal | None":
        """What was received signed by hand, or signed outside with a token."""
        return getattr(self, "paper_original", None)

    @property
    def is_late(self) -> bool:
        """The deadline has come while signatures are missing; signing waits for an extension."""
        return self.state == self.State.OPEN and clock.now() > self.sign_by

    @property
    def required(self) -> int:
        """How many must sign: all that were not released."""
        return self.parties.filter(released_at=None).count()


class Party(PartOf, MayBeSample):
    """One who must sign: a named person, or whoever speaks for a unit on the day of signing (người ký)."""

    class Meaning(models.TextChoices):
        PREPARES = "prepares", "Lập"
        SUBMITS = "submits", "Trình"
        APPROVES = "approves", "Duyệt"
        SIGNS = "signs", "Ký"
        CONFIRMS = "confirms", "Xác nhận"
        WITNESSES = "witnesses", "Chứng kiến"

    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="parties", verbose_name="đề nghị ký")
    position = models.PositiveSmallIntegerField("thứ tự")
    # Those of a lower turn sign first; of one turn, side by side.
    turn = models.PositiveSmallIntegerField("lượt ký", default=1)
    meaning = ChoiceField("nội dung ký", max_length=10, choices=Meaning, default=Meaning.SIGNS)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ký thay mặt đơn vị"
    )
    person = actor_fk("người ký được chỉ định", null=True, blank=True)
    # In which post ("Thư ký hội nghị"), as the signer states it and the stamp shows it; empty where the post says it.
    capacity = models.CharField("tư cách ký in trên văn bản", max_length=500, blank=True)
    # As printed over and under the room, where the paper prints them: authority and post line by line; the own post.
    printed_lines = models.CharField("thẩm quyền ký, mỗi dòng một vế", max_length=400, blank=True)
    printed_post = models.CharField("chức vụ in dưới ô ký", max_length=500, blank=True)
    # Of somebody without an account: what is signed by hand comes in as a file (PaperOriginal).
    paper_name = models.CharField("người ký trên giấy", max_length=100, blank=True)
    signs_for = models.CharField("thay mặt", max_length=200)
    field = models.CharField("ô ký trong tệp", max_length=60)
    box_width = models.FloatField("chiều rộng ô ký (mm)")
    box_height = models.FloatField("chiều cao ô ký (mm)")
    released_at = models.DateTimeField("thời gian rút tên", null=True, blank=True)
    released_by = actor_fk("người rút tên", null=True, blank=True)
    release_reason = models.CharField("lý do rút tên", max_length=500, blank=True)

    part_of = "request"
    signature: "Signature"

    class Meta:
        verbose_name, verbose_name_plural = "người ký", "những người ký"
        ordering = ["position"]
        triggers = [PARTY_STAYS]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="parties_in_order"),
            models.UniqueConstraint(fields=["request", "field"], name="one_party_a_field"),
            models.UniqueConstraint(fields=["request", "unit"], condition=Q(person=None), name="one_party_a_unit"),
            models.CheckConstraint(
                condition=Q(paper_name="") & (Q(unit__isnull=False) | Q(person__isnull=False))
                | ~Q(paper_name="") & Q(unit=None, person=None),
                name="party_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None, release_reason="")
                | (Q(released_at__isnull=False, released_by__isnull=False) & ~Q(release_reason="")),
                name="party_released_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signs_for}: {self.request}"

    @property
    def who(self) -> str:
        """The name of the person who was asked; empty where whoever speaks for a unit signs."""
        return self.person.full_name if self.person else self.paper_name
