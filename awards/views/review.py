"""/khen-thuong/tham-dinh/: the board's desk, and one dossier read left and judged right.

docs/interface.md: Reviewing.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.checks import automatic_checks
from awards.forms import ReasonForm, ReviewForm
from awards.lists import ReviewQueue
from awards.queue import SHOWN, desk_of, queue_of, to_decide
from awards.reading import TABS, reading_of
from awards.views.nomination import opinions_of, opinions_shown, seen
from awards.worklist import desk_next_action
from libraries.web import listing
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit


@require_safe
def review_queue(request: HttpRequest) -> HttpResponse:
    check_permission(request.user, "awards.read_queue")
    desk = desk_of(request.user)
    decides = has_permission(request.user, "awards.record_decision")
    waiting = to_decide(request.user)[:SHOWN] if decides else []
    return listing.answer(
        request,
        ReviewQueue,
        desk.waiting,
        desk=desk,
        decides=decides,
        to_decide=waiting,
        next=desk_next_action(desk, waiting),
    )


def _judging(request, nomination, form, status=200):
    parts, terms = nomination.newest_parts(), nomination.terms()
    queue = queue_of(request.user, named=False)
    wanted = request.GET.get("xem", "") or request.POST.get("xem", "")
    opinions = opinions_of(nomination)
    own = next((row for row in opinions if row.round == nomination.round and row.reviewer_id == request.user.pk), None)
    page = {
        "nomination": nomination,
        "terms": terms,
        "submission": parts.get("submission"),
        "tabs": TABS.items(),
        "tab": reading_of(wanted if wanted in TABS else "bao-cao", nomination, parts, terms),
        "checks": automatic_checks(nomination, parts, terms),
        "form": form,
        "own": own,
        "opinions": opinions_shown(request.user, nomination, opinions),
        "queue": queue,
        "next": queue.after(nomination),
        "previous": queue.before(nomination),
        "is_aside": not has_permission(request.user, "awards.send_back", nomination)
        and any(row.pk == nomination.pk for row in queue.aside),
        "reason_form": ReasonForm(),
    }
    return render(request, "awards/review_edit.html", page, status=status)


@idempotent_post
def review_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One dossier, read left and judged right; ?xem= chooses what is read on the left."""
    nomination = seen(request, pk)
    form = ReviewForm(posted(request), revision=nomination.revision)
    check_permission(request.user, "awards.review" if form.is_bound else "awards.read_queue", nomination)
    following = queue_of(request.user, named=False).after(nomination) if form.is_bound else None
    if submit(form, lambda typed: workflow.review(nomination, by=request.user, **typed)):
        messages.success(request, f"Đã lưu ý kiến thẩm định hồ sơ {nomination}.")
        if following:
            return redirect("awards:review_edit", pk=following.pk)
        return redirect("awards:review_queue")
    if form.is_bound:
        nomination = seen(request, pk)  # what stood in the way may be a newer dossier
    return _judging(request, nomination, form, status=status_of(form))
