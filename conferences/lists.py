"""The list of conferences: /hoi-nghi/."""

from typing import Any

from django.urls import reverse

from libraries.web.listing import Column, Empty, Years
from units.lists import BLOC, SAMPLE, ListOfBlocs, years_known


class ConferenceList(ListOfBlocs):
    """Newest first."""

    view_name = "conferences:conference_list"
    template = "conferences/conference_list.html"
    title, file_name = "Hội nghị", "hoi-nghi"
    row_template = "conferences/_conference_row.html"
    filters = (Years("listed_year", years_known),)
    order = ("-starts_at", "-pk")
    columns = (
        Column("title", "Hội nghị", width=42, link=lambda row: reverse("conferences:conference_detail", args=[row.pk])),
        Column("kind", "Loại", lambda row: row.get_kind_display(), width=26),
        Column("emulation_year", "Năm thi đua", lambda row: row.emulation_year.year, width=12, align="num"),
        BLOC,
        Column("starts_at", "Thời gian bắt đầu", width=18),
        Column("ends_at", "Thời gian kết thúc", width=18),
        Column("place", "Địa điểm", width=30),
        Column("state", "Trạng thái", lambda row: row.get_state_display(), width=14),
        Column("minutes", "Biên bản số", lambda row: row.issued_minutes.number if row.issued_minutes else "", width=16),
        SAMPLE,
    )

    def shown(self, rows: Any) -> Any:
        return rows.select_related("emulation_year__bloc", "minutes")

    def nothing_yet(self) -> Empty:
        text = "Khi Tổ thư ký lên lịch hội nghị của Khối, hội nghị hiển thị tại đây."
        if self.scope["plan_year"]:
            text = "Lên lịch hội nghị để lập chương trình, mời đại biểu và điểm danh."
        return Empty("calendar-event", "Chưa có hội nghị nào", text)
