"""What is kept for ever: audit events, documents and their files, how documents end, number counters."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from libraries.web.word_search import words_index
from records.choice_field import ChoiceField
from records.document_kinds import LONGEST_SLUG, SLUG, kind_label
from records.files import read_content
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel


class AuditEvent(WriteOnceModel):
    """One thing done (nhật ký). `chain` is the slug of a bloc, or "he-thong" for the installation."""

    chain = models.SlugField("chuỗi", max_length=80)
    seq = models.PositiveIntegerField("số thứ tự")
    at = models.DateTimeField("thời điểm")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện"
    )
    actor_name = models.CharField("tên người thực hiện lúc đó", max_length=300)
    verb = models.CharField("việc", max_length=80)
    model = models.CharField("loại đối tượng", max_length=80, blank=True)
    row_pk = models.CharField("mã đối tượng", max_length=64, blank=True)
    row_label = models.CharField("đối tượng", max_length=300, blank=True)
    # Of no meaning to the chain: the label once more, as it is searched.
    search_key = models.CharField("khóa tìm kiếm", max_length=300, blank=True, editable=False)
    from_state = models.CharField("từ trạng thái", max_length=40, blank=True)
    to_state = models.CharField("đến trạng thái", max_length=40, blank=True)
    reason = models.TextField("lý do", blank=True)
    data = models.JSONField("dữ liệu", default=dict)
    prev_hash = models.CharField("mã kiểm tra toàn vẹn của dòng trước", max_length=64)
    hash = models.CharField("mã kiểm tra toàn vẹn", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "nhật ký"
        ordering = ["chain", "-seq"]
        triggers = WRITE_ONCE
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_one_event_a_number"),
            models.UniqueConstraint(fields=["chain", "prev_hash"], name="audit_chain_never_forks"),
        ]
        indexes = [
            models.Index(fields=["model", "row_pk"], name="audit_of_one_row"),
            models.Index(fields=["chain", "-seq"], name="audit_in_order"),
            words_index("audit_by_words"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq}: {self.verb} {self.row_label}"

    def content(self) -> dict[str, Any]:
        """What the hash covers: everything a reader is told."""
        return {
            "chain": self.chain,
            # In UTC, as the database gives it back, whatever zone the clock spoke.
            "at": self.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "actor_name": self.actor_name,
            "verb": self.verb,
            "model": self.model,
            "row": self.row_pk,
            "label": self.row_label,
            "from": self.from_state,
            "to": self.to_state,
            "reason": self.reason,
            "data": self.data,
        }


class NumberSeries(models.Model):
    """The counter of one series of official numbers ("QC-KTĐ") in one local year; locked while a number is taken."""

    chain = models.SlugField("chuỗi", max_length=80)
    series = models.CharField("ký hiệu", max_length=40)
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số đã cấp gần nhất", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "sổ số hiệu"
        constraints = [models.UniqueConstraint(fields=["chain", "series", "year"], name="one_counter_a_series")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class Document(MayBeSample, WriteOnceModel):
    """A published or stored document: one verification code, one or more revisions of its file."""

    chain = models.SlugField("chuỗi", max_length=80)
    # The slug of a kind that a room registered (records.document_kinds).
    kind = models.CharField("loại", max_length=LONGEST_SLUG)
    title = models.CharField("tên văn bản", max_length=500)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    code = models.CharField("mã xác thực", max_length=20, unique=True, null=True)
    public = models.JSONField("thông tin công khai", default=dict)
    created_at = models.DateTimeField("thời gian lưu")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người lưu"
    )

    class Meta:
        verbose_name = verbose_name_plural = "văn bản lưu trữ"
        triggers = WRITE_ONCE
        constraints = [
            models.CheckConstraint(condition=Q(kind__regex=SLUG), name="document_kind_shape"),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^[A-Z2-7]{20}$"), name="document_code_shape"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def kind_label(self) -> str:
        """What readers call this kind of document."""
        return kind_label(self.kind)

    @property
    def head(self) -> "DocumentFile":
        """The newest revision of the file."""
        newest: DocumentFile = self.files.order_by("-revision")[0]
        return newest

    def read(self) -> bytes:
        """The bytes of the newest revision."""
        return self.head.read()


class DocumentFile(WriteOnceModel):
    """One revision of a document's file; the file itself is kept under its SHA-256."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="files", verbose_name="văn bản")
    revision = models.PositiveSmallIntegerField("bản")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("dung lượng (byte)")
    mime = models.CharField("kiểu tệp", max_length=100)
    filename = models.CharField("tên tệp", max_length=200)
    # What verification expects of a signed PDF: [{field, certificate_sha256, signer, unit, level, signed_at}].
    signatures = models.JSONField("chữ ký phải có", default=list)
    created_at = models.DateTimeField("thời gian lưu")

    class Meta:
        verbose_name = verbose_name_plural = "tệp của văn bản"
        triggers = WRITE_ONCE
        constraints = [
            models.UniqueConstraint(fields=["document", "revision"], name="one_file_a_revision"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_sha256_shape"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="file_revision_from_one"),
        ]
        indexes = [models.Index(fields=["sha256"], name="file_by_sha256")]

    def __str__(self) -> str:
        return f"{self.filename} (bản {self.revision})"

    def read(self) -> bytes:
        return read_content(self.sha256)


class DocumentEnd(WriteOnceModel):
    """How a document ended: thu hồi (revoked) with a reason, or thay thế (replaced) by another one."""

    class Kind(models.TextChoices):
        REVOKED = "revoked", "Đã thu hồi"
        REPLACED = "replaced", "Đã được thay thế"

    document = models.OneToOneField(Document, models.PROTECT, related_name="end", verbose_name="văn bản")
    kind = ChoiceField("cách kết thúc", max_length=10, choices=Kind)
    reason = models.TextField("lý do")
    replaced_by = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="replaces", verbose_name="văn bản thay thế"
    )
    ended_at = models.DateTimeField("thời điểm")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện"
    )

    class Meta:
        verbose_name = verbose_name_plural = "kết thúc văn bản"
        triggers = WRITE_ONCE
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="replaced", replaced_by__isnull=False) | Q(kind="revoked", replaced_by__isnull=True),
                name="replaced_names_the_new_one",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="document_end_has_reason"),
            models.CheckConstraint(condition=~Q(replaced_by=F("document")), name="document_not_its_own_heir"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_kind_display()}"


class SubmissionToken(models.Model):
    """One filled-in form that was sent: a second post of it is answered with the first one's result.

    `digest`: SHA-256 of what was sent, so that the same form with other words is told apart (records/submission).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="tài khoản")
    token = models.UUIDField("mã biểu mẫu")
    digest = models.CharField("mã kiểm tra toàn vẹn của nội dung", max_length=64)
    location = models.CharField("trang kết quả", max_length=500, blank=True)
    # Written in the transaction of the act: a request that is killed before it answers leaves this behind.
    acted = models.BooleanField("đã thực hiện", default=False)
    created_at = models.DateTimeField("thời gian")

    class Meta:
        verbose_name = verbose_name_plural = "biểu mẫu đã gửi"
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="one_result_a_form")]
        indexes = [models.Index(fields=["created_at"], name="submission_age")]

    def __str__(self) -> str:
        return f"{self.token} → {self.location}"


class Job(models.Model):
    """A long piece of work done in the background: how much there is, how much is done, what failed."""

    class State(models.TextChoices):
        QUEUED = "queued", "Chờ xử lý"
        RUNNING = "running", "Đang xử lý"
        DONE = "done", "Đã hoàn thành"
        STOPPED = "stopped", "Dừng vì lỗi"

    chain = models.SlugField("chuỗi", max_length=80)
    title = models.CharField("việc", max_length=200)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.QUEUED)
    total = models.PositiveIntegerField("tổng số")
    done = models.PositiveIntegerField("đã hoàn thành", default=0)
    failed = models.PositiveIntegerField("lỗi", default=0)
    log = models.JSONField("các mục bị lỗi", default=list)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người yêu cầu"
    )
    created_at = models.DateTimeField("thời gian")

    class Meta:
        verbose_name = verbose_name_plural = "việc chạy nền"
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total") - F("failed")), name="job_counts_add_up"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.done}/{self.total}"


class FileCheck(models.Model):
    """A file from outside that waits to be looked at, or was: kept for a day at most, apart from what is kept for ever.

    Its bytes lie beside (records/file_checks/waiting_room.py) until the answer has been used.
    """

    class Question(models.TextChoices):
        HANDED_IN = "handed_in", "Tệp gửi vào hệ thống"
        VERIFY = "verify", "Tệp cần kiểm tra"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ kiểm tra"
        DONE = "done", "Đã kiểm tra"

    id = models.UUIDField("mã", primary_key=True, default=uuid.uuid4, editable=False)
    question = ChoiceField("mục đích", max_length=10, choices=Question)
    # Whose turn it is: "u:" and the key of an account, "p:" and the network address of somebody not logged in.
    owner = models.CharField("người gửi", max_length=80)
    # Fair turns: an owner's next file stands one turn behind their last one, a newcomer at the turn that is served now.
    turn = models.PositiveIntegerField("lượt", default=0)
    name = models.CharField("tên tệp", max_length=200)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    answer = models.JSONField("kết quả", default=dict)
    created_at = models.DateTimeField("thời gian")

    class Meta:
        verbose_name = verbose_name_plural = "tệp chờ kiểm tra"
        constraints = [
            models.CheckConstraint(condition=Q(owner__regex="^[up]:."), name="file_check_has_owner"),
            models.CheckConstraint(condition=Q(state="waiting") | ~Q(answer={}), name="file_check_done_says_what"),
        ]
        indexes = [
            models.Index(fields=["turn", "created_at"], condition=Q(state="waiting"), name="file_checks_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class AddressCount(models.Model):
    """How often one address did one thing within one minute; the same for all processes."""

    subject = models.CharField("việc", max_length=40)
    address = models.CharField("địa chỉ mạng", max_length=60)
    minute = models.DateTimeField("phút")
    count = models.PositiveIntegerField("số lần")

    class Meta:
        verbose_name = verbose_name_plural = "số lần theo địa chỉ"
        constraints = [models.UniqueConstraint(fields=["subject", "address", "minute"], name="one_count_a_minute")]
        indexes = [models.Index(fields=["minute"], name="address_count_age")]

    def __str__(self) -> str:
        return f"{self.subject} {self.address}: {self.count}"
