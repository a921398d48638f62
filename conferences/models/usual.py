"""The usual programme of a kind of conference, as the bloc itself arranged it."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import AgendaItem, Conference
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from units.models import Bloc
from units.ownership import BlocOwned


class UsualItem(BlocOwned, MayBeSample):
    """One item with which the programme of this kind begins in this bloc (chương trình thường dùng).

    A bloc without rows of a kind begins with conferences.starting_data.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="usual_items", verbose_name="khối")
    conference_kind = ChoiceField("loại hội nghị", max_length=20, choices=Conference.Kind)
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = ChoiceField("loại nội dung", max_length=10, choices=AgendaItem.Kind)
    title = models.CharField("nội dung", max_length=300)

    class Meta:
        verbose_name, verbose_name_plural = "nội dung thường dùng", "chương trình thường dùng"
        ordering = ["bloc", "conference_kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["bloc", "conference_kind", "position"], name="usual_agenda_is_an_order"),
            models.CheckConstraint(condition=~Q(title=""), name="usual_item_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
