"""What reaches a person: notices in the inbox, mails in the outbox."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from libraries.web import clock
from records.audit import INSTALLATION
from records.choice_field import ChoiceField
from records.transitions import set_exactly_when
from units.models import Bloc, User
from units.ownership import Toned

# One line, and nothing a mail header or a terminal could be steered with.
ONE_LINE = r"^[^\x01-\x1f\x7f]*$"
# A path of this installation: "/quy-che/7/", never "//elsewhere" nor "/\elsewhere".
LOCAL_PATH = r"^(/|/[^/\\\s][^\\\s]*)?$"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> "NoticeQuerySet":
        """An inbox is read by its owner only."""
        return self.filter(user=user)

    def open(self) -> "NoticeQuerySet":
        """What it is about has not ended: not done, not lapsed."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=clock.now()), done_at__isnull=True)

    def unread(self) -> "NoticeQuerySet":
        """Still to be looked at: neither read nor ended."""
        return self.open().filter(read_at__isnull=True)

    def looked_at(self) -> "NoticeQuerySet":
        """All others: read, or ended."""
        return self.filter(Q(done_at__isnull=False) | Q(until__lte=clock.now()) | Q(read_at__isnull=False))


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def visible_to(self, user: User) -> "OutgoingMailQuerySet":
        """The secretariat sees the mails of its blocs (never their text: it may carry a link for one person only)."""
        return self.filter(bloc__in=user.roles().secretary_of)

    def failed(self) -> "OutgoingMailQuerySet":
        return self.filter(state=OutgoingMail.State.FAILED)

    def counts(self) -> dict[str, int]:
        """{"queued": 2, "sent": 130, "failed": 1}, in one query."""
        found = dict(self.order_by().values_list("state").annotate(count=models.Count("pk")))
        return {state: found.get(state, 0) for state in OutgoingMail.State.values}

    def arrived(self, moment: datetime.datetime) -> "OutgoingMailQuerySet":
        """What the sample mailbox shows: all that is not held back any more."""
        return self.filter(Q(hold_until__isnull=True) | Q(hold_until__lte=moment))

    def due(self, moment: datetime.datetime) -> "OutgoingMailQuerySet":
        """To be sent at this moment, longest waiting first. What seems to be of tomorrow was written before the clock
        was set back, and waits no more."""
        of_tomorrow = Q(created_at__gt=moment + clock.AHEAD, next_attempt_at__gte=F("created_at"))
        return self.filter(Q(next_attempt_at__lte=moment) | of_tomorrow, state=OutgoingMail.State.QUEUED).order_by(
            "next_attempt_at", "pk"
        )


class OutgoingMail(Toned, models.Model):
    """One mail to one person, written in the transaction of the step and sent by a worker afterwards."""

    class State(models.TextChoices):
        QUEUED = "queued", "Chờ gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    bloc = models.ForeignKey(Bloc, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="khối")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="mails", verbose_name="người nhận"
    )
    address = models.CharField("địa chỉ", max_length=254)
    subject = models.CharField("tiêu đề", max_length=300)
    # The same letter twice (multipart/alternative): plain, and as a mail program shows it.
    body = models.TextField("nội dung")
    html = models.TextField("nội dung có định dạng", blank=True)
    # A calendar file that goes with it (libraries/web/calendar_file.py).
    calendar = models.TextField("tệp lịch", blank=True)
    # The local path that the body's link leads to; the sample mailbox links it.
    url = models.CharField("trang", max_length=300, blank=True)
    key = models.CharField("khóa gửi một lần", max_length=200, blank=True)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    # Of a mail that a worker has, the end of its lease: from then on the next one asks whether that worker lives.
    next_attempt_at = models.DateTimeField("lần gửi tới", null=True)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    last_error = models.TextField("lỗi gần nhất", blank=True)
    created_at = models.DateTimeField("lập lúc")
    # Until then the step can be taken back and the mail with it (docs/interface.md: Menus and messages).
    hold_until = models.DateTimeField("giữ lại đến", null=True)

    chain = INSTALLATION
    TONES = {"queued": "warn", "sent": "ok", "failed": "late"}
    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "thư gửi đi"
        ordering = ["-created_at", "-pk"]
        constraints = [
            set_exactly_when(("sent",), "sent_at", name="mail_sent_at_when_sent"),
            set_exactly_when(("queued",), "next_attempt_at", name="mail_next_attempt_when_queued"),
            models.CheckConstraint(
                condition=~Q(state="failed") | (Q(attempts__gte=1) & ~Q(last_error="")), name="mail_failed_says_why"
            ),
            models.CheckConstraint(condition=Q(subject__regex=ONE_LINE) & ~Q(subject=""), name="mail_subject_one_line"),
            models.CheckConstraint(condition=Q(address__regex=r"^[^\s]+@[^\s]+$"), name="mail_address_shape"),
            models.CheckConstraint(condition=Q(url__regex=LOCAL_PATH), name="mail_url_local"),
            models.UniqueConstraint(fields=["recipient", "key"], condition=~Q(key=""), name="one_mail_a_person_a_key"),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="queued"), name="mail_due"),
            models.Index(fields=["bloc", "state", "-created_at"], name="mail_outbox_of_bloc"),
        ]

    def __str__(self) -> str:
        return f"Thư “{self.subject}” gửi {self.recipient or self.address}"

    @property
    def waits(self) -> bool:
        return self.state == self.State.QUEUED


class Notice(models.Model):
    """One line in one person's inbox: verb, object, date; `url` is the page where it is done.

    A notice that asks for something says what about (`about`, as the item of the worklist does) and ends with it:
    done_at, when it was done or needs no doing any more; until, the moment from which it can be done no longer.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name="người nhận"
    )
    bloc = models.ForeignKey(Bloc, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="khối")
    title = models.CharField("tiêu đề", max_length=200)
    body = models.TextField("nội dung", blank=True)
    url = models.CharField("trang", max_length=300, blank=True)
    key = models.CharField("khóa gửi một lần", max_length=200, blank=True)
    about = models.CharField("việc được đề nghị", max_length=100, blank=True)
    until = models.DateTimeField("làm được đến", null=True, blank=True)
    done_at = models.DateTimeField("xong việc lúc", null=True, blank=True)
    # The mail that carried it: its own, or the morning's digest. Empty: not mailed yet.
    mail = models.ForeignKey(
        OutgoingMail, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name="thư"
    )
    created_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã đọc lúc", null=True)

    chain = INSTALLATION
    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "thông báo"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(title__regex=ONE_LINE) & ~Q(title=""), name="notice_title_one_line"),
            models.CheckConstraint(condition=Q(url__regex=LOCAL_PATH), name="notice_url_local"),
            models.UniqueConstraint(fields=["user", "key"], condition=~Q(key=""), name="one_notice_a_person_a_key"),
            models.CheckConstraint(
                condition=~Q(about="") | Q(until__isnull=True, done_at__isnull=True), name="notice_ends_with_its_matter"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="notice_inbox"),
            models.Index(
                fields=["user", "-created_at", "-id"],
                condition=Q(read_at__isnull=True, done_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(fields=["about"], condition=Q(done_at__isnull=True) & ~Q(about=""), name="notice_asking"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """What it asked for is done, or can be done no longer."""
        return self.done_at is not None or (self.until is not None and self.until <= clock.now())

    @property
    def is_unread(self) -> bool:
        return self.read_at is None and not self.is_over
