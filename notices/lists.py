"""The lists of notices: one's own inbox, and the mails of the blocs one keeps."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from libraries.web.formats import short_datetime, vn_number
from libraries.web.listing import Buttons, Column, Empty, InTurn, List, Option
from notices.actions import RETRY
from notices.models import OutgoingMail
from records.access import has_permission


class NoticeList(List):
    """One's own inbox: unread first, newest first in both halves."""

    view_name = "notices:notice_list"
    template = "notices/notice_list.html"
    title, file_name = "Thông báo", "thong-bao"
    body_template = "notices/_halves.html"
    order = ("-created_at", "-pk")
    columns = (
        Column("title", "Thông báo", width=56, link=lambda row: row.url),
        Column("body", "Nội dung", width=56),
        Column("bloc", "Khối, cụm", lambda row: row.bloc.short_name if row.bloc else "", width=22),
        Column("created_at", "Lúc", width=18),
        Column("read_at", "Đọc lúc", width=18),
        Column("done_at", "Việc xong lúc", width=18, on_page=False),
    )

    @cached_property
    def rows_in_order(self) -> InTurn:
        rows = self.narrowed().select_related("bloc").order_by(*self.order)
        return InTurn(rows.unread(), rows.looked_at(), whole=rows)

    def nothing_yet(self) -> Empty:
        text = "Thông báo về việc cần xử lý, việc sắp đến hạn sẽ hiển thị tại đây và được gửi qua thư điện tử."
        return Empty("bell", "Chưa có thông báo", text)


@dataclass(frozen=True)
class MailLine:
    """One mail, why it still waits, and whether this reader may have it sent again."""

    mail: OutgoingMail
    waiting: str
    can_retry: bool

    @property
    def recipient(self) -> str:
        return self.mail.recipient.full_name if self.mail.recipient else "Đại biểu mời"


def waiting_words(mail: OutgoingMail, can_send: bool) -> str:
    """ "Sẽ gửi trong ít phút"; empty for a mail that waits for nothing."""
    if not mail.waits:
        return ""
    if not can_send:
        return "Chờ cài đặt thư điện tử"
    if mail.attempts:
        return f"Đã thử {vn_number(mail.attempts)} lần, thử lại lúc {short_datetime(mail.next_attempt_at)}"
    return "Sẽ gửi trong ít phút"


class MailList(List):
    """What became of the mails of one's blocs; addresses and subjects, never the text."""

    view_name = "notices:mail_list"
    template = "notices/mail_list.html"
    title, file_name = "Thư gửi đi", "thu-gui-di"
    row_template, is_table = "notices/_mail_row.html", True
    filters = (
        Buttons(
            (
                Option("", "Tất cả"),
                *(Option(state.value, state.label, Q(state=state)) for state in OutgoingMail.State),
            ),
            name="trang-thai",
            counted=True,
        ),
    )
    order = ("-created_at", "-pk")
    columns = (
        Column("recipient", "Người nhận", width=26),
        Column("address", "Địa chỉ", lambda row: row.mail.address, width=30, on_page=False),
        Column("subject", "Tiêu đề", lambda row: row.mail.subject, width=56),
        Column("created_at", "Lập lúc", lambda row: row.mail.created_at, width=18),
        Column("state", "Trạng thái", lambda row: row.mail.get_state_display(), width=16),
        Column("sent_at", "Gửi lúc", lambda row: row.mail.sent_at, width=18, on_page=False),
        Column("attempts", "Số lần gửi", lambda row: row.mail.attempts, width=10, align="num", on_page=False),
        Column("last_error", "Lỗi gần nhất", lambda row: row.mail.last_error, width=36, on_page=False),
    )
    nothing_found = Empty("envelope", "Không có thư nào ở mục này", "Chọn mục khác để xem các thư còn lại.")

    def shown(self, rows: Any) -> Any:
        return rows.select_related("recipient", "bloc").defer("body", "html", "calendar")

    def prepared(self, rows: list[OutgoingMail]) -> list[MailLine]:
        user, can_send = self.request.user, self.scope["can_send"]
        return [MailLine(mail, waiting_words(mail, can_send), has_permission(user, RETRY.name, mail)) for mail in rows]

    def nothing_yet(self) -> Empty:
        text = "Thư được lập khi có việc báo cho các đơn vị: lấy ý kiến, mời họp, đề nghị ký."
        return Empty("envelope", "Chưa có thư nào", text)
