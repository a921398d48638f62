"""The table of results as an Excel file (bảng tổng hợp điểm): what the signed paper says, in cells to reckon with."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from libraries.web.formats import local_date
from libraries.web.listing import Column
from libraries.web.listing.excel import sheet_file
from records.transitions import filled
from scoring.documents.results import RankedUnit, ranked_units, table_title
from scoring.models import CriteriaSet
from scoring.queries import Line


def results_sheet(criteria_set: CriteriaSet) -> bytes:
    """Of a published set, a row for each unit in the order of its place; who is not considered comes last, and why."""
    groups, rows = ranked_units(criteria_set, local_date(filled(criteria_set.published_at)))
    columns = (
        Column("place", "Hạng", lambda row: row.result.place, width=8),
        Column("unit", "Đơn vị", lambda row: row.unit, width=40),
        *(
            Column(f"group{line.criterion.pk}", f"{line.label}. {line.criterion.title}", _points(line))
            for line in groups
        ),
        Column("total", "Tổng điểm", lambda row: row.total, width=12),
        Column("attainable", "Điểm tối đa được giao", lambda row: row.attainable, width=14),
        Column("share", "Tỷ lệ (%)", lambda row: row.share, width=10),
        Column("grade", "Xếp loại", lambda row: row.result.grade, width=28),
        Column("note", "Ghi chú", lambda row: row.note, width=40),
    )
    note = "Dữ liệu mẫu, không có giá trị pháp lý." if criteria_set.is_sample else ""
    return sheet_file(table_title(criteria_set), columns, rows, note=note)


def _points(line: Line) -> Callable[[RankedUnit], Decimal | None]:
    def of(row: RankedUnit) -> Decimal | None:
        points: Fraction | None = row.points.get(line.criterion.pk)
        return None if points is None else Decimal(points.numerator) / points.denominator

    return of
