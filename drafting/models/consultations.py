"""Rounds of asking the units about a version: what units say, what they are answered, the table of both."""

import datetime

from django.db import models
from django.db.models import F, Q

from drafting.models.texts import Node, Text, Version
from drafting.triggers import (
    ANSWER_BEFORE_THE_TEXT_SETTLES,
    COMMENT_BEFORE_THE_ROUND_ENDS,
    REATTACHED_WITHIN_ITS_TEXT,
    RESPONSE_TABLE_AFTER_ALL_ANSWERS,
    TABLE_IS_SIGNED,
)
from libraries.web import clock
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.transitions import set_exactly_when
from records.write_once import WRITE_ONCE, WriteOnceModel
from signatures.models import SigningRequest
from units.models import Unit, UnitQuerySet, User
from units.ownership import PartOf


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: User) -> "ConsultationQuerySet":
        """The secretariat and the units of the bloc; drafts of comments have their own wall (Comment)."""
        roles = user.roles()
        return self.filter(text__emulation_year__bloc__in=roles.secretary_of | roles.bloc_ids)


class Consultation(PartOf, models.Model):
    """A round of asking the units (lấy ý kiến) on one version. Open is what the clock says, not a state."""

    text = models.ForeignKey(Text, models.PROTECT, related_name="consultations", verbose_name="văn bản")
    on_version = models.ForeignKey(Version, models.PROTECT, related_name="consultations", verbose_name="bản lấy ý kiến")
    note = models.TextField("nội dung cần góp ý", blank=True)
    closes_at = models.DateTimeField("hạn góp ý")
    opened_at = models.DateTimeField("gửi lúc")
    opened_by = actor_fk("người gửi")
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    closed_by = actor_fk("người kết thúc", null=True, blank=True)
    # How its response table is signed; the newest, when it was put before its signers more than once.
    table_signing = models.OneToOneField(
        SigningRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultation",
        verbose_name="đề nghị ký bảng tổng hợp",
    )
    ended_early_because = models.TextField("lý do kết thúc trước hạn", blank=True)

    part_of = "text"
    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "đợt lấy ý kiến", "các đợt lấy ý kiến"
        constraints = [
            models.UniqueConstraint(fields=["text"], condition=Q(closed_at=None), name="one_open_consultation_a_text"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="consultation_closes_after_opening"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="consultation_end_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Lấy ý kiến {self.on_version.title} ({self.on_version})"

    @property
    def state_row(self) -> Text:  # what may be done with a round depends on the state of its text
        return self.text

    def units(self) -> UnitQuerySet:
        """Those of the day it was opened, whoever joins or leaves later."""
        return self.emulation_year.units(self.opened_at)

    @property
    def is_open(self) -> bool:
        """Units may comment: not closed early, and the closing moment has not come."""
        return self.is_open_at(clock.now())

    def is_open_at(self, moment: datetime.datetime) -> bool:
        return self.closed_at is None and moment < self.closes_at

    @property
    def ended_at(self) -> datetime.datetime:
        """When it ended, or will."""
        return min(self.closed_at, self.closes_at) if self.closed_at else self.closes_at


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> "CommentQuerySet":
        """One's own unit's always; sent ones for the secretariat at once, for the other units after the round ended."""
        roles = user.roles()
        own = Q(unit__in=roles.member_of | roles.can_sign_for)
        kept = Q(consultation__text__emulation_year__bloc__in=roles.secretary_of, state=Comment.State.SENT)
        ended = Q(consultation__closed_at__isnull=False) | Q(consultation__closes_at__lte=clock.now())
        public = Q(consultation__text__emulation_year__bloc__in=roles.bloc_ids, state=Comment.State.SENT) & ended
        return self.filter(own | kept | public)

    def sent(self) -> "CommentQuerySet":
        return self.filter(state=Comment.State.SENT)

    def to_answer(self) -> "CommentQuerySet":
        """Sent, and more than plain agreement, which needs no answer."""
        return self.sent().exclude(stance=Comment.Stance.AGREE, body="")


class Comment(PartOf, Versioned):
    """What a unit says (góp ý): written by its staff, sent by its leader."""

    class State(models.TextChoices):
        DRAFT = "draft", "Chưa gửi"
        SENT = "sent", "Đã gửi"

    class Stance(models.TextChoices):
        AGREE = "agree", "Nhất trí"
        AGREE_WITH_CHANGE = "agree_with_change", "Nhất trí, đề nghị sửa"
        DISAGREE = "disagree", "Không nhất trí"
        QUESTION = "question", "Đề nghị làm rõ"

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="comments", verbose_name="đợt lấy ý kiến"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="comments", verbose_name="đơn vị")
    node_key = models.UUIDField("phần được góp ý", null=True, blank=True)
    # The sentence of the part that is meant, as it read in the version; empty: the part as a whole.
    quote = models.TextField("câu được góp ý", blank=True)
    stance = ChoiceField("ý kiến", max_length=20, choices=Stance)
    body = models.TextField("nội dung góp ý", blank=True)
    replacement = models.TextField("đề nghị viết lại", blank=True)
    document = models.OneToOneField(
        "records.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp kèm theo"
    )
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    written_at = models.DateTimeField("soạn lúc")
    written_by = actor_fk("người soạn")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = actor_fk("người gửi", null=True, blank=True)

    part_of = "consultation"
    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "góp ý", "các góp ý"
        ordering = ["pk"]
        triggers = [COMMENT_BEFORE_THE_ROUND_ENDS]
        constraints = [
            models.CheckConstraint(condition=Q(stance="agree") | ~Q(body=""), name="comment_says_something"),
            models.CheckConstraint(condition=Q(quote="") | Q(node_key__isnull=False), name="comment_quotes_a_part"),
            models.UniqueConstraint(
                fields=["consultation", "unit"],
                condition=Q(stance="agree", node_key=None),
                name="agrees_with_the_whole_text_once",
            ),
            set_exactly_when(["sent"], "sent_at", "sent_by", name="comment_sent_when_sent"),
        ]

    def __str__(self) -> str:
        return f"Góp ý của {self.unit}"

    @property
    def is_sent(self) -> bool:
        return self.state == Comment.State.SENT

    @property
    def answer_given(self) -> "Answer | None":
        """The answer, where there is one."""
        return getattr(self, "answer", None)

    @property
    def key_now(self) -> str:
        """The part it hangs on today: where it was attached again, else the one it was written on; "" is all."""
        again: Reattachment | None = getattr(self, "reattachment", None)
        return str(again.node.key) if again else str(self.node_key or "")

    @property
    def needs_answer(self) -> bool:
        """Sent, and more than plain agreement."""
        return self.is_sent and not (self.stance == Comment.Stance.AGREE and not self.body)


class Reattachment(PartOf, models.Model):
    """Where a comment hangs since the part it was written on is no longer in the draft (gắn lại góp ý)."""

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="reattachment", verbose_name="góp ý")
    node = models.ForeignKey(Node, models.PROTECT, related_name="+", verbose_name="phần được gắn lại")
    attached_at = models.DateTimeField("gắn lại lúc")
    attached_by = actor_fk("người gắn lại")

    part_of = "comment"

    class Meta:
        verbose_name, verbose_name_plural = "lần gắn lại góp ý", "các lần gắn lại góp ý"
        triggers = [REATTACHED_WITHIN_ITS_TEXT]

    def __str__(self) -> str:
        return f"{self.comment}: {self.node}"


class Answer(PartOf, Versioned):
    """What the secretariat answers to one comment."""

    class Result(models.TextChoices):
        ACCEPTED = "accepted", "Tiếp thu"
        PARTLY_ACCEPTED = "partly_accepted", "Tiếp thu một phần"
        EXPLAINED = "explained", "Giải trình"

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="answer", verbose_name="góp ý")
    result = ChoiceField("kết quả", max_length=20, choices=Result)
    body = models.TextField("nội dung tiếp thu, giải trình")
    # What it did to the working text, in order: {key, was, now}; was None: a part put in, now None: one taken out.
    changed = models.JSONField("phần dự thảo đã sửa theo góp ý", default=list, blank=True)
    answered_at = models.DateTimeField("trả lời lúc")
    answered_by = actor_fk("người trả lời")

    part_of = "comment"

    class Meta:
        verbose_name, verbose_name_plural = "trả lời góp ý", "các trả lời góp ý"
        triggers = [ANSWER_BEFORE_THE_TEXT_SETTLES]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()}: {self.comment}"


class ResponseTable(PartOf, WriteOnceModel):
    """A response table as issued (bảng tổng hợp); issued again, it replaces the one before."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="response_tables", verbose_name="đợt lấy ý kiến"
    )
    document = models.OneToOneField("records.Document", models.PROTECT, related_name="+", verbose_name="bản PDF")
    word = models.OneToOneField("records.Document", models.PROTECT, related_name="+", verbose_name="bản Word")
    # Of the rows: the page says when answers have changed since.
    sha256 = models.CharField("mã kiểm tra toàn vẹn", max_length=64)
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, related_name="response_table", verbose_name="đề nghị ký"
    )
    issued_at = models.DateTimeField("hoàn thành lúc")
    issued_by = actor_fk("người hoàn thành")

    part_of = "consultation"

    class Meta:
        verbose_name, verbose_name_plural = "bảng tổng hợp", "các bảng tổng hợp"
        ordering = ["pk"]
        triggers = [*WRITE_ONCE, RESPONSE_TABLE_AFTER_ALL_ANSWERS, TABLE_IS_SIGNED]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="response_table_sha256_shape"),
            models.CheckConstraint(condition=~Q(document=F("word")), name="response_table_pdf_is_not_its_word"),
        ]

    def __str__(self) -> str:
        return f"Bảng tổng hợp ý kiến, tiếp thu, giải trình {self.consultation.on_version.title}"
