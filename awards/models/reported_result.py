"""What a unit's report says it reached: of targets that its pledge registered by key, of others as typed lines."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db import models

from awards.models.nomination import AchievementReport
from awards.models.past_awards import typed_rows
from awards.triggers import RESULT_OF_ITS_UNIT
from libraries.web.formats import vn_number
from pledges.models import Target
from records.sample_rows import MayBeSample
from units.ownership import PartOf


class ReportedResult(PartOf, MayBeSample):
    """The result of one registered target, and of the same period of the year before. Saved with its report."""

    report = models.ForeignKey(AchievementReport, models.PROTECT, related_name="results", verbose_name="báo cáo")
    target = models.ForeignKey(Target, models.PROTECT, related_name="reported", verbose_name="chỉ tiêu")
    result = models.DecimalField("kết quả", max_digits=16, decimal_places=2, null=True, blank=True)
    before = models.DecimalField("cùng kỳ năm trước", max_digits=16, decimal_places=2, null=True, blank=True)

    part_of = "report"

    class Meta:
        verbose_name, verbose_name_plural = "kết quả thực hiện chỉ tiêu", "kết quả thực hiện chỉ tiêu"
        ordering = ["target__pledge__emulation_year__year", "target__position", "pk"]
        triggers = [RESULT_OF_ITS_UNIT]
        constraints = [models.UniqueConstraint(fields=["report", "target"], name="one_result_a_target_a_report")]

    def __str__(self) -> str:
        return f"Kết quả {self.target}"


@dataclass(frozen=True)
class ResultRow:
    """One row of the report's table; text where it was typed, so nothing typed is lost."""

    year: int
    name: str
    measure: str
    target: str
    result: str
    before: str

    @property
    def done(self) -> str:
        """Result of target, "104,2%"; empty where one of them is no number, or nothing was planned."""
        return _percent(self.result, self.target)

    @property
    def grown(self) -> str:
        """Result of the year before."""
        return _percent(self.result, self.before)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def _percent(part: str, whole: str) -> str:
    above, below = _number(part), _number(whole)
    if above is None or not below or not above.is_finite() or not below.is_finite():
        return ""
    return f"{vn_number((100 * above / below).quantize(Decimal('0.1')))}%"


def read_other_results(text: str) -> list[ResultRow]:
    """The rows of the lines: year, name, measure, target, result, year before. ValueError names the line."""
    rows = []
    for number, parts in typed_rows(text, 6):
        if not parts[1] or not parts[4]:
            raise ValueError(f"Dòng {number}: nhập đủ năm, chỉ tiêu và kết quả, hoặc xóa hết nội dung của dòng.")
        rows.append(ResultRow(int(parts[0]), *parts[1:]))
    return rows
