"""/quy-che/<pk>/sua-doi/: an issued regulation taken up again, to be amended."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from law.queries import suggested_basis
from libraries.web import clock
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from records.transitions import requirements
from regulations import workflow
from regulations.actions import START_AMENDMENT
from regulations.forms import AmendmentForm
from regulations.models import Regulation
from regulations.views.regulation import visible_regulation
from units.requests import LoggedInRequest


@idempotent_post
def amendment_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Title, legal basis and closing provisions; the changes themselves are written in the editor."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, START_AMENDMENT.name, regulation)
    form = AmendmentForm(posted(request), regulation=regulation, initial=_initial(regulation))
    if amendment := submit(form, lambda typed: workflow.start_amendment(regulation, by=request.user, **form.values())):
        messages.success(request, "Đã lập văn bản sửa đổi, bổ sung. Sửa từng phần ngay tại toàn văn đang có hiệu lực.")
        return redirect("drafting:text_edit", pk=amendment.text_id)
    page = {"regulation": regulation, "form": form, "missing": requirements(START_AMENDMENT, regulation)}
    return render(request, "regulations/amendment_start.html", page, status=status_of(form))


def _initial(regulation: Regulation) -> dict[str, object]:
    provisions = [
        "Quy chế này có hiệu lực kể từ ngày ký ban hành.",
        f"Các nội dung khác của {regulation.cited} tiếp tục có hiệu lực.",
        "Các đơn vị thành viên và Tổ thư ký Khối chịu trách nhiệm thi hành Quy chế này.",
    ]
    return {
        "emulation_year": regulation.bloc.years.order_by("-year").first(),
        "title": f"Quy chế sửa đổi, bổ sung một số điều của {regulation.title}",
        "legal_basis": "\n".join(
            part for part in (suggested_basis(clock.today()), f"Căn cứ {regulation.cited}") if part
        ),
        "own_provisions": "\n".join(provisions),
    }
