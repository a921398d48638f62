"""Home, health and error pages."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

import khoithidua.progress  # noqa: F401
from libraries.web import clock
from libraries.web.formats import long_day
from notices.models import Notice
from notices.worklist import stages_of, work_for
from units.models import EmulationYear


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, by when, and the one next button; for the secretariat also the year so far."""
    user = request.user
    waiting = work_for(user)
    page = {
        "next": waiting[0] if waiting else None,
        "rest": waiting[1:],
        "greeting": f"{user.addressed}, {how_much(len(waiting))}",
        "today": long_day(clock.today()),
    }
    if not user.roles().secretary_of:
        recent = Notice.objects.filter(user=user).order_by("-pk")[:5]
        return render(request, "khoithidua/home_tasks.html", page | {"recent": recent, "more": more_for(user)})
    year = EmulationYear.objects.filter(bloc__in=user.roles().secretary_of).order_by("-year").first()
    stages = stages_of(year) if year else []
    return render(request, "khoithidua/home.html", page | {"year": year, "stages": stages})


def how_much(number: int) -> str:
    return f"có {number} việc cần làm" if number else "không có việc nào chờ xử lý"


def more_for(user) -> list[tuple[str, str]]:
    """Leaders and the board have no menu (ux.md 3.1): the rest of the house, quietly, at the end of the page."""
    rooms = [
        ("Quy chế của Khối", "regulations:regulation_list"),
        ("Giao ước thi đua", "pledges:pledge_list"),
        ("Hội nghị", "conferences:conference_list"),
        ("Khen thưởng", "awards:nomination_list"),
        ("Bằng, giấy chứng nhận", "awards:certificate_list"),
        ("Các đơn vị trong Khối", "units:bloc_list"),
    ]
    if user.is_board_member:
        rooms.append(("Nhật ký", "records:audit_log"))
    return [(label, reverse(name)) for label, name in rooms]


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For the load balancer: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)


def form_expired(request, reason=""):
    """The CSRF token no longer matches: what was typed stays in the browser's page behind."""
    message = (
        "Trang đã mở quá lâu hoặc bạn vừa đăng nhập lại ở thẻ khác. Bấm nút Quay lại của trình duyệt, "
        "tải lại trang rồi gửi lại; nội dung đã nhập vẫn còn trên trang trước."
    )
    return render(request, "403.html", {"title": "Trang đã hết hạn", "message": message}, status=403)
