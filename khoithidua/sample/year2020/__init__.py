"""The year 2020 from end to end: awards of 2019, regulation, pledge, the conference of 02/7/2020.

The order of events at the conference is the article's. Everything that the article does not say is invented: see
khoithidua/sample/__init__.py.
"""

from dataclasses import dataclass

from awards.models import Certificate, Decision, Nomination
from awards.starting_data import load_award_kinds
from conferences.models import Conference
from khoithidua.sample.play import Play
from khoithidua.sample.year2020.conference import hold_conference
from khoithidua.sample.year2020.dossiers import (
    DIPLOMA_WORDS,
    FLAG_WORDS,
    decide_and_print,
    dossiers,
    report_of,
    selection_minutes,
)
from khoithidua.sample.year2020.pledge import draft_pledge, sign_for
from khoithidua.sample.year2020.regulation import draft_regulation, issue_regulation
from khoithidua.sample.year2020.results import report_results
from khoithidua.sample.year2020.scoring import score_units
from pledges.models import Pledge
from records.models import Document
from regulations.models import Regulation
from units.models import EmulationYear

__all__ = ["DIPLOMA_WORDS", "FLAG_WORDS", "Lived", "play_year", "report_of", "selection_minutes", "sign_for"]


@dataclass
class Lived:
    """What the year left behind, for the commands that print it."""

    regulation: Regulation
    response_table: Document
    pledge: Pledge
    conference: Conference
    nominations: list[Nomination]
    decision: Decision
    certificates: list[Certificate]


def play_year(play: Play) -> Lived:
    """All of it, in the order of time. Raises what a verb raises: then the year did not happen."""
    load_award_kinds()
    year2019 = EmulationYear.objects.get(bloc__slug="doanh-nghiep-2", year=2019)
    year2020 = EmulationYear.objects.get(bloc__slug="doanh-nghiep-2", year=2020)
    nominations = dossiers(play, year2019)
    regulation, response_table = draft_regulation(play, year2020)
    pledge = draft_pledge(play, year2020)
    decision, certificates = decide_and_print(play, nominations)
    conference = hold_conference(play, year2020, regulation, pledge, certificates)
    regulation = issue_regulation(play, regulation)
    score_units(play, year2020)
    report_results(play, Pledge.objects.get(pk=pledge.pk))
    return Lived(
        regulation=regulation,
        response_table=response_table,
        pledge=Pledge.objects.get(pk=pledge.pk),
        conference=conference,
        nominations=nominations,
        decision=decision,
        certificates=list(Certificate.objects.order_by("number", "pk")),
    )
