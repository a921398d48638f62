"""/can-cu/bieu-mau/: the form library, each form with a filled sample to look at and to take along."""

import datetime
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from law.forms import SampleDayForm
from law.paper_forms.description import Form, PaperForm
from law.paper_forms.library import BY_SLUG, FORMS
from law.paper_forms.samples import sample_paper, sample_pdf
from law.rules import READ_FORMS
from libraries import foreign_files
from libraries.web import clock
from libraries.web.downloads import JPEG, WORD, file_name, file_response
from records.access import check_permission
from records.issuing import to_word
from units.requests import LoggedInRequest

WIDTH = 900


def _day(request: HttpRequest) -> datetime.date:
    """?ngay=02/07/2020: the day whose law and names the sample takes; today without one that can be read."""
    form = SampleDayForm(request.GET)
    day: datetime.date | None = form.cleaned_data.get("ngay") if form.is_valid() else None
    return day or clock.today()


def _form(request: LoggedInRequest, slug: str) -> Form:
    check_permission(request.user, READ_FORMS)
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


@require_safe
def paper_form_list(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, READ_FORMS)
    return render(request, "law/paper_form_list.html", {"forms": FORMS})


@require_safe
def paper_form_detail(request: LoggedInRequest, slug: str) -> HttpResponse:
    """The elements of a form with their rules, and the sample of a day as pictures."""
    form, day = _form(request, slug), _day(request)
    page = {
        "form": form,
        "day": day,
        "day_form": SampleDayForm(request.GET if "ngay" in request.GET else None, initial={"ngay": day}),
        "pages": range(1, foreign_files.page_count(sample_pdf(form, day)) + 1),
        "basis": sample_paper(form, day).legal_basis_lines if isinstance(form, PaperForm) else (),
        "has_word": isinstance(form, PaperForm),
    }
    return render(request, "law/paper_form_detail.html", page)


@require_safe
def paper_form_file(request: LoggedInRequest, slug: str) -> HttpResponse:
    form = _form(request, slug)
    return file_response(sample_pdf(form, _day(request)), file_name(f"mẫu {form.name}", ".pdf"))


@require_safe
def paper_form_word(request: LoggedInRequest, slug: str) -> HttpResponse:
    form = _form(request, slug)
    if not isinstance(form, PaperForm):
        raise Http404
    content = to_word(sample_paper(form, _day(request)))
    return file_response(content, file_name(f"mẫu {form.name}", ".docx"), WORD)


@require_safe
def paper_form_page(request: LoggedInRequest, slug: str, number: int) -> HttpResponse:
    """One page of the sample as a picture."""
    form = _form(request, slug)
    picture = _picture(sample_pdf(form, _day(request)), number)
    if picture is None:
        raise Http404
    return file_response(picture, "trang.jpg", JPEG, inline=True)


@lru_cache(maxsize=32)
def _picture(pdf: bytes, number: int) -> bytes | None:
    if not 1 <= number <= foreign_files.page_count(pdf):
        return None
    return foreign_files.draw(pdf, first=number, last=number, width=WIDTH)[0]
