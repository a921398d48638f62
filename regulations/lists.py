"""The list of regulations: /quy-che/."""

from typing import Any

from django.urls import reverse

from libraries.web.listing import Column, Empty, Search
from regulations.models import IN_ORDER
from units.lists import BLOC, SAMPLE, ListOfBlocs
from units.requests import Scope


class RegulationList(ListOfBlocs):
    """In force first, then what is being made, then what was replaced; the search reads title and number."""

    view_name = "regulations:regulation_list"
    template = "regulations/regulation_list.html"
    title, file_name = "Quy chế", "quy-che"
    row_template = "regulations/_regulation_row.html"
    order = IN_ORDER
    search = Search(
        "Tìm theo tên hoặc số quy chế",
        lambda rows, words: rows.found_by(words),
        placeholder="Tên hoặc số quy chế",
        fewest_rows=6,
    )
    columns = (
        Column(
            "title",
            "Quy chế",
            str,
            width=52,
            link=lambda row: reverse("regulations:regulation_detail", args=[row.pk]),
        ),
        Column("number_text", "Số, ký hiệu", width=18),
        Column("signed_on", "Ngày ký", width=14),
        Column("effective_from", "Ngày có hiệu lực", width=14),
        Column("emulation_year", "Năm thi đua", lambda row: row.emulation_year.year, width=12, align="num"),
        BLOC,
        Column(
            "state",
            "Trạng thái",
            lambda row: "Đang có hiệu lực" if row.holds_today else row.get_state_display(),
            width=24,
        ),
        SAMPLE,
    )

    @property
    def place_words(self) -> str:
        return ""

    @property
    def every_row_address(self) -> str:
        return super().every_row_address if self.sees_several else ""

    def of_place(self, rows: Any, place: Scope) -> Any:
        """All of the bloc: a regulation holds until another one replaces it, whatever the year."""
        return rows.filter(bloc=place.bloc_id)

    nothing_found = Empty("search", "Không tìm thấy quy chế nào", "Nhập ít từ hơn, hoặc tìm theo số, ví dụ: 05/QC.")

    def shown(self, rows: Any) -> Any:
        return rows.with_names()

    def nothing_yet(self) -> Empty:
        text = "Khi Tổ thư ký gửi dự thảo lấy ý kiến hoặc ban hành quy chế, văn bản sẽ hiển thị tại đây."
        if self.scope["start_year"]:
            text = "Soạn thảo, gửi các đơn vị góp ý, trình hội nghị thông qua và ban hành."
        return Empty("journal-text", "Chưa có quy chế nào", text)
