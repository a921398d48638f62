"""/khen-thuong/tham-dinh/: the board's desk, and one dossier read left and judged right.

docs/interface.md: Reviewing.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.documents.dossier_reader import TABS, read_tab
from awards.forms import ReasonForm, ReviewForm
from awards.lists import ReviewQueue
from awards.models import Nomination
from awards.models.kinds import Part
from awards.queries.automated_checks import automated_checks
from awards.queries.dossiers import opinions_of
from awards.queries.review_queue import SHOWN, desk_of, queue_of, to_decide
from awards.views.visible import visible_nomination
from awards.worklist import desk_next_action
from libraries.web import listing
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


@require_safe
def review_queue(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "awards.read_queue")
    desk = desk_of(request.user)
    decides = has_permission(request.user, "awards.record_decision")
    waiting = to_decide(request.user)[:SHOWN] if decides else []
    return listing.answer(
        request,
        ReviewQueue,
        desk.waiting,
        desk=desk,
        to_decide=waiting,
        next=desk_next_action(desk, waiting),
    )


def _judging(request: LoggedInRequest, nomination: Nomination, form: ReviewForm) -> HttpResponse:
    parts, terms = nomination.newest_parts(), nomination.terms()
    queue = queue_of(request.user)
    wanted = request.GET.get("xem", "") or request.POST.get("tab", "")
    opinions = opinions_of(nomination, request.user)
    judges = has_permission(request.user, "awards.review", nomination)
    returns = has_permission(request.user, "awards.send_back", nomination)
    page = {
        "nomination": nomination,
        "terms": terms,
        "submission": parts.get(Part.SUBMISSION),
        "tabs": TABS.items(),
        "tab": read_tab(wanted, nomination, parts),
        "checks": automated_checks(nomination, parts, terms),
        "form": form if judges and opinions.own is None else None,
        "own": opinions.own,
        "opinions": opinions.hiding_the_present_round(nomination) if judges else opinions.rows,
        "queue": queue,
        "next": queue.after(nomination),
        "previous": queue.before(nomination),
        "is_recused": not returns and any(row.pk == nomination.pk for row in queue.recused),
        "reason_form": ReasonForm() if returns else None,
    }
    return render(request, "awards/review_edit.html", page, status=status_of(form))


@idempotent_post
def review_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """One dossier, read left and judged right; ?xem= chooses what is read on the left."""
    nomination = visible_nomination(request, pk)
    form = ReviewForm(posted(request), revision=nomination.revision)
    check_permission(request.user, "awards.review" if form.is_bound else "awards.read_queue", nomination)
    following = queue_of(request.user).after(nomination) if form.is_bound else None
    if submit(form, lambda typed: workflow.review(nomination, by=request.user, **typed)):
        messages.success(request, f"Đã lưu ý kiến thẩm định hồ sơ {nomination}.")
        if following:
            return redirect("awards:review_edit", pk=following.pk)
        return redirect("awards:review_queue")
    if form.is_bound:
        nomination = visible_nomination(request, pk)  # what stood in the way may be a newer dossier
    return _judging(request, nomination, form)
