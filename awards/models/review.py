"""What one person of the city board thinks of one dossier."""

from django.db import models
from django.db.models import Q

from awards.models.nomination import Nomination
from awards.triggers import REVIEW_OF_OTHERS
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.ownership import PartOf


class Review(PartOf, MayBeSample, WriteOnceModel):
    """One person's opinion of a dossier (ý kiến thẩm định), once a round; never of somebody on the unit's side."""

    class Standard(models.TextChoices):
        NOT_MET = "not_met", "Chưa đạt"
        MET = "met", "Đạt"
        OUTSTANDING = "outstanding", "Tiêu biểu"

    class Conclusion(models.TextChoices):
        AGREE = "agree", "Đồng ý đề nghị khen thưởng"
        REQUEST_MORE = "request_more", "Yêu cầu bổ sung hồ sơ"
        DISAGREE = "disagree", "Không đồng ý (nêu rõ lý do)"

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="reviews", verbose_name="hồ sơ")
    round = models.PositiveSmallIntegerField("lần trình")
    reviewer = actor_fk("người thẩm định")
    standard = ChoiceField("mức độ đạt tiêu chuẩn", max_length=12, choices=Standard)
    conclusion = ChoiceField("kết luận", max_length=12, choices=Conclusion)
    comment = models.TextField("nhận xét", blank=True)
    reviewed_at = models.DateTimeField("thời gian thẩm định")

    part_of = "nomination"

    class Meta:
        verbose_name, verbose_name_plural = "ý kiến thẩm định", "ý kiến thẩm định"
        ordering = ["round", "pk"]
        triggers = [*WRITE_ONCE, REVIEW_OF_OTHERS]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "round", "reviewer"], name="one_review_a_person_a_round"),
            models.CheckConstraint(
                condition=Q(conclusion="agree") | ~Q(comment=""), name="review_says_why_it_does_not_agree"
            ),
            models.CheckConstraint(
                condition=~Q(standard="not_met", conclusion="agree"), name="review_agrees_only_with_a_met_standard"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.get_conclusion_display()}"

    @property
    def conclusion_words(self) -> str:
        """Short enough for a tag."""
        return {"agree": "Đồng ý", "request_more": "Yêu cầu bổ sung", "disagree": "Không đồng ý"}[self.conclusion]

    @property
    def tone(self) -> str:
        return {"agree": "ok", "request_more": "warn", "disagree": "late"}[self.conclusion]
