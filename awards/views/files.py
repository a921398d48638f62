"""How kept files leave this room: never as a page of ours."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from awards.models import DossierPart
from awards.views.visible import visible_decision, visible_nomination
from libraries.web.downloads import JPEG, file_response
from records.access import check_permission
from records.documents import document_response
from records.models import Document
from records.readable import page_picture
from units.requests import LoggedInRequest


def visible_part(request: LoggedInRequest, pk: int, part_pk: int) -> DossierPart:
    nomination = visible_nomination(request, pk)
    check_permission(request.user, "awards.read_dossier", nomination)
    return get_object_or_404(nomination.parts.select_related("document", "word"), pk=part_pk)


@require_safe
def part_file(request: LoggedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return document_response(visible_part(request, pk, part_pk).document)


@require_safe
def part_word(request: LoggedInRequest, pk: int, part_pk: int) -> HttpResponse:
    return document_response(get_object_or_404(Document, pk=visible_part(request, pk, part_pk).word_id))


@require_safe
def part_page(request: LoggedInRequest, pk: int, part_pk: int, number: int) -> HttpResponse:
    """One page of a PDF as a picture."""
    part = visible_part(request, pk, part_pk)
    return picture(page_picture(part.document.head, number), f"trang-{number}.jpg")


def picture(content: bytes | None, name: str) -> HttpResponse:
    if content is None:
        raise Http404("no such page of the file")
    return file_response(content, name, JPEG, inline=True)


@require_safe
def decision_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    return document_response(visible_decision(request, pk).document)
