"""Conferences as meetings at which ballots are held, and whom they elect: the next year's Khối trưởng and Khối phó."""

from collections.abc import Iterator

from django.urls import reverse

from ballots.meetings import Meeting, register_meetings
from ballots.models import Ballot
from ballots.subjects import Subject, SubjectKind, register_subject
from conferences.queries import conference_of
from units.models import EmulationYear, Seat, Unit

# Kind of subject → the role that the unit is elected to.
ROLES = {"head_unit": Seat.Role.HEAD, "deputy_unit": Seat.Role.DEPUTY}
HEAD_UNIT = "head_unit"


def _meeting(ballot: Ballot) -> Meeting | None:
    conference = conference_of(ballot)
    if conference is None:
        return None
    address = reverse("conferences:conference_detail", args=[conference.pk])
    return Meeting(conference.title, address, "Hội nghị", reverse("conferences:conference_list"))


def _elected(kind: str, unit: Unit, year: EmulationYear) -> Subject:
    """A unit for the year after; `edition` is that year, so that a unit may be elected again for another one."""
    role, following = ROLES[kind].label, year.year + 1
    return Subject(
        kind=kind,
        key=unit.pk,
        title=f"{unit.name}, {role} năm {following}",
        address=reverse("units:unit_detail", args=[unit.bloc.slug, unit.slug]),
        question=f"Suy tôn {unit.name} làm {role} năm {following}?",
        edition=following,
    )


def _register(kind: str) -> None:
    def offered(year: EmulationYear) -> Iterator[Subject]:
        for unit in year.units().select_related("bloc"):
            yield _elected(kind, unit, year)

    def find(year: EmulationYear, key: int) -> Subject | None:
        unit = Unit.objects.filter(bloc=year.bloc_id, pk=key).select_related("bloc").with_names().first()
        return _elected(kind, unit, year) if unit else None

    register_subject(SubjectKind(kind, label=f"Suy tôn {ROLES[kind].label} năm sau", offered=offered, find=find))


register_meetings(_meeting)
for one in ROLES:
    _register(one)
