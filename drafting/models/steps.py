"""What was done with the order of a text, act by act, so that it can be undone and done again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from drafting.models.texts import Node, Text
from records.actor_field import actor_fk
from units.ownership import PartOf


class EditStep(PartOf, models.Model):
    """One structural act of one person (bước soạn thảo): what it changed, before and after.

    changed: by primary key of a part, the fields that differ: {field: [before, after]}; a part that was put in was "in
    the bin" before. A step that was undone is deleted when its person does something else.
    """

    text = models.ForeignKey(Text, models.PROTECT, related_name="steps", verbose_name="văn bản")
    words = models.CharField("nội dung bước", max_length=300)
    changed = models.JSONField("phần đã thay đổi")
    node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phần của văn bản"
    )
    undone = models.BooleanField("đã hoàn tác", default=False)
    done_at = models.DateTimeField("thời điểm")
    done_by = actor_fk("người thực hiện")

    part_of: ClassVar[str] = "text"

    class Meta:
        verbose_name, verbose_name_plural = "bước soạn thảo", "các bước soạn thảo"
        ordering = ["pk"]
        indexes = [models.Index(fields=["text", "done_by", "-id"], name="steps_of_one_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="edit_step_says_what"),
            models.CheckConstraint(condition=~Q(changed={}), name="edit_step_changed_something"),
        ]

    def __str__(self) -> str:
        return self.words
