"""The regulation as a subject of ballots: its settled version is what is put to the vote."""

from collections.abc import Iterator

from django.urls import reverse

from ballots.subjects import Subject, SubjectKind, TextPart, register_subject
from drafting.documents.on_screen import parts_on_screen
from drafting.models import Text
from regulations.models import Regulation
from regulations.queries.ballots import SUBJECT
from units.models import EmulationYear

NOT_SETTLED = "Nội dung quy chế chưa chốt nên chưa biểu quyết được. Chốt nội dung dự thảo trước khi biểu quyết."
ADOPTED = "Quy chế đã được thông qua. Trả lại để sửa trước khi biểu quyết lại."


def _subject(regulation: Regulation) -> Subject:
    settled = regulation.text.settled_version_id
    hindrance = "" if settled and regulation.text.state == Text.State.SETTLED else NOT_SETTLED
    if regulation.state != Regulation.State.DRAFT:
        hindrance = ADOPTED
    return Subject(
        kind=SUBJECT,
        key=regulation.pk,
        title=regulation.title,
        address=reverse("regulations:regulation_detail", args=[regulation.pk]),
        question=f"Thông qua {regulation.title}?",
        edition=settled or 0,
        hindrance=hindrance,
    )


def _offered(year: EmulationYear) -> Iterator[Subject]:
    # A regulation is the bloc's: what was begun last year is put to the vote of this one's conference too.
    rows = Regulation.objects.filter(bloc=year.bloc_id, state=Regulation.State.DRAFT)
    for regulation in rows.select_related("text").order_by("pk"):
        yield _subject(regulation)


def _find(year: EmulationYear, key: int) -> Subject | None:
    regulation = Regulation.objects.filter(bloc=year.bloc_id, pk=key).select_related("text").first()
    return _subject(regulation) if regulation else None


def _text(year: EmulationYear, key: int) -> list[TextPart]:
    regulation = Regulation.objects.filter(bloc=year.bloc_id, pk=key).select_related("text__settled_version").first()
    return parts_on_screen(regulation.text) if regulation else []


register_subject(SubjectKind(SUBJECT, label="Quy chế", offered=_offered, find=_find, text=_text))
