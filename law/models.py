"""A legal text with its days of force and what is known of it."""

import datetime

from django.db import models
from django.db.models import Q

from law.triggers import BEGUN_WORDING_STANDS
from libraries.text import likeness
from libraries.web.formats import document_date, short_date, vn_number
from libraries.web.word_search import found_by
from records.audit import INSTALLATION
from records.choice_field import ChoiceField
from records.revisions import Versioned
from units.key_field import KeyField
from units.models import HeldForATime, in_force, never_overlapping, period_forward


class LegalTextQuerySet(models.QuerySet["LegalText"]):
    def found_by(self, words: str) -> "LegalTextQuerySet":
        """Every word typed, with or without diacritics, begins a word of the kind, the number or the title."""
        return found_by(self, words)

    def in_force(self, on: datetime.date) -> "LegalTextQuerySet":
        return self.filter(in_force(on))

    def citable(self) -> "LegalTextQuerySet":
        """What nobody verified is never printed as certain."""
        return self.exclude(checked=LegalText.Checked.UNVERIFIED)


class LegalText(HeldForATime, Versioned):
    """A law, decree, circular … as the office cites it (NĐ 30/2020, Phụ lục I, II.6).

    `issuer` and `title` are written as they follow the date in a citation: "Chính phủ", "quy định chi tiết …";
    of a law the title is its name without the word: "Thi đua, khen thưởng".
    `amends`: cited after that text, on its line.
    """

    class Kind(models.TextChoices):
        LAW = "law", "Luật"
        DECREE = "decree", "Nghị định"
        CIRCULAR = "circular", "Thông tư"
        RESOLUTION = "resolution", "Nghị quyết"
        DECISION = "decision", "Quyết định"
        GUIDANCE = "guidance", "Hướng dẫn"

    class Topic(models.TextChoices):
        AUTHORITY = "authority", "Thẩm quyền: tổ chức chính quyền địa phương"
        EMULATION = "emulation", "Thi đua, khen thưởng"
        PAPERWORK = "paperwork", "Công tác văn thư"

    class Checked(models.TextChoices):
        READ = "read", "Đã đối chiếu với văn bản"
        SECONDARY = "secondary", "Theo nguồn trích dẫn, chưa đối chiếu"
        UNVERIFIED = "unverified", "Chưa xác nhận, không in trên văn bản"

    kind = ChoiceField("loại văn bản", max_length=20, choices=Kind)
    number = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=150)
    title = models.CharField("trích yếu", max_length=500)
    topic = ChoiceField("lĩnh vực", max_length=20, choices=Topic, default=Topic.EMULATION)
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="sửa đổi, bổ sung văn bản",
    )
    checked = ChoiceField("mức đối chiếu", max_length=20, choices=Checked, default=Checked.UNVERIFIED)
    source = models.CharField("nguồn", max_length=500)
    search_key = KeyField("khóa tìm kiếm", max_length=700)

    chain = INSTALLATION
    objects = LegalTextQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "văn bản căn cứ", "văn bản căn cứ"
        ordering = ["topic", "kind", "issued_on"]
        constraints = [
            # Three circulars may bear one number: the suffix names the ministry, the year is that of the day.
            models.UniqueConstraint(fields=["number"], name="one_legal_text_a_number"),
            period_forward("legal_text_period_forward"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(title="") & ~Q(issuer="") & ~Q(source=""), name="legal_text_is_named"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=models.F("issued_on")), name="legal_text_in_force_after_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.number}"

    def set_keys(self) -> None:
        """The key follows the words wherever it is written from."""
        self.search_key = likeness(f"{self.get_kind_display()} {self.number} {self.title}")[:700]

    @property
    def citation(self) -> str:
        """As a paper cites it: a law by name and day, without number; all others with number, day, issuer, title."""
        day = document_date(self.issued_on)
        if self.kind == self.Kind.LAW:
            return f"Luật {self.title} {day}"
        return f"{self.get_kind_display()} số {self.number} {day} của {self.issuer} {self.title}"

    @property
    def force_words(self) -> str:
        """ "từ 01/01/2024", "từ 01/7/2004 đến hết 31/12/2023"."""
        begins = f"từ {short_date(self.valid_from)}"
        return f"{begins} đến hết {short_date(self.last_day)}" if self.last_day else begins


class BaseSalary(HeldForATime):
    """The base salary (mức lương cơ sở), đồng a month: what prizes are multiples of, by the day of the decision.

    NĐ 152/2025 Đ.49.
    """

    amount = models.PositiveIntegerField("mức lương cơ sở (đồng)")
    source = models.CharField("nguồn", max_length=300)

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "mức lương cơ sở", "mức lương cơ sở"
        ordering = ["valid_from"]
        constraints = [
            never_overlapping("one_base_salary_at_a_time"),
            period_forward("base_salary_period_forward"),
            models.CheckConstraint(condition=Q(amount__gte=1) & ~Q(source=""), name="base_salary_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{vn_number(self.amount)} đồng"


class Wording(HeldForATime):
    """What law and city call things that papers, seals and pages name (từ ngữ): one row a period, one column a word.

    Read by day through `queries.wording_on`. A word that held on a day is never changed: a new word is a new period
    (docs/adr/0019-dated-words.md).
    """

    title_family = models.CharField("nhóm danh hiệu", max_length=60)
    commendation_family = models.CharField("nhóm hình thức khen", max_length=60)
    open_vote = models.CharField("biểu quyết chung", max_length=100)
    named_vote = models.CharField("biểu quyết có tên đơn vị", max_length=100)
    exchange = models.CharField("cấp bằng mới khi bằng cũ in sai, hư hỏng", max_length=40)
    reissue = models.CharField("cấp bằng mới khi bằng cũ bị mất", max_length=40)
    signature_kind = models.CharField("loại xác nhận trên chữ ký", max_length=100)
    signature_notice = models.CharField("giá trị của chữ ký trên hệ thống", max_length=300)
    source = models.CharField("căn cứ", max_length=300)

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "từ ngữ theo quy định", "từ ngữ theo quy định"
        ordering = ["valid_from"]
        triggers = [BEGUN_WORDING_STANDS]
        constraints = [
            never_overlapping("one_wording_at_a_time"),
            period_forward("wording_period_forward"),
            models.CheckConstraint(
                condition=~(
                    Q(title_family="")
                    | Q(commendation_family="")
                    | Q(open_vote="")
                    | Q(named_vote="")
                    | Q(exchange="")
                    | Q(reissue="")
                    | Q(signature_kind="")
                    | Q(signature_notice="")
                    | Q(source="")
                ),
                name="wording_has_its_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Từ ngữ có hiệu lực từ ngày {short_date(self.valid_from)}"
