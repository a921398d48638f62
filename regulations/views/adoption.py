"""/quy-che/<pk>/thong-qua/: which ballot carried it, and the way back before it is issued."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from records.access import acting, check_permission
from records.transitions import requirements
from regulations import workflow
from regulations.actions import ADOPT
from regulations.adoption import ballots_of, is_about_a_regulation, objection_to_ballot
from regulations.forms import AdoptForm, BackToDraftForm
from regulations.views.regulation import seen

BALLOTS = 20


@require_safe
def adoption_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Check before adopting: the text, and the ballots with the reason why one of them does not do."""
    regulation = seen(request, pk)
    check_permission(request.user, "regulations.adopt", regulation)
    return _adoption(request, regulation, AdoptForm(regulation=regulation))


@acting
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    regulation = seen(request, pk)
    check_permission(request.user, "regulations.adopt", regulation)
    form = AdoptForm(request.POST, regulation=regulation)
    if not form.is_valid():
        return _adoption(request, regulation, form, status=422)
    regulation = workflow.adopt(regulation, by=request.user, ballot=form.cleaned_data["ballot"])
    messages.success(request, "Đã ghi thông qua. Nội dung được giữ nguyên như hội nghị đã biểu quyết.")
    return redirect("regulations:regulation_detail", pk=pk)


def _adoption(request, regulation, form, status=200):
    ballots = [ballot for ballot in ballots_of(regulation)[:BALLOTS] if is_about_a_regulation(ballot)]
    judged = [(ballot, objection_to_ballot(regulation, ballot)) for ballot in ballots]
    fitting = [ballot for ballot, objection in judged if not objection]
    page = {
        "regulation": regulation,
        "form": form,
        # Of several a person chooses: the question is words, and another regulation may have been voted on.
        "chosen": form["ballot"].value() or (fitting[0].pk if len(fitting) == 1 else ""),
        "fitting": fitting,
        "unfitting": [(ballot, objection) for ballot, objection in judged if objection],
        "missing": requirements(ADOPT, regulation),
    }
    return render(request, "regulations/adoption_start.html", page, status=status)


@require_safe
def return_start(request: HttpRequest, pk: int) -> HttpResponse:
    regulation = seen(request, pk)
    check_permission(request.user, "regulations.back_to_draft", regulation)
    page = {"regulation": regulation, "form": BackToDraftForm()}
    return render(request, "regulations/return_start.html", page)


@acting
def back_to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    regulation = seen(request, pk)
    check_permission(request.user, "regulations.back_to_draft", regulation)
    form = BackToDraftForm(request.POST)
    if not form.is_valid():
        page = {"regulation": regulation, "form": form}
        return render(request, "regulations/return_start.html", page, status=422)
    workflow.back_to_draft(regulation, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, "Đã trả lại để sửa. Mở lại dự thảo để sửa nội dung.")
    return redirect("regulations:regulation_detail", pk=pk)
