"""The pledge of a year as a subject of ballots: a conference may agree on its content before it is signed."""

from collections.abc import Iterator

from django.urls import reverse

from ballots.subjects import Subject, SubjectKind, TextPart, register_subject
from drafting.documents.on_screen import parts_on_screen
from pledges.models import Pledge
from units.models import EmulationYear

SUBJECT = "pledge"


def _subject(pledge: Pledge) -> Subject:
    return Subject(
        kind=SUBJECT,
        key=pledge.pk,
        title=pledge.title,
        address=reverse("pledges:pledge_detail", args=[pledge.pk]),
        question=f"Thông qua nội dung {pledge.title}?",
        edition=pledge.sealed_version_id or pledge.text.settled_version_id or 0,
        hindrance="Giao ước đã kết thúc nên không biểu quyết." if pledge.state == Pledge.State.CLOSED else "",
    )


def _offered(year: EmulationYear) -> Iterator[Subject]:
    rows = Pledge.objects.filter(emulation_year=year).exclude(state=Pledge.State.CLOSED).select_related("text")
    for pledge in rows.order_by("pk"):
        yield _subject(pledge)


def _find(year: EmulationYear, key: int) -> Subject | None:
    pledge = Pledge.objects.filter(emulation_year__bloc=year.bloc_id, pk=key).select_related("text").first()
    return _subject(pledge) if pledge else None


def _text(year: EmulationYear, key: int) -> list[TextPart]:
    rows = Pledge.objects.filter(emulation_year__bloc=year.bloc_id, pk=key)
    pledge = rows.select_related("text__settled_version").first()
    return parts_on_screen(pledge.text) if pledge else []


register_subject(SubjectKind(SUBJECT, label="Giao ước thi đua", offered=_offered, find=_find, text=_text))
