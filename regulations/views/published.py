"""/quy-che/cong-bo/: issued regulations for anybody, without login: found by words and day, read article by article."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from drafting.queries.amended import printed_content
from drafting.queries.numbering import thawed
from libraries.printing.paper import Paper
from libraries.web import clock
from libraries.web.downloads import WORD, file_name, file_response
from libraries.web.listing import page_of
from records.documents import document_response
from records.issuing import to_pdf, to_word
from records.transitions import filled
from regulations.documents.consolidated import consolidated_paper
from regulations.documents.regulation import issued_paper
from regulations.forms import DayForm, PublishedForm
from regulations.models import Erratum, Regulation
from regulations.queries.consolidated import Consolidated, amending_regulations, consolidated
from regulations.queries.errata import corrections_in
from regulations.queries.published import history_of, published_regulations, with_articles

A_PAGE = 20


@login_not_required
@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    """?tim= reads titles, numbers and every article, with or without marks; ?ngay= shows what holds on that day."""
    form = PublishedForm(request.GET or None)
    wrong = form.is_bound and not form.is_valid()
    typed: dict[str, Any] = form.cleaned_data if form.is_bound and not wrong else {}
    words, day = typed.get("tim") or "", typed.get("ngay")
    page = page_of(request, published_regulations(words, day), A_PAGE)
    lines = with_articles(page.rows, words)
    context = {"form": form, "words": words, "day": day, "page": page, "lines": lines}
    return render(request, "regulations/published_list.html", context, status=422 if wrong else 200)


def _published(pk: int) -> Regulation:
    rows = Regulation.objects.published().select_related(
        "emulation_year__bloc", "bloc", "text", "document", "successor", "amends"
    )
    return get_object_or_404(rows.select_related("adopted_version__text").prefetch_related("signer_unit__names"), pk=pk)


@login_not_required
@require_safe
def published_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text, what replaced what, and how to check the paper."""
    regulation = _published(pk)
    version = regulation.adopted_version
    page = {
        "regulation": regulation,
        "version": version,
        "paper": issued_paper(regulation),
        "nodes": thawed(printed_content(version)) if version else [],
        "amendments": amending_regulations(regulation),
        "errata": regulation.errata.issued(),
        "articles": regulation.articles.defer("search_key", "words"),
        "history": history_of(regulation),
    }
    return render(request, "regulations/published_detail.html", page)


@dataclass(frozen=True)
class _Reading:
    """The consolidated text of a regulation as somebody asked for it: on which day."""

    regulation: Regulation
    day: datetime.date
    found: Consolidated | None  # nothing holds on that day


def _reading(request: HttpRequest, pk: int) -> tuple[DayForm, _Reading]:
    """?ngay=; without it, or where it is no day, today. Of an amendment: the text that it changed, from its day on."""
    asked = regulation = _published(pk)
    if asked.amends is not None:
        regulation = _published(asked.amends.pk)
    form = DayForm(request.GET or None)
    typed = form.cleaned_data.get("ngay") if form.is_bound and form.is_valid() else None
    day = typed or max(clock.today(), filled(asked.effective_from))
    holds = regulation.effective_from is not None and day >= regulation.effective_from
    return form, _Reading(regulation, day, consolidated(regulation, day) if holds else None)


@login_not_required
@require_safe
def published_consolidated(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as all its amendments made it, on a day; each piece says where it is from."""
    form, reading = _reading(request, pk)
    regulation, found = reading.regulation, reading.found
    page = {
        "form": form,
        "reading": reading,
        "regulation": regulation,
        "version": regulation.adopted_version,
        "nodes": thawed(found.marked) if found else [],
        "amendments": amending_regulations(regulation),
    }
    wrong = form.is_bound and not form.is_valid()
    return render(request, "regulations/published_consolidated.html", page, status=422 if wrong else 200)


@login_not_required
@require_safe
def consolidated_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    paper, name = _consolidated_paper(request, pk)
    return file_response(to_pdf(paper), f"{name}.pdf")


@login_not_required
@require_safe
def consolidated_word(request: HttpRequest, pk: int) -> HttpResponse:
    paper, name = _consolidated_paper(request, pk)
    return file_response(to_word(paper), f"{name}.docx", WORD)


def _consolidated_paper(request: HttpRequest, pk: int) -> tuple[Paper, str]:
    _, reading = _reading(request, pk)
    if reading.found is None:
        raise Http404("nothing holds on that day")
    name = file_name(f"{reading.regulation.title} hợp nhất {reading.day:%Y-%m-%d}", "")
    return consolidated_paper(reading.regulation, reading.found, reading.day), name


@login_not_required
@require_safe
def published_article(request: HttpRequest, pk: int, anchor: str) -> HttpResponse:
    """One Điều under its own address."""
    regulation = get_object_or_404(Regulation.objects.published().select_related("bloc", "successor"), pk=pk)
    articles = list(regulation.articles.defer("search_key"))
    here = next((place for place, row in enumerate(articles) if row.anchor == anchor), None)
    if here is None:
        raise Http404
    page = {
        "regulation": regulation,
        "amendments": amending_regulations(regulation),
        "corrections": corrections_in(regulation, anchor),
        "article": articles[here],
        "before": articles[here - 1] if here else None,
        "after": articles[here + 1] if here + 1 < len(articles) else None,
    }
    return render(request, "regulations/published_article.html", page)


@login_not_required
@require_safe
def published_erratum_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed letter that corrects slips, as issued."""
    erratum = get_object_or_404(Erratum.objects.issued().select_related("document"), pk=pk)
    if erratum.document is None:
        raise Http404
    return document_response(erratum.document)


@login_not_required
@require_safe
def published_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed file as issued."""
    regulation = _published(pk)
    if regulation.document is None:
        raise Http404
    return document_response(regulation.document)
