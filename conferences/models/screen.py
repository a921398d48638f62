"""The screen in the hall: what everybody in the room sees, under an address of its own."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import AgendaItem, Conference
from conferences.triggers import SCREEN_OF_ITS_CONFERENCE
from records.actor_field import actor_fk
from records.sample_rows import MayBeSample
from units.ownership import PartOf


class ScreenQuerySet(models.QuerySet["Screen"]):
    def at(self, token: str) -> "ScreenQuerySet":
        """The screen with this address; none for one that was closed."""
        return self.exclude(address_part="").filter(address_part=token)


class Screen(PartOf, MayBeSample):
    """What is shown in the hall (màn hình hội trường): an item, or the programme; of an item its text too, if wanted.

    address_part: what cannot be guessed of the address, kept as it is because the secretariat reads it again and it
    opens nothing but what is on the wall; empty when the screen is closed. part: of the text, by key; empty for all
    that changed.
    """

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="screen", verbose_name="hội nghị")
    address_part = models.CharField("mã của địa chỉ", max_length=64, blank=True)
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="screens", verbose_name="nội dung đang chiếu"
    )
    shows_text = models.BooleanField("chiếu văn bản", default=False)
    part = models.CharField("phần văn bản đang chiếu", max_length=36, blank=True)
    opened_at = models.DateTimeField("thời gian mở")
    opened_by = actor_fk("người mở")

    part_of = "conference"
    objects = ScreenQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "màn hình hội trường", "màn hình hội trường"
        triggers = [SCREEN_OF_ITS_CONFERENCE]
        constraints = [
            models.UniqueConstraint(
                fields=["address_part"], condition=~Q(address_part=""), name="one_screen_an_address"
            ),
            models.CheckConstraint(
                condition=Q(address_part="") | Q(address_part__regex=r"^[A-Za-z0-9_-]{43}$"),
                name="screen_address_cannot_be_guessed",
            ),
            models.CheckConstraint(
                condition=Q(part="") | Q(shows_text=True), name="screen_part_of_a_text_that_is_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"Màn hình hội trường: {self.conference}"
