"""The audit log as a list: /nhat-ky/."""

from dataclasses import dataclass
from typing import Any

from libraries.web.listing import Choice, Column, Empty, List, Search
from records import audit
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
    order, keyed = ("chain", "-seq"), True
    search = Search("Đối tượng có chữ", lambda rows, words: rows.filter(row_label__icontains=words), name="doi-tuong")
    filters = (
        Choice(
            "khoi",
            "Khối",
            lambda listing: list(listing.scope["chains"].items()) if len(listing.scope["chains"]) > 1 else [],
            lambda rows, chain, listing: rows.filter(chain=chain),
        ),
    )
    columns = (
        Column("seq", "Số", lambda row: row.event.seq, width=8, align="num"),
        Column("chain", "Chuỗi", lambda row: row.chain_name, width=28, on_page=False),
        Column("verb", "Việc", lambda row: audit.VERB_LABELS.get(row.event.verb, row.event.verb), width=28),
        Column("row_label", "Đối tượng", lambda row: row.event.row_label, width=48),
        Column("reason", "Lý do", lambda row: row.event.reason, width=32, on_page=False),
        Column("actor_name", "Người thực hiện", lambda row: row.event.actor_name, width=24),
        Column("at", "Thời điểm", lambda row: row.event.at, width=18),
        Column("hash", "Mã băm", lambda row: row.event.hash, width=24),
    )

    def prepared(self, rows: list[Any]) -> list[EventLine]:
        chains = self.scope["chains"]
        return [EventLine(event, chains[event.chain]) for event in rows]

    @property
    def several_chains(self) -> bool:
        return len(self.scope["chains"]) > 1 and "khoi" not in self.values

    def nothing_yet(self) -> Empty:
        return Empty("journal-text", "Chưa có sự kiện nào", "Mọi việc soạn, gửi, ký, ban hành sẽ hiện ở đây.")
