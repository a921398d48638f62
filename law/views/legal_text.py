"""/can-cu/: the legal texts that papers rest on, and how the office keeps them."""

import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from law import workflow
from law.forms import LegalTextForm
from law.lists import LegalTextList
from law.models import LegalText
from law.rules import READ_FORMS
from libraries.web import listing
from records.access import check_permission, permitted
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


@require_safe
def legal_text_list(request: LoggedInRequest) -> HttpResponse:
    """Everybody may read what papers rest on."""
    may = permitted(request.user, None, "law.add_legal_text", "law.edit_legal_text", READ_FORMS)
    return listing.answer(request, LegalTextList, LegalText.objects.all(), may=may)


@idempotent_post
def legal_text_add(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "law.add_legal_text")
    form = LegalTextForm(posted(request))
    if text := submit(form, lambda typed: workflow.add_legal_text(by=request.user, **_facts(form))):
        messages.success(request, f"Đã thêm {text}.")
        return redirect("law:legal_text_list")
    return render(request, "law/legal_text_add.html", _page(form), status=status_of(form))


def _facts(form: LegalTextForm) -> dict[str, object]:
    facts = form.changes()
    del facts["revision"]
    return facts


@idempotent_post
def legal_text_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    text = get_object_or_404(LegalText, pk=pk)
    check_permission(request.user, "law.edit_legal_text", text)
    form = LegalTextForm(posted(request), instance=copy.copy(text))
    if submit(form, lambda typed: workflow.edit_legal_text(text, by=request.user, **form.changes())):
        messages.success(request, f"Đã lưu {text}.")
        return redirect("law:legal_text_list")
    return render(request, "law/legal_text_edit.html", _page(form) | {"text": text}, status=status_of(form))


def _page(form: LegalTextForm) -> dict[str, object]:
    return {"form": form, "back": reverse("law:legal_text_list")}
