"""A dossier as a subject of ballots: the bloc votes on proposing it, and the dossier leans on that vote."""

from collections.abc import Iterator

from django.urls import reverse

from awards.models import Nomination
from ballots.models import Ballot
from ballots.subjects import Subject, SubjectKind, register_subject
from units.models import EmulationYear

SUBJECT = "nomination"
SUBMITTED = "Hồ sơ đã trình nên không biểu quyết được. Đề nghị cấp thẩm định trả lại trước khi biểu quyết."


def _subject(nomination: Nomination) -> Subject:
    kind, year = nomination.kind.short_name, nomination.emulation_year.year
    return Subject(
        kind=SUBJECT,
        key=nomination.pk,
        title=f"{kind} năm {year}: {nomination.recipient_name}",
        address=reverse("awards:nomination_detail", args=[nomination.pk]),
        question=f"Đề nghị tặng {kind} năm {year} cho {nomination.recipient_name}?",
        hindrance="" if nomination.state == Nomination.State.DRAFT else SUBMITTED,
    )


def _offered(year: EmulationYear) -> Iterator[Subject]:
    """Of the year before too: it is judged at the beginning of this one."""
    rows = Nomination.objects.filter(
        emulation_year__bloc=year.bloc_id, emulation_year__year__in=(year.year, year.year - 1), state="draft"
    )
    for nomination in rows.select_related("kind", "emulation_year").order_by("-listed_year", "listed_kind", "pk"):
        yield _subject(nomination)


def _find(year: EmulationYear, key: int) -> Subject | None:
    rows = Nomination.objects.filter(emulation_year__bloc=year.bloc_id, pk=key)
    nomination = rows.select_related("kind", "emulation_year").first()
    return _subject(nomination) if nomination else None


def _counted(ballot: Ballot) -> None:
    """The newest vote is what the dossier leans on; one that failed takes an earlier result away."""
    leans_on = ballot if ballot.passed else None
    Nomination.objects.filter(pk=ballot.subject_key or 0, state=Nomination.State.DRAFT).update(ballot=leans_on)


register_subject(
    SubjectKind(SUBJECT, label="Hồ sơ đề nghị khen thưởng", offered=_offered, find=_find, counted=_counted)
)
