"""The list of pledges: /giao-uoc/."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from libraries.web.listing import Column, Empty
from pledges.models import Pledge
from pledges.queries import signed_and_required
from units.lists import SAMPLE, ListOfBlocs


@dataclass(frozen=True)
class PledgeLine:
    """A pledge, how many units have signed it, and how many must."""

    pledge: Pledge
    signed: int
    required_units: int | None


class PledgeList(ListOfBlocs):
    """Newest year first."""

    view_name = "pledges:pledge_list"
    template = "pledges/pledge_list.html"
    title, file_name = "Giao ước thi đua", "giao-uoc-thi-dua"
    row_template = "pledges/_pledge_row.html"
    order = ("-listed_year", "pk")
    columns = (
        Column(
            "title",
            "Giao ước",
            lambda row: row.pledge.title,
            width=52,
            link=lambda row: reverse("pledges:pledge_detail", args=[row.pledge.pk]),
        ),
        Column("emulation_year", "Năm thi đua", lambda row: row.pledge.emulation_year.year, width=12, align="num"),
        Column("bloc", "Khối, cụm", lambda row: row.pledge.bloc.short_name, width=22),
        Column("state", "Trạng thái", lambda row: row.pledge.get_state_display(), width=18),
        Column("signed", "Đã ký", width=10, align="num"),
        Column("required_units", "Phải ký", width=10, align="num"),
        Column("sign_by", "Hạn ký", lambda row: row.pledge.sign_by, width=18),
        Column("in_force_at", "Có hiệu lực từ", lambda row: row.pledge.in_force_at, width=18),
        Column("is_sample", "Dữ liệu mẫu", lambda row: SAMPLE.read(row.pledge), width=14),
    )

    def shown(self, rows: Any) -> Any:
        return rows.select_related("emulation_year__bloc", "signing").defer("content")

    def prepared(self, rows: list[Pledge]) -> list[PledgeLine]:
        counts = signed_and_required(rows)
        return [PledgeLine(pledge, *counts.get(pledge.pk, (0, None))) for pledge in rows]

    def nothing_yet(self) -> Empty:
        text = "Khi Tổ thư ký lập giao ước, giao ước hiển thị tại đây và có thông báo."
        if self.scope["start_year"]:
            text = "Lập giao ước để các đơn vị đăng ký chỉ tiêu thi đua và thủ trưởng các đơn vị cùng ký."
        return Empty("pen", "Chưa có giao ước nào", text)
