"""What came of a year's scoring: each unit's result, what a conference changed of it, the signed and numbered table.

Results are written once. Where a conference decides otherwise, all of them are written anew as the next edition.
"""

from django.db import models
from django.db.models import F, Q

from conferences.models import Conference
from records.actor_field import actor_fk
from records.models import Document
from records.sample_rows import MayBeSample
from records.write_once import WRITE_ONCE, WriteOnceModel
from scoring.models.criteria import CriteriaSet, Criterion
from scoring.models.sheets import ScoreSheet
from scoring.triggers import RESULT_CHANGED_BY_A_CONFERENCE, RESULT_OF_APPRAISED_SHEET, RESULT_TABLE_IS_SIGNED
from signatures.models import SigningRequest
from units.ownership import PartOf


class Result(PartOf, WriteOnceModel, MayBeSample):
    """What a unit came to when the results were published (kết quả); without a place where it was not considered."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="results", verbose_name="phiếu chấm điểm")
    edition = models.PositiveSmallIntegerField("lần", default=1)
    place = models.PositiveSmallIntegerField("xếp hạng", null=True, blank=True)
    base = models.DecimalField("điểm thi đua", max_digits=9, decimal_places=2)
    bonus = models.DecimalField("điểm thưởng", max_digits=9, decimal_places=2)
    deduction = models.DecimalField("điểm trừ", max_digits=9, decimal_places=2)
    attainable = models.DecimalField("điểm tối đa được giao", max_digits=9, decimal_places=2)
    share = models.DecimalField("tỷ lệ điểm (%)", max_digits=7, decimal_places=3)
    tied = models.BooleanField("đồng hạng", default=False)
    tie_break = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tiêu chí xét khi bằng điểm"
    )
    grade = models.CharField("xếp loại", max_length=60, blank=True)
    written_at = models.DateTimeField("thời gian lập")

    part_of = "sheet"

    class Meta:
        verbose_name, verbose_name_plural = "kết quả chấm điểm", "kết quả chấm điểm"
        ordering = [F("place").asc(nulls_last=True), "pk"]
        triggers = [RESULT_OF_APPRAISED_SHEET, *WRITE_ONCE]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "edition"], name="one_result_an_edition"),
            models.CheckConstraint(condition=Q(place__isnull=True) | Q(place__gte=1), name="places_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet.unit}: {self.place or 'không bình xét'}"


class ResultChange(PartOf, MayBeSample, WriteOnceModel):
    """What a conference decided about one line after the results were published (kết luận của hội nghị về điểm)."""

    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="result_changes", verbose_name="bộ tiêu chí"
    )
    # Of the results that follow from it; the published ones are the first.
    edition = models.PositiveSmallIntegerField("lần")
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="changes", verbose_name="phiếu chấm điểm")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="tiêu chí")
    conference = models.ForeignKey(
        Conference, models.PROTECT, related_name="result_changes", verbose_name="hội nghị kết luận"
    )
    conclusion = models.CharField("nội dung kết luận", max_length=1000)
    recorded_at = models.DateTimeField("thời gian nhập")
    recorded_by = actor_fk("người nhập")

    part_of = "criteria_set"

    class Meta:
        verbose_name, verbose_name_plural = "kết luận của hội nghị về điểm", "các kết luận của hội nghị về điểm"
        ordering = ["edition"]
        triggers = [RESULT_CHANGED_BY_A_CONFERENCE, *WRITE_ONCE]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "edition"], name="one_change_an_edition"),
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_change_a_line"),
            models.CheckConstraint(condition=Q(edition__gte=2), name="changes_after_the_first_edition"),
            models.CheckConstraint(condition=~Q(conclusion=""), name="result_change_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.conference}: {self.criterion}"


class ResultTable(PartOf, MayBeSample, WriteOnceModel):
    """The table of results (bảng tổng hợp điểm) as issued: signed, numbered, sealed, never changed."""

    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="result_tables", verbose_name="bộ tiêu chí"
    )
    edition = models.PositiveSmallIntegerField("lần", default=1)
    number = models.CharField("số, ký hiệu", max_length=60)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="result_table_pdf", verbose_name="bản PDF có xác nhận điện tử"
    )
    word = models.OneToOneField(Document, models.PROTECT, related_name="result_table_word", verbose_name="bản Word")
    signing = models.OneToOneField(
        SigningRequest, models.PROTECT, related_name="result_table", verbose_name="đề nghị ký"
    )
    issued_at = models.DateTimeField("thời gian hoàn thành")
    issued_by = actor_fk("người hoàn thành")

    part_of = "criteria_set"

    class Meta:
        verbose_name, verbose_name_plural = "bảng tổng hợp điểm", "các bảng tổng hợp điểm"
        ordering = ["edition"]
        triggers = [*WRITE_ONCE, RESULT_TABLE_IS_SIGNED]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "edition"], name="one_table_an_edition"),
            models.CheckConstraint(condition=~Q(number=""), name="result_table_has_a_number"),
            models.CheckConstraint(condition=~Q(document=F("word")), name="result_table_pdf_is_not_its_word"),
        ]

    def __str__(self) -> str:
        return f"Bảng tổng hợp điểm số {self.number}"
