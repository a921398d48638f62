"""What was issued about a regulation after it: whoever checks its paper is led there."""

from collections.abc import Iterator

from django.urls import reverse

from records.later import Later
from records.models import Document
from regulations.models import Regulation


def later_than(document: Document) -> Iterator[Later]:
    """Amendments and corrections of the regulation whose paper this is, in the order of their issue."""
    regulation = Regulation.objects.filter(document=document).first()
    if regulation is None:
        return
    for amendment in Regulation.objects.published().filter(amends=regulation).order_by("effective_from", "pk"):
        sentence = f"Được sửa đổi, bổ sung theo Quy chế số {amendment.number_text}"
        yield Later(sentence, reverse("regulations:published_detail", args=[amendment.pk]))
    for erratum in regulation.errata.issued().order_by("pk"):
        sentence = f"Được đính chính theo Công văn số {erratum.number_text}"
        yield Later(sentence, reverse("regulations:published_erratum_pdf", args=[erratum.pk]))
