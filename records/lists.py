"""The audit log as a list: /nhat-ky/."""

from dataclasses import dataclass
from typing import Any

from libraries.web.listing import Chooser, Column, Empty, List, Search
from libraries.web.word_search import found_by
from records import audit
from records.access import reader_of
from records.models import AuditEvent


@dataclass(frozen=True)
class EventLine:
    """An event and the name of its chain."""

    event: AuditEvent
    chain_name: str


class AuditLog(List):
    """Chain after chain, newest first by number: rows stand as they are linked, whatever their clocks say."""

    view_name = "records:audit_log"
    template = "records/audit_log.html"
    title, file_name = "Nhật ký", "nhat-ky"
    row_template, is_table = "records/_event_row.html", True
    size = 50
    order, keyed, counts_found = ("chain", "-seq"), True, False
    search = Search("Tìm theo tên văn bản, đơn vị", found_by, name="doi-tuong")
    filters = (
        Chooser(
            "khoi",
            "Khối",
            known=lambda listing, words, most: reader_of(listing.request).chains_named(words, most),
            named=lambda listing, chain: reader_of(listing.request).chain_names([chain]).get(chain, ""),
            pick=lambda rows, chains: rows.filter(chain__in=chains),
        ),
    )
    columns = (
        Column("seq", "Số", lambda row: row.event.seq, width=8, align="num"),
        Column("chain", "Nhật ký của", lambda row: row.chain_name, width=28, on_page=False),
        Column("verb", "Việc", lambda row: audit.WORDS.get(row.event.verb, row.event.verb), width=28),
        Column("row_label", "Đối tượng", lambda row: row.event.row_label, width=48),
        Column("reason", "Lý do", lambda row: row.event.reason, width=32, on_page=False),
        Column("actor_name", "Người thực hiện", lambda row: row.event.actor_name, width=24),
        Column("at", "Thời điểm", lambda row: row.event.at, width=18),
        Column("hash", "Mã kiểm tra toàn vẹn", lambda row: row.event.hash, width=24, on_page=False),
    )

    def prepared(self, rows: list[Any]) -> list[EventLine]:
        chains = reader_of(self.request).chain_names({event.chain for event in rows})
        return [EventLine(event, chains.get(event.chain, event.chain)) for event in rows]

    @property
    def several_chains(self) -> bool:
        """Whether rows of more than one chain stand here: each chain then has its heading."""
        return self.scope["several_chains"] and not (self.values and self.filters[0].is_one(self))

    def nothing_yet(self) -> Empty:
        return Empty(
            "journal-text", "Chưa có nội dung nào", "Các việc soạn thảo, gửi, ký, ban hành sẽ hiển thị tại đây."
        )
