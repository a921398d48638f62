"""The jobs of the whole installation as a list."""

from django.db.models import Q
from django.urls import reverse

from libraries.web.listing import Buttons, Column, Empty, List, Option
from records.models import Job

RUNNING = [Job.State.QUEUED, Job.State.RUNNING]


class JobList(List):
    """Long pieces of work, the newest first."""

    view_name = "job_list"
    template = "khoithidua/job_list.html"
    title, file_name = "Việc chạy nền", "viec-chay-nen"
    row_template, is_table = "khoithidua/_job_row.html", True
    size = 30
    order = ("-pk",)
    filters = (
        Buttons(
            (
                Option("", "Tất cả"),
                Option("dang", "Đang xử lý", Q(state__in=RUNNING)),
                Option("loi", "Có lỗi", Q(state=Job.State.STOPPED) | Q(failed__gt=0)),
            ),
        ),
    )
    columns = (
        Column("title", "Việc", width=44, link=lambda row: reverse("records:job_detail", args=[row.pk])),
        Column("state", "Trạng thái", lambda row: row.get_state_display(), width=18),
        Column("done", "Đã hoàn thành", lambda row: row.done, width=14, align="num"),
        Column("total", "Tổng số", lambda row: row.total, width=12, align="num"),
        Column("failed", "Lỗi", lambda row: row.failed, width=10, align="num"),
        Column("created_at", "Thời gian", lambda row: row.created_at, width=18),
    )

    def nothing_yet(self) -> Empty:
        return Empty("gear", "Chưa có việc nào", "Việc in bằng, kiểm tra nhật ký hiển thị tại đây.")
