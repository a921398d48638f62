"""/quy-che/<pk>/thong-qua/: which ballot carried it, and the way back before it is issued."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from records.transitions import requirements
from regulations import workflow
from regulations.actions import ADOPT
from regulations.forms import AdoptForm, BackToDraftForm
from regulations.models import Regulation
from regulations.queries.ballots import ballots_of
from regulations.requirements import judged_ballots
from regulations.views.regulation import visible_regulation
from units.requests import LoggedInRequest

BALLOTS = 20


@idempotent_post
def adoption_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Check before adopting: the text, and the ballots with the reason why one of them does not do."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, "regulations.adopt", regulation)
    form = AdoptForm(posted(request), regulation=regulation)
    if submit(form, lambda typed: workflow.adopt(regulation, by=request.user, ballot=typed["ballot"])):
        messages.success(request, "Đã xác nhận thông qua. Nội dung được giữ đúng bản hội nghị đã biểu quyết.")
        return redirect("regulations:regulation_detail", pk=pk)
    return _adoption(request, regulation, form)


def _adoption(request: LoggedInRequest, regulation: Regulation, form: AdoptForm) -> HttpResponse:
    judged = judged_ballots(regulation, ballots_of(regulation)[:BALLOTS])
    fitting = [row.ballot for row in judged if not row.objection]
    page = {
        "regulation": regulation,
        "form": form,
        # Of several a person chooses: another regulation may have been voted on.
        "chosen": form["ballot"].value() or (fitting[0].pk if len(fitting) == 1 else ""),
        "fitting": fitting,
        "unfitting": [row for row in judged if row.objection],
        "missing": requirements(ADOPT, regulation),
    }
    return render(request, "regulations/adoption_start.html", page, status=status_of(form))


@idempotent_post
def return_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The way back before the issue, with a reason."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, "regulations.back_to_draft", regulation)
    form = BackToDraftForm(posted(request))
    if submit(form, lambda typed: workflow.back_to_draft(regulation, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã trả lại để sửa. Việc tiếp theo: mở lại dự thảo và sửa nội dung.")
        return redirect("regulations:regulation_detail", pk=pk)
    page = {"regulation": regulation, "form": form}
    return render(request, "regulations/return_start.html", page, status=status_of(form))
