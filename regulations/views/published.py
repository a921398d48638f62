"""/quy-che/cong-bo/: issued regulations for anybody, without login: found by words and day, read article by article."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from drafting.queries.numbering import thawed
from libraries.web.listing import page_of
from records.documents import document_response
from regulations.documents.regulation import issued_paper
from regulations.forms import PublishedForm
from regulations.models import Regulation
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
        "emulation_year__bloc", "bloc", "text", "document", "successor"
    )
    return get_object_or_404(rows.select_related("adopted_version").prefetch_related("signer_unit__names"), pk=pk)


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
        "nodes": thawed(version.content) if version else [],
        "articles": regulation.articles.defer("search_key", "words"),
        "history": history_of(regulation),
    }
    return render(request, "regulations/published_detail.html", page)


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
        "article": articles[here],
        "before": articles[here - 1] if here else None,
        "after": articles[here + 1] if here + 1 < len(articles) else None,
    }
    return render(request, "regulations/published_article.html", page)


@login_not_required
@require_safe
def published_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed file as issued."""
    regulation = _published(pk)
    if regulation.document is None:
        raise Http404
    return document_response(regulation.document)
