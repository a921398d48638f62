"""/khen-thuong/chi-tieu/: how many awards a bloc may propose in a year, and where that is said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.forms import QuotaForm
from awards.lists import QuotaList
from awards.models import AwardKind
from awards.views.visible import visible_year
from libraries.web import listing
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.models import EmulationYear
from units.requests import LoggedInRequest


@require_safe
def quota_list(request: LoggedInRequest) -> HttpResponse:
    """Years this user may see, newest first, with what was recorded for each kind."""
    return listing.answer(request, QuotaList, EmulationYear.objects.visible_to(request.user))


@require_safe
def quota_edit(request: LoggedInRequest, year_pk: int) -> HttpResponse:
    year = visible_year(request, year_pk)
    check_permission(request.user, "awards.set_quota", year)
    return _quotas(request, year)


def _quotas(
    request: LoggedInRequest, year: EmulationYear, wrong: QuotaForm | None = None, status: int = 200
) -> HttpResponse:
    """One small form a kind; `wrong` is the one that came back."""
    known = {row.kind_id: row for row in year.quotas.select_related("recorded_by")}
    rows = []
    for kind in AwardKind.objects.all():
        quota = known.get(kind.pk)
        initial = {name: getattr(quota, name) for name in QuotaForm.base_fields} if quota else {}
        form = wrong if wrong and wrong.prefix == kind.slug else QuotaForm(prefix=kind.slug, initial=initial)
        rows.append((kind, quota, form))
    return render(request, "awards/quota_edit.html", {"year": year, "rows": rows}, status=status)


@idempotent_post
def set_quota(request: LoggedInRequest, year_pk: int, slug: str) -> HttpResponse:
    """One kind's number and source, on the page of the year."""
    year = visible_year(request, year_pk)
    check_permission(request.user, "awards.set_quota", year)
    kind = get_object_or_404(AwardKind, slug=slug)
    form = QuotaForm(posted(request), prefix=kind.slug)
    if submit(form, lambda typed: workflow.set_quota(year, by=request.user, kind=kind, **typed)):
        messages.success(request, f"Đã lưu số lượng {kind.short_name} được phân bổ năm {year.year}.")
        return redirect("awards:quota_edit", year_pk=year_pk)
    return _quotas(request, year, form if form.is_bound else None, status=status_of(form))
