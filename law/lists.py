"""The legal texts, newest first within their topic; narrowed to what is in force today."""

from typing import Any

from law.models import LegalText
from libraries.web.listing import Choice, Column, Empty, List, Search
from units.models import in_force


def _topics(listing: List) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in LegalText.Topic.choices]


def _force(listing: List) -> list[tuple[str, str]]:
    return [("con", "Còn hiệu lực hôm nay"), ("het", "Hết hoặc chưa có hiệu lực")]


def _narrowed_to_force(rows: Any, value: str, listing: List) -> Any:
    return rows.filter(in_force()) if value == "con" else rows.exclude(in_force())


class LegalTextList(List):
    """What papers may cite, from when to when, and how sure each row is."""

    view_name = "law:legal_text_list"
    template = "law/legal_text_list.html"
    title, file_name = "Văn bản căn cứ", "van-ban-can-cu"
    row_template, is_table = "law/_legal_text_row.html", True
    size = 30
    order = ("-issued_on", "pk")
    search = Search(
        "Tìm theo số hoặc trích yếu",
        lambda rows, words: rows.found_by(words),
        placeholder="Số hoặc trích yếu",
    )
    filters = (
        Choice("hieu_luc", "Hiệu lực", _force, _narrowed_to_force, all_label="Mọi văn bản"),
        Choice("linh_vuc", "Lĩnh vực", _topics, lambda rows, value, listing: rows.filter(topic=value)),
    )
    columns = (
        Column("text", "Văn bản", lambda row: str(row), width=34),
        Column("citation", "Viện dẫn trên văn bản", width=80),
        Column("force", "Hiệu lực", lambda row: row.force_words, width=30, sort=("valid_from", "pk")),
        Column("checked", "Mức đối chiếu", lambda row: row.get_checked_display(), width=34),
        Column("topic", "Lĩnh vực", lambda row: row.get_topic_display(), width=30, on_page=False),
        Column("source", "Nguồn", width=60, on_page=False),
    )
    nothing_found = Empty("search", "Không có văn bản nào khớp", "Nhập ít từ hơn, hoặc bỏ điều kiện lọc.")

    def nothing_yet(self) -> Empty:
        return Empty("journal-text", "Chưa có văn bản nào", "Cơ quan thường trực thêm văn bản làm căn cứ.")
