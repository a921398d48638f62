"""What was said and handed over at an item of the programme, one row each: opinions, papers, instructions, awards."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import AgendaItem, Conference, named, on_behalf
from libraries.text import likeness
from libraries.web.word_search import found_by, words_index
from records.choice_field import ChoiceField
from records.models import Document
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from units.key_field import KeyField
from units.models import Unit, User
from units.ownership import PartOf

LONGEST_KEY = 20_000


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: User) -> "ContributionQuerySet":
        return self.filter(item__conference__in=Conference.objects.visible_to(user))

    def papers(self) -> "ContributionQuerySet":
        return self.filter(kind=Contribution.Kind.PAPER)

    def found_by(self, words: str) -> "ContributionQuerySet":
        return found_by(self, words)


class Contribution(PartOf, Versioned, MayBeSample):
    """One opinion, paper, instruction, conclusion or handing over at an item; they stand in the minutes in this order.

    unit: whose opinion or paper it is, and who was given the award. person: who spoke, or gave. `document`: the file
    of a paper.
    """

    class Kind(models.TextChoices):
        OPINION = "opinion", "Ý kiến của đơn vị"
        PAPER = "paper", "Tham luận"
        INSTRUCTION = "instruction", "Ý kiến chỉ đạo"
        CONCLUSION = "conclusion", "Kết luận"
        HANDOVER = "handover", "Trao thưởng"

    class Topic(models.TextChoices):
        NONE = "", "Chưa phân loại"
        DIRECTIONS = "directions", "Phương hướng, nhiệm vụ"
        SOLUTIONS = "solutions", "Giải pháp nâng cao chất lượng hoạt động"
        LINKS = "links", "Mối liên kết giữa các đơn vị"
        OTHER = "other", "Nội dung khác"

    class Outcome(models.TextChoices):
        NONE = "", "Chưa có kết quả"
        NOTED = "noted", "Tiếp thu, đưa vào biên bản"
        ANSWERED = "answered", "Đã giải trình tại hội nghị"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="contributions", verbose_name="nội dung")
    kind = ChoiceField("loại", max_length=15, choices=Kind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name="đơn vị"
    )
    topic = ChoiceField("vấn đề", max_length=15, choices=Topic, blank=True)
    title = models.CharField("tên", max_length=300, blank=True)
    person_name = models.CharField("người phát biểu", max_length=100, blank=True)
    person_post = models.CharField("chức vụ", max_length=300, blank=True)
    on_behalf_of = models.CharField("thay mặt", max_length=300, blank=True)
    receiver = models.CharField("người nhận", max_length=300, blank=True)
    text = models.TextField("nội dung", blank=True)
    outcome = ChoiceField("kết quả", max_length=10, choices=Outcome, blank=True)
    answer = models.TextField("nội dung giải trình", blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="paper", verbose_name="tệp tham luận"
    )
    search_key = KeyField("khóa tìm kiếm", max_length=LONGEST_KEY, default="")

    part_of = "item"
    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "ý kiến, tham luận, trao thưởng", "ý kiến, tham luận, trao thưởng"
        ordering = ["pk"]
        indexes = [
            words_index("papers_by_words"),
            models.Index(fields=["-id"], condition=Q(kind="paper"), name="papers_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["opinion", "paper", "handover"], unit__isnull=False)
                | Q(kind__in=["instruction", "conclusion"], unit__isnull=True),
                name="contribution_is_of_a_unit_where_units_speak",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=["opinion", "instruction", "conclusion"]) & ~Q(text=""))
                | (Q(kind="paper") & ~Q(title="") & (~Q(text="") | Q(document__isnull=False)))
                | (Q(kind="handover") & ~Q(title="")),
                name="contribution_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["instruction", "handover"]) | ~Q(person_name=""),
                name="instruction_and_award_name_who",
            ),
            models.CheckConstraint(
                condition=Q(kind="opinion") | Q(outcome="", topic=""), name="only_opinions_are_answered"
            ),
            models.CheckConstraint(
                condition=Q(outcome="answered") & ~Q(answer="") | ~Q(outcome="answered") & Q(answer=""),
                name="opinion_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(kind="paper"), name="only_papers_have_a_file"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:80]

    def set_keys(self) -> None:
        """Only papers are searched for."""
        words = f"{self.title} {self.person_name} {self.unit} {self.text}" if self.kind == self.Kind.PAPER else ""
        self.search_key = likeness(words)[:LONGEST_KEY]

    @property
    def is_to_follow(self) -> bool:
        """Units may be given a task by it."""
        return self.kind in {self.Kind.INSTRUCTION, self.Kind.CONCLUSION}

    @property
    def conference(self) -> Conference:
        return self.item.conference

    @property
    def person_words(self) -> str:
        """ "Vũ Thị Hương, Trưởng Ban, thay mặt Ủy ban nhân dân thành phố"."""
        return on_behalf(named(self.person_name, self.person_post), self.on_behalf_of)
