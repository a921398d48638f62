"""The achievement report as it is typed: its sections, the results of registered targets, lines of others."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from awards.forms import prose
from awards.models import AchievementReport, Nomination
from awards.models.past_awards import read_past_awards
from awards.models.reported_result import read_other_results
from awards.queries.results import Reached, targets_to_report
from libraries.web import forms
from pledges.models import Target
from pledges.queries import newest_values, row_of

OTHER_RESULT = (
    forms.Cell("Năm", 1, "2019"),
    forms.Cell("Chỉ tiêu", 3, "Lượt tàu được dẫn an toàn"),
    forms.Cell("Đơn vị tính", 2, "lượt"),
    forms.Cell("Kế hoạch", 2, "20.000"),
    forms.Cell("Kết quả", 2, "21.436"),
    forms.Cell("Năm trước", 2, "20.150"),
)
PAST_AWARD = (
    forms.Cell("Năm", 1, "2018"),
    forms.Cell("Danh hiệu, hình thức", 4, "Bằng khen của Chủ tịch UBND thành phố"),
    forms.Cell("Số, ngày quyết định", 3, "1234/QĐ-UBND, 15/01/2019"),
    forms.Cell("Cơ quan ban hành quyết định", 4, "UBND thành phố"),
)


class ReportForm(forms.EditForm, forms.Form):
    overview = prose(
        "I. Sơ lược đặc điểm, tình hình",
        8000,
        6,
        "Tên, trụ sở, điện thoại, năm thành lập, cơ cấu tổ chức, số lao động, đảng viên, chức năng nhiệm vụ.",
    )
    duties = prose(
        "II.1. Thực hiện nhiệm vụ được giao; sáng kiến, giải pháp",
        15000,
        9,
        "Chỉ tiêu, kết quả, so với cùng kỳ. Mỗi kết quả một dòng.",
    )
    other_results = forms.VnCharField(
        label="Chỉ tiêu khác",
        max_length=6000,
        required=False,
        widget=forms.LinesWidget(OTHER_RESULT, most=20),
        help_text="Chỉ tiêu không có trong giao ước đã ký trên hệ thống. Mỗi chỉ tiêu của một năm một dòng.",
    )
    law = prose(
        "II.2. Chấp hành chủ trương, pháp luật",
        8000,
        4,
        "Thuế, bảo hiểm xã hội, môi trường, phòng cháy chữa cháy, an toàn lao động.",
    )
    movements = prose("II.3. Phong trào thi đua, công tác khen thưởng, an sinh xã hội", 8000, 4)
    party = prose("II.4. Xây dựng Đảng, đoàn thể", 8000, 4)
    past_awards = forms.VnCharField(
        label="III. Các hình thức đã được khen thưởng",
        max_length=4000,
        required=False,
        widget=forms.LinesWidget(PAST_AWARD, most=20),
        help_text="Mỗi lần được khen thưởng một dòng. Sau khi lưu có thêm dòng trống.",
    )

    def __init__(self, *args: Any, report: AchievementReport | None, nomination: Nomination, **options: Any):
        names = (*AchievementReport.SECTIONS, "other_results", "past_awards")
        initial = {name: getattr(report, name) for name in names} if report else {}
        self.nomination = nomination
        self.targets = list(targets_to_report(nomination))
        boxes = _boxes(self.targets, report)
        super().__init__(
            *args, initial=initial, revision=report.revision if report else 0, more_fields=boxes, **options
        )
        self.order_fields(["overview", "duties", *boxes])

    def newest(self, row: AchievementReport) -> "ReportForm":
        return ReportForm(report=row, nomination=self.nomination)

    def reported(self) -> dict[str, Any]:
        """The sections, and what is typed of each target."""
        data = self.cleaned_data
        results = [
            Reached(target.pk, data[f"result_{target.pk}"], data[f"before_{target.pk}"]) for target in self.targets
        ]
        sections = {name: value for name, value in data.items() if not name.startswith(("result_", "before_"))}
        return sections | {"results": results}

    def clean_other_results(self) -> str:
        text: str = self.cleaned_data["other_results"]
        try:
            read_other_results(text)
        except ValueError as problem:
            self.add_error("other_results", str(problem))
        return text

    def clean_past_awards(self) -> str:
        text: str = self.cleaned_data["past_awards"]
        try:
            read_past_awards(text)
        except ValueError as problem:
            self.add_error("past_awards", str(problem))
        return text


def _boxes(targets: Sequence[Target], report: AchievementReport | None) -> dict[str, forms.Field]:
    """Two boxes a registered target: what was reached, and the same period of the year before.

    A report that is begun starts from what the unit's leader confirmed in the year's quarters.
    """
    reached = {row.target_id: row for row in report.results.all()} if report else {}
    confirmed = newest_values(target.pk for target in targets)
    found: dict[str, forms.Field] = {}
    for target in targets:
        row, year = reached.get(target.pk), target.pledge.emulation_year.year
        result = row.result if row else confirmed.get(target.pk)
        found[f"result_{target.pk}"] = _amount(
            f"Kết quả năm {year}: {target.name} ({target.measure})", result, _registered(target)
        )
        found[f"before_{target.pk}"] = _amount(
            f"Năm {year - 1}: {target.name} ({target.measure})", row.before if row else None
        )
    return found


def _registered(target: Target) -> str:
    return f"Đã đăng ký trong giao ước: {row_of(target).amount}."


def _amount(label: str, value: Decimal | None, help_text: str = "") -> forms.VnDecimalField:
    return forms.VnDecimalField(
        label=label, required=False, max_digits=16, decimal_places=2, initial=value, help_text=help_text
    )
