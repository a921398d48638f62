"""The list of criteria sets: /cham-diem/."""

from typing import Any

from django.urls import reverse

from libraries.web.listing import Column, Empty
from units.lists import BLOC, SAMPLE, ListOfBlocs


class CriteriaList(ListOfBlocs):
    """Newest year first."""

    view_name = "scoring:criteria_list"
    template = "scoring/criteria_list.html"
    title, file_name = "Chấm điểm", "cham-diem"
    row_template = "scoring/_criteria_row.html"
    order = ("-listed_year", "pk")
    columns = (
        Column("title", "Bộ tiêu chí", width=52, link=lambda row: reverse("scoring:criteria_detail", args=[row.pk])),
        Column("emulation_year", "Năm thi đua", lambda row: row.emulation_year.year, width=12, align="num"),
        BLOC,
        Column("state", "Trạng thái", lambda row: row.get_state_display(), width=22),
        Column("score_by", "Hạn tự chấm điểm", width=18),
        Column("check_by", "Hạn chấm chéo", width=18),
        Column("published_at", "Thời gian công khai", width=18),
        SAMPLE,
    )

    def shown(self, rows: Any) -> Any:
        return rows.select_related("emulation_year__bloc")

    def nothing_yet(self) -> Empty:
        text = "Khi Tổ thư ký áp dụng bộ tiêu chí của năm, bộ tiêu chí và phiếu chấm điểm hiển thị tại đây."
        if self.scope["start_year"]:
            text = "Lập bộ tiêu chí để các đơn vị tự chấm điểm, chấm chéo và xếp hạng."
        return Empty("list-check", "Chưa có bộ tiêu chí nào", text)
