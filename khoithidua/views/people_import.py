"""/don-vi/<khoi>/nguoi/nhap/: the people of a bloc from one Excel sheet; looked at before anything is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from khoithidua.people_list import PeopleList, rows_of_bloc, write_people
from khoithidua.setup.tables import TableForm
from khoithidua.views.tables import fill, sheet_answer
from libraries.web.formats import vn_number
from records.access import check_permission
from records.submission import idempotent_post
from units.requests import LoggedInRequest
from units.views.frame import page_link, trail, visible_bloc


@idempotent_post
def people_import(request: LoggedInRequest, bloc: str) -> HttpResponse:
    """The table, what it would change, and only then the button that saves all of it."""
    the_bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.add_person", the_bloc)

    def make(*args: Any, **options: Any) -> PeopleList:
        return PeopleList(*args, bloc=the_bloc, by=request.user, **options)

    changed = 0

    def save(form: TableForm) -> None:
        nonlocal changed
        assert isinstance(form, PeopleList)
        changed = write_people(form, by=request.user, seen=request.POST.get("seen", ""))

    filled = fill(request, make, save, saved_by="save")
    if filled.saved:
        messages.success(request, f"Đã lưu thay đổi của {vn_number(changed)} dòng. Gửi thư mời cho cán bộ mới.")
        return redirect("units:person_list", bloc=the_bloc.slug)
    form = filled.form
    assert isinstance(form, PeopleList)
    looked_at = form.is_bound and filled.act in ("", "read", "save") and not form.errors
    page = {
        "bloc": the_bloc,
        "form": form,
        "source": filled.source,
        "read": filled.read,
        "differences": form.differences if looked_at else None,
        "sheet": reverse("people_sheet", args=[the_bloc.slug]),
        "steps": trail(the_bloc, ("Cán bộ", page_link("person_list", the_bloc.slug)), ("Nhập từ Excel", "")),
        "back": page_link("person_list", the_bloc.slug),
    }
    return render(request, "khoithidua/people_import.html", page, status=200 if looked_at else filled.status)


@require_safe
def people_sheet(request: LoggedInRequest, bloc: str) -> HttpResponse:
    """The workbook to fill in, with who is there today."""
    the_bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.add_person", the_bloc)
    return sheet_answer(PeopleList(bloc=the_bloc, by=request.user), "Cán bộ", rows_of_bloc(the_bloc))
