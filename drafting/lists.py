"""The lists of drafting: texts, and the response table of a round."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from drafting.models import Text
from drafting.queries.text_status import statuses_of
from drafting.worklist import next_action
from libraries.web.listing import Column, Empty, List, Years
from notices.worklist import WorkItem
from units.lists import SAMPLE, ListOfBlocs, years_known


@dataclass(frozen=True)
class TextLine:
    """A text and what is to be done with it next, for whoever reads the list."""

    text: Text
    next: WorkItem


class TextList(ListOfBlocs):
    """Newest first."""

    view_name = "drafting:text_list"
    template = "drafting/text_list.html"
    title, file_name = "Dự thảo", "du-thao"
    row_template = "drafting/_text_row.html"
    filters = (Years("listed_year", years_known),)
    order = ("-listed_year", "-pk")
    columns = (
        Column(
            "title",
            "Văn bản",
            lambda row: row.text.title,
            width=52,
            link=lambda row: reverse("drafting:text_detail", args=[row.text.pk]),
        ),
        Column("kind", "Loại", lambda row: row.text.get_kind_display(), width=18),
        Column("emulation_year", "Năm thi đua", lambda row: row.text.emulation_year.year, width=12, align="num"),
        Column("bloc", "Khối, cụm", lambda row: row.text.bloc.short_name, width=22),
        Column("state", "Trạng thái", lambda row: row.text.get_state_display(), width=20),
        Column("next", "Việc tiếp theo", lambda row: row.next.title, width=34),
        Column("who", "Đang xử lý", lambda row: row.next.who.label, width=16),
        Column("due", "Hạn", lambda row: row.next.due, width=18),
        Column("is_sample", "Dữ liệu mẫu", lambda row: SAMPLE.read(row.text), width=14),
    )

    def shown(self, rows: Any) -> Any:
        return rows.select_related("emulation_year__bloc", "settled_version").defer("settled_version__content")

    def prepared(self, rows: list[Text]) -> list[TextLine]:
        known = statuses_of(rows)
        return [TextLine(text, next_action(self.request.user, text, known[text.pk])) for text in rows]

    def nothing_yet(self) -> Empty:
        if self.scope["may_start"]:
            text = "Soạn thảo quy chế hoặc giao ước của năm, có thể bắt đầu từ mẫu dự thảo."
            return Empty("file-earmark-text", "Chưa có dự thảo nào", text)
        text = "Khi Tổ thư ký gửi lấy ý kiến, dự thảo sẽ hiển thị tại đây và có thông báo."
        return Empty("file-earmark-text", "Chưa có dự thảo gửi lấy ý kiến", text)


class ResponseList(List):
    """The response table of a round (bảng tổng hợp ý kiến, tiếp thu, giải trình), in the order of the text."""

    view_name = "drafting:response_table"
    template = "drafting/response_table.html"
    title = "Bảng tổng hợp ý kiến, tiếp thu, giải trình"
    file_name = "tong-hop-gop-y"
    row_template, is_table = "drafting/_response_row.html", True
    size = 50
    columns = (
        Column("number", "STT", align="stt", in_excel=False),
        Column("place", "Nhóm vấn đề, điều, khoản", lambda row: row.place_words, width=26),
        Column("units", "Chủ thể góp ý", lambda row: "; ".join(row.units), width=32),
        Column("opinion", "Nội dung góp ý", lambda row: row.opinion_words, width=52),
        Column("answer", "Nội dung tiếp thu, giải trình", lambda row: row.answer_words, width=52),
    )

    def nothing_yet(self) -> Empty:
        text = "Đơn vị không gửi văn bản góp ý được coi là nhất trí."
        return Empty("chat-left-text", "Không có ý kiến góp ý về nội dung dự thảo", text)
