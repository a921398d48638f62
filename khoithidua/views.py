"""Home, health and error pages."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "khoithidua/home.html", {})


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
    return render(request, "403.html", {"message": message}, status=403)
