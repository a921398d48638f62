"""What there is to run: the way to each page, how the installation is, the jobs of the whole installation."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from khoithidua import doctor
from khoithidua.administration.lists import JobList
from khoithidua.views.administration.frame import enter, steps
from libraries.web import listing
from records.models import Job
from records.submission import post_action
from units.models import City
from units.requests import LoggedInRequest


@dataclass(frozen=True)
class Door:
    """A page of administration: its name, what it is for, where it is."""

    label: str
    lead: str
    address: str


@require_safe
def administration(request: LoggedInRequest) -> HttpResponse:
    enter(request)
    city = City.objects.on()
    doors = [
        Door("Khối, cụm thi đua", "Lập, đổi tên, thôi hoạt động; đơn vị của từng khối", reverse("units:bloc_list")),
        Door("Lập khối, cụm mới", "Tên gọi, đơn vị, cán bộ, năm thi đua đầu tiên", reverse("setup_bloc")),
        Door("Người giữ vai trò", f"{city.office}, Tổ thư ký các khối, người quản trị", reverse("office_list")),
        Door("Danh hiệu, hình thức khen thưởng", "Quy định theo từng thời gian", reverse("awards:kind_list")),
        Door("Thông tin thành phố", "Tên các cơ quan trên văn bản, liên hệ", reverse("city_detail")),
        Door("Từ ngữ theo quy định", "Danh hiệu, biểu quyết, cấp đổi, chữ ký", reverse("wording_list")),
        Door("Căn cứ pháp lý", "Văn bản được trích dẫn", reverse("law:legal_text_list")),
        Door("Mẫu văn bản", "Biểu mẫu, thể thức, văn bản điền mẫu", reverse("law:paper_form_list")),
        Door("Trạng thái hệ thống", "Cơ sở dữ liệu, thư, sao lưu, ổ đĩa, khóa", reverse("system_condition")),
        Door("Việc chạy nền", "In bằng, kiểm tra nhật ký", reverse("job_list")),
        Door("Nhật ký quản trị", "Xem và xuất Excel", reverse("records:audit_log")),
    ]
    return render(request, "khoithidua/administration.html", {"doors": doors, "steps": steps(), "city": city})


@require_safe
def system_condition(request: LoggedInRequest) -> HttpResponse:
    """The quick checks of `manage.py doctor`."""
    enter(request)
    page = {
        "findings": doctor.examine(quickly=True),
        "sender": settings.DEFAULT_FROM_EMAIL,
        "steps": steps(("Trạng thái hệ thống", "")),
    }
    return render(request, "khoithidua/system_condition.html", page)


@post_action("system_condition")
def send_test_mail(request: LoggedInRequest) -> HttpResponse:
    """To one's own address, at once: the server's answer is told as it came."""
    enter(request)
    address = request.user.email
    if not address:
        messages.error(request, "Tài khoản chưa có thư điện tử. Cập nhật thư điện tử của tài khoản trước.")
        return redirect("system_condition")
    text = "Đây là thư thử từ phần mềm Khối thi đua. Nếu đọc được thư này, cấu hình thư điện tử đã đúng."
    try:
        EmailMessage("Thư thử", text, to=[address]).send()
    except OSError as problem:
        messages.error(request, f"Chưa gửi được thư thử. Máy chủ thư trả lời: {problem}")
    else:
        messages.success(request, f"Đã gửi thư thử tới {address}. Kiểm tra hộp thư, kể cả mục thư rác.")
    return redirect("system_condition")


@require_safe
def job_list(request: LoggedInRequest) -> HttpResponse:
    enter(request)
    way = steps(("Việc chạy nền", ""))
    return listing.answer(request, JobList, Job.objects.select_related("created_by"), steps=way)
