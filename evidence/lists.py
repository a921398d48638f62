"""The list of evidence: /minh-chung/."""

from typing import Any

from django.urls import reverse

from evidence.models import Evidence
from libraries.text import sort_key
from libraries.web.formats import short_date
from libraries.web.listing import Choice, Column, Empty, List, Search
from units.lists import SAMPLE
from units.models import Unit
from units.requests import user_of


def _units(listing: List) -> list[tuple[str, str]]:
    """The units of which this reader sees evidence."""
    held = Evidence.objects.visible_to(user_of(listing.request)).order_by().values("unit")
    units = Unit.objects.with_names().filter(pk__in=held)
    return sorted(((str(unit.pk), unit.name) for unit in units), key=lambda one: sort_key(one[1]))


class EvidenceList(List):
    """What the reader may see, the newest first."""

    view_name = "evidence:evidence_list"
    template = "evidence/evidence_list.html"
    title, file_name = "Minh chứng", "minh-chung"
    row_template = "evidence/_evidence_row.html"
    search = Search(
        "Tìm theo tên, số, cơ quan ban hành",
        lambda rows, words: rows.found_by(words),
        placeholder="Ví dụ: giấy xác nhận thuế",
    )
    filters = (Choice("don_vi", "Đơn vị", _units, lambda rows, value, listing: rows.filter(unit=value)),)
    order = ("-pk",)
    columns = (
        Column("title", "Minh chứng", width=60, link=lambda row: reverse("evidence:evidence_detail", args=[row.pk])),
        Column("unit", "Đơn vị", lambda row: row.unit.name, width=40),
        Column("number", "Số, ký hiệu", width=20),
        Column("issuer", "Cơ quan ban hành", width=40),
        Column("issued_on", "Ngày văn bản", lambda row: short_date(row.issued_on), width=14),
        Column("added_at", "Thời gian tải lên", width=18),
        SAMPLE,
    )
    nothing_found = Empty("search", "Không có minh chứng nào khớp", "Nhập ít từ hơn; không cần nhập dấu.")

    def shown(self, rows: Any) -> Any:
        return rows.with_rows()

    def nothing_yet(self) -> Empty:
        text = "Tệp các đơn vị dùng để chứng minh kết quả được lưu tại đây và dùng lại qua các năm."
        return Empty("paperclip", "Chưa có minh chứng nào", text)
