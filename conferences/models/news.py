"""The news of a conference, and its photographs: written by the secretariat, published to everybody."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import Conference
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.models import Document
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from units.models import User
from units.ownership import PartOf, Toned


class NewsQuerySet(models.QuerySet["News"]):
    def visible_to(self, user: User) -> "NewsQuerySet":
        return self.filter(conference__in=Conference.objects.visible_to(user))

    def published(self) -> "NewsQuerySet":
        """What anybody may read."""
        return self.filter(state=News.State.PUBLISHED)


class News(PartOf, Toned, Versioned, MayBeSample):
    """The news item of a conference (tin bài): paragraphs divided by an empty line."""

    class State(models.TextChoices):
        DRAFT = "draft", "Bản nháp"
        PUBLISHED = "published", "Đã đăng"

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="news", verbose_name="hội nghị")
    title = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung")
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    edited_at = models.DateTimeField("thời gian sửa")
    published_at = models.DateTimeField("thời gian đăng", null=True, blank=True)
    published_by = actor_fk("người đăng", null=True, blank=True)

    TONES = {"draft": "info", "published": "ok"}
    part_of = "conference"
    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "tin bài", "tin bài"
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="news_says_something"),
            set_exactly_when(["published"], "published_at", "published_by", name="news_published_by_somebody"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.body.splitlines() if part.strip()]


class Photo(PartOf, MayBeSample):
    """A photograph of a conference (hình ảnh), drawn anew in two sizes, without what a camera hides in it.

    No face is looked for in it, and the file that was handed in is not kept.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="photos", verbose_name="hội nghị")
    position = models.PositiveSmallIntegerField("thứ tự")
    caption = models.CharField("chú thích", max_length=300)
    large = models.OneToOneField(Document, models.PROTECT, related_name="photo_large", verbose_name="ảnh để xem")
    small = models.OneToOneField(Document, models.PROTECT, related_name="photo_small", verbose_name="ảnh nhỏ")
    added_at = models.DateTimeField("thời gian thêm")
    added_by = actor_fk("người thêm")

    part_of = "conference"

    class Meta:
        verbose_name, verbose_name_plural = "hình ảnh", "hình ảnh"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=~Q(caption=""), name="photo_has_caption"),
            models.UniqueConstraint(
                fields=["conference", "position"], name="photos_are_an_order", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.caption
