"""/huong-dan/: the user guide by role, its search, the whole of it to print; anybody may read it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from khoithidua.context import page_frame
from khoithidua.guide.cards import CARDS, SIZES, card_pdf
from khoithidua.guide.chapters import chapters, found
from libraries.text import printable
from libraries.web import clock
from libraries.web.downloads import file_name, file_response
from libraries.web.formats import document_date
from units.contacts import contact_for

MOST_ASKED = 100


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """In the frame of whoever is logged in, else in that of the public pages."""
    frame = "base.html" if request.user.is_authenticated else "base_public.html"
    return render(request, template, {"frame": frame, "chapters": list(chapters().values())} | context)


@login_not_required
@require_safe
def guide_list(request: HttpRequest) -> HttpResponse:
    """Contents by role, and what is found for the words asked."""
    asked = printable(request.GET.get("tim", ""))[:MOST_ASKED].strip()
    page = {"asked": asked, "found": found(asked), "cards": list(CARDS.values())}
    return _page(request, "khoithidua/guide_list.html", page)


@login_not_required
@require_safe
def guide_detail(request: HttpRequest, chapter: str) -> HttpResponse:
    """One chapter; the address of a paragraph ends in its anchor."""
    if chapter not in chapters():
        raise Http404
    return _page(request, "khoithidua/guide_detail.html", {"chapter": chapters()[chapter]})


@login_not_required
@require_safe
def guide_print(request: HttpRequest) -> HttpResponse:
    """All chapters on one page, laid out for paper by the style sheet."""
    return _page(request, "khoithidua/guide_print.html", {"today": document_date(clock.today())})


@login_not_required
@require_safe
def guide_card(request: HttpRequest, card: str) -> HttpResponse:
    """One page to hand out, A5 or (?kho=a4) A4, with the address of this installation and who helps there."""
    if card not in CARDS:
        raise Http404
    size = request.GET.get("kho", "a5")
    frame = page_frame(request)
    bloc, city = frame.get("bloc"), frame["city"]
    # For a visitor the card names the city's office.
    contact = frame["help_contact"] if "help_contact" in frame else contact_for(None, city)
    owner = bloc.name if bloc else city.body or "Khối thi đua"
    content = card_pdf(CARDS[card], size if size in SIZES else "a5", contact or None, owner)
    return file_response(content, file_name(f"the-huong-dan-{card}", ".pdf"))
