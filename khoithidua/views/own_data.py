"""/tai-khoan/du-lieu/: what is held of oneself, as a page and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from khoithidua.personal_data import as_file, data_of
from libraries.web.downloads import file_name, file_response
from units.requests import LoggedInRequest


@require_safe
def own_data(request: LoggedInRequest) -> HttpResponse:
    data = data_of(request.user)
    tables = [(table["loại"], table["vai trò"], table["số lượng"]) for table in data["nội dung có tên"]]
    return render(request, "khoithidua/own_data.html", {"account": data["tài khoản"], "tables": tables})


@require_safe
def own_data_file(request: LoggedInRequest) -> HttpResponse:
    name = file_name(f"du-lieu-ca-nhan-{request.user.username}", ".json")
    return file_response(as_file(request.user), name, "application/json")
