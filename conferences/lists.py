"""The lists of conferences (/hoi-nghi/) and of papers given at them (/hoi-nghi/tham-luan/)."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from conferences.models import Assignment
from conferences.worklist import page
from libraries.text import sort_key
from libraries.web.formats import short_datetime
from libraries.web.listing import Buttons, Choice, Column, Empty, List, Option, Search, Years
from units.lists import BLOC, SAMPLE, ListOfBlocs, years_known
from units.models import Unit
from units.requests import user_of


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


def _own_units(listing: List) -> list[tuple[str, str]]:
    """The units of the reader's blocs, in the order of their names."""
    units = Unit.objects.with_names().filter(bloc__in=user_of(listing.request).bloc_ids)
    return sorted(((unit.slug, unit.name) for unit in units), key=lambda one: sort_key(one[1]))


class AssignmentList(ListOfBlocs):
    """Tasks that follow from conclusions and instructions, the nearest day first."""

    view_name = "conferences:assignment_list"
    template = "conferences/assignment_list.html"
    title, file_name = "Nhiệm vụ sau hội nghị", "nhiem-vu-sau-hoi-nghi"
    row_template = "conferences/_assignment_row.html"
    to_year = "contribution__item__conference__emulation_year"
    filters = (
        Buttons(
            (
                Option("", "Tất cả"),
                Option("cho", "Chưa báo cáo", Q(state=Assignment.State.GIVEN)),
                Option("bao-cao", "Đã báo cáo", Q(state=Assignment.State.REPORTED)),
                Option("xong", "Đã hoàn thành", Q(state=Assignment.State.DONE)),
            )
        ),
        Choice("don_vi", "Đơn vị", _own_units, lambda rows, value, listing: rows.filter(unit__slug=value)),
        Years("contribution__item__conference__listed_year", years_known),
    )
    order = ("due_at", "pk")
    columns = (
        Column("task", "Nhiệm vụ", width=60, link=lambda row: page("assignment_detail", row)),
        Column("unit", "Đơn vị", lambda row: row.unit.name, width=40),
        Column("owner", "Người phụ trách", lambda row: row.owner.full_name if row.owner else "", width=26),
        Column("due_at", "Thời hạn", lambda row: short_datetime(row.due_at), width=18),
        Column("state", "Trạng thái", lambda row: row.get_state_display(), width=16),
        Column("report", "Kết quả thực hiện", width=60),
        Column("conference", "Hội nghị", lambda row: row.conference.title, width=44),
        BLOC,
        SAMPLE,
    )

    def shown(self, rows: Any) -> Any:
        return rows.with_rows()

    def nothing_yet(self) -> Empty:
        text = "Nhiệm vụ Tổ thư ký giao từ kết luận, chỉ đạo của hội nghị hiển thị tại đây."
        return Empty("clipboard-check", "Chưa có nhiệm vụ nào", text)
