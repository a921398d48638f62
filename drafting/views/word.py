"""/du-thao/tu-word/: a text begun from a Word file: what was read is shown with its questions before it is saved."""

import json

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from drafting import workflow
from drafting.forms.text import OutlineForm, WordForm
from drafting.models import Text
from drafting.queries.homes import start_at_home
from drafting.queries.outline import Outline
from drafting.queries.word_outline import outline_of_word
from drafting.views.text import years_to_start_in
from libraries.foreign_files import Busy, FileRefused
from libraries.web.forms.files import TOO_BUSY
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of
from units.requests import LoggedInRequest
from units.scope import kept_year


@idempotent_post
def text_import(request: LoggedInRequest) -> HttpResponse:
    """First the file, then its outline to be confirmed; only the second post saves."""
    years = years_to_start_in(request)
    if request.method == "POST" and "outline" in request.POST:
        return _confirmed(request, OutlineForm(request.POST, years=years))
    initial = {"emulation_year": kept_year(request) or years.first(), "kind": Text.Kind.REGULATION}
    form = WordForm(posted(request), request.FILES or None, years=years, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            outline = outline_of_word(form.cleaned_data["file"].read())
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        except Busy:
            form.add_error("file", TOO_BUSY)
        else:
            return _shown(request, form, outline)
    return render(request, "drafting/text_import.html", {"form": form}, status=status_of(form))


def _shown(request: LoggedInRequest, form: WordForm, outline: Outline) -> HttpResponse:
    """What was read. Nothing is saved: the outline travels in the form that confirms it."""
    typed = form.cleaned_data
    read = {
        "emulation_year": typed["emulation_year"],
        "kind": typed["kind"],
        "title": outline.title or typed["file"].name.rsplit(".", 1)[0],
        "legal_basis": "\n".join(outline.bases),
        "outline": json.dumps(outline.tree(), ensure_ascii=False),
    }
    confirm = OutlineForm(initial=read, years=years_to_start_in(request))
    return _outline(request, confirm, outline)


def _outline(request: LoggedInRequest, form: OutlineForm, outline: Outline | None) -> HttpResponse:
    page = {"form": form, "outline": outline, "shows_outline": True}
    return render(request, "drafting/text_import.html", page, status=status_of(form))


def _confirmed(request: LoggedInRequest, form: OutlineForm) -> HttpResponse:
    if not form.is_valid():
        return _outline(request, form, None)
    typed = form.cleaned_data
    check_permission(request.user, "drafting.create_text", typed["emulation_year"])
    with transaction.atomic():
        text = workflow.create_text(
            typed["emulation_year"],
            by=request.user,
            kind=typed["kind"],
            title=typed["title"],
            legal_basis=typed["legal_basis"],
            tree=typed["outline"],
        )
        start_at_home(text, by=request.user)
    messages.success(request, "Đã lập dự thảo từ tệp Word. Kiểm tra văn bản, sau đó gửi lấy ý kiến.")
    return redirect("drafting:text_edit", pk=text.pk)
