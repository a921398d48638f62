"""/khen-thuong/danh-hieu/: kinds of award, and what the law asks for each, by date."""

import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.forms.kinds import AddKindForm, KindForm, TermsForm
from awards.models import AwardKind, AwardTerms
from law.queries import wording_on
from libraries.web import clock
from records.access import check_permission, has_permission, permitted
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


@require_safe
def kind_list(request: LoggedInRequest) -> HttpResponse:
    """What can be awarded, and under which law it is proposed today."""
    today = clock.today()
    wording = wording_on(today)
    kinds = AwardKind.objects.prefetch_related("terms")
    rows = [(kind, kind.family_in(wording), kind.terms_on(today)) for kind in kinds]
    may = permitted(request.user, request.user, "awards.make_kind")
    return render(request, "awards/kind_list.html", {"rows": rows, "may": may})


@idempotent_post
def kind_add(request: LoggedInRequest) -> HttpResponse:
    """A kind the law knows and the installation does not yet; what the law asks for it is typed next."""
    check_permission(request.user, "awards.make_kind", request.user)
    last = AwardKind.objects.order_by("-display_order").first()
    form = AddKindForm(posted(request), initial={"display_order": last.display_order + 1 if last else 1})
    if kind := submit(form, lambda typed: workflow.make_kind(by=request.user, **typed)):
        messages.success(request, f"Đã thêm {kind.name}. Nhập quy định áp dụng để lập được hồ sơ.")
        return redirect("awards:terms_begin", slug=kind.slug)
    return render(request, "awards/kind_add.html", {"form": form}, status=status_of(form))


def _kind(slug: str) -> AwardKind:
    return get_object_or_404(AwardKind.objects.prefetch_related("terms"), slug=slug)


@require_safe
def kind_detail(request: LoggedInRequest, slug: str) -> HttpResponse:
    """Every period of the law, the latest first."""
    kind = _kind(slug)
    page = {
        "kind": kind,
        "family": kind.family_in(wording_on()),
        "terms": sorted(kind.terms.all(), key=lambda row: row.valid_from, reverse=True),
        "may_edit": has_permission(request.user, "awards.edit_kind", kind),
    }
    return render(request, "awards/kind_detail.html", page)


@idempotent_post
def kind_edit(request: LoggedInRequest, slug: str) -> HttpResponse:
    kind = _kind(slug)
    check_permission(request.user, "awards.edit_kind", kind)
    form = KindForm(posted(request), instance=copy.copy(kind))
    if submit(form, lambda typed: workflow.edit_kind(kind, by=request.user, **typed)):
        messages.success(request, "Đã lưu. Bằng đã phát hành giữ nguyên.")
        return redirect("awards:kind_detail", slug=slug)
    return render(request, "awards/kind_edit.html", {"kind": kind, "form": form}, status=status_of(form))


@idempotent_post
def terms_begin(request: LoggedInRequest, slug: str) -> HttpResponse:
    """A new period, beginning with what is asked today."""
    kind = _kind(slug)
    check_permission(request.user, "awards.begin_terms", kind)
    last = max(kind.terms.all(), key=lambda row: row.valid_from, default=None)
    fields = [name for name in TermsForm.Meta.fields if name != "valid_from"]
    form = TermsForm(posted(request), initial={name: getattr(last, name) for name in fields} if last else {})

    def verb(typed: dict[str, object]) -> AwardTerms:
        return workflow.begin_terms(kind, by=request.user, **form.cleaned_data)

    if submit(form, verb):
        messages.success(request, f"Đã lưu quy định mới của {kind.short_name}.")
        return redirect("awards:kind_detail", slug=slug)
    return render(request, "awards/terms_begin.html", {"kind": kind, "form": form}, status=status_of(form))
