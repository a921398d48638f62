"""The lists of conferences (/hoi-nghi/) and of papers given at them (/hoi-nghi/tham-luan/)."""

from typing import Any

from django.urls import reverse

from libraries.web.listing import Column, Empty, Search, Years
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


class PaperList(ListOfBlocs):
    """The library of good practice: every paper given at a conference, the newest first."""

    view_name = "conferences:paper_list"
    template = "conferences/paper_list.html"
    title, file_name = "Tham luận, cách làm hay", "tham-luan"
    row_template = "conferences/_paper_row.html"
    to_year = "item__conference__emulation_year"
    search = Search(
        "Tìm theo tên, người trình bày, đơn vị, nội dung",
        lambda rows, words: rows.found_by(words),
        placeholder="Ví dụ: cải cách thủ tục hành chính",
    )
    filters = (Years("item__conference__listed_year", years_known),)
    order = ("-pk",)
    columns = (
        Column("title", "Tham luận", width=60, link=lambda row: reverse("conferences:paper_detail", args=[row.pk])),
        Column("unit", "Đơn vị", lambda row: row.unit.name, width=40),
        Column("person_name", "Người trình bày", width=26),
        Column("conference", "Hội nghị", lambda row: row.conference.title, width=44),
        Column("emulation_year", "Năm thi đua", lambda row: row.emulation_year.year, width=12, align="num"),
        BLOC,
        SAMPLE,
    )
    nothing_found = Empty("search", "Không có tham luận nào khớp", "Nhập ít từ hơn; không cần nhập dấu.")

    def shown(self, rows: Any) -> Any:
        return rows.select_related("item__conference__emulation_year__bloc", "document").prefetch_related("unit__names")

    def nothing_yet(self) -> Empty:
        text = "Tham luận các đơn vị gửi đến hội nghị của Khối được lưu và tìm lại tại đây qua các năm."
        return Empty("journal-text", "Chưa có tham luận nào", text)
