"""What changed in a bloc's organisation, on which day, by which paper: written once, in the words of its day."""

from django.db import models
from django.db.models import Q

from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from units.models.bloc import Bloc
from units.models.unit import Unit
from units.models.year import EmulationYear
from units.ownership import BlocOwned


class OrganisationChange(BlocOwned, MayBeSample, WriteOnceModel):
    """One change: units made, renamed, merged, split, that joined or left, or another role in a year.

    `summary` is a sentence with the names as they were that day. `is_correction`: it was written into a year that was
    over already, so the year shows it with its reason.
    """

    class Kind(models.TextChoices):
        BLOC_MADE = "bloc_made", "Lập khối, cụm"
        BLOC_RENAMED = "bloc_renamed", "Đổi tên khối, cụm"
        BLOC_ENDED = "bloc_ended", "Giải thể khối, cụm"
        UNIT_MADE = "unit_made", "Thành lập đơn vị"
        RENAMED = "renamed", "Đổi tên đơn vị"
        NAME_CORRECTED = "name_corrected", "Đính chính tên đơn vị"
        MERGED = "merged", "Hợp nhất, sáp nhập đơn vị"
        SPLIT = "split", "Chia, tách đơn vị"
        ENDED = "ended", "Giải thể đơn vị"
        JOINED = "joined", "Đơn vị tham gia khối"
        LEFT = "left", "Đơn vị thôi tham gia khối"
        ROLE = "role", "Thay đổi vai trò trong năm"

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="changes", verbose_name="khối")
    kind = ChoiceField("loại thay đổi", max_length=20, choices=Kind)
    effective_on = models.DateField("có hiệu lực từ ngày")
    summary = models.CharField("nội dung thay đổi", max_length=1000)
    reason = models.CharField("lý do", max_length=500, blank=True)
    document_number = models.CharField("số, ký hiệu văn bản", max_length=60, blank=True)
    document_date = models.DateField("ngày văn bản", null=True, blank=True)
    # Of the file of a stored document (records.Document); by its content, because records' tables lean on ours.
    file_sha256 = models.CharField("mã kiểm tra toàn vẹn của tệp văn bản", max_length=64, blank=True)
    emulation_year = models.ForeignKey(
        EmulationYear, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name="năm thi đua"
    )
    is_correction = models.BooleanField("điều chỉnh năm đã kết thúc", default=False)
    recorded_at = models.DateTimeField("thời gian nhập")
    recorded_by = actor_fk("người nhập", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "thay đổi tổ chức", "thay đổi tổ chức"
        ordering = ["-effective_on", "-pk"]
        triggers = WRITE_ONCE
        indexes = [models.Index(fields=["bloc", "-effective_on", "-id"], name="changes_of_a_bloc")]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="change_says_what"),
            models.CheckConstraint(
                condition=(Q(document_number="") & Q(document_date=None))
                | (~Q(document_number="") & Q(document_date__isnull=False)),
                name="change_paper_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=Q(file_sha256="") | Q(file_sha256__regex=r"^[0-9a-f]{64}$"), name="change_file_sha256_shape"
            ),
            models.CheckConstraint(
                condition=Q(is_correction=False) | (~Q(reason="") & Q(emulation_year__isnull=False)),
                name="correction_says_why_and_of_which_year",
            ),
        ]

    def __str__(self) -> str:
        return self.summary


class ChangedUnit(WriteOnceModel):
    """A unit that a change is about: as it was before, or as it is after."""

    class Side(models.TextChoices):
        BEFORE = "before", "Trước thay đổi"
        AFTER = "after", "Sau thay đổi"

    change = models.ForeignKey(OrganisationChange, models.PROTECT, related_name="units", verbose_name="thay đổi")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes", verbose_name="đơn vị")
    side = ChoiceField("trước, sau", max_length=10, choices=Side)

    class Meta:
        verbose_name, verbose_name_plural = "đơn vị trong thay đổi", "đơn vị trong thay đổi"
        triggers = WRITE_ONCE
        constraints = [
            models.UniqueConstraint(fields=["change", "unit", "side"], name="one_mention_a_unit_a_change"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_side_display()}"
