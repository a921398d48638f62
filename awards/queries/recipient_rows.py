"""What the list of a submission (danh sách trích ngang) says of each dossier, by key from where it was decided."""

import datetime
from dataclasses import dataclass

from awards.models import Nomination
from awards.models.past_awards import read_past_awards
from awards.queries.ranking import score_words
from libraries.web.formats import padded, short_date
from units.models import managing_agency_of


@dataclass(frozen=True)
class RecipientRow:
    """One collective; `cells` in the order of the columns after the number."""

    name: str
    agency: str
    award: str
    summary: str
    score: str
    vote: str
    last_award: str
    confirmations: str
    note: str = ""

    @property
    def cells(self) -> list[str]:
        return [
            self.name, self.agency, self.award, self.summary, self.score, self.vote, self.last_award,
            self.confirmations, self.note,
        ]  # fmt: skip


def recipient_row(nomination: Nomination, on: datetime.date) -> RecipientRow:
    """The row as it reads on that day."""
    return RecipientRow(
        name=nomination.recipient_name,
        agency=managing_agency_of(nomination.unit, on),
        award=nomination.kind.name,
        summary=nomination.summary,
        score=score_words(nomination),
        vote=ballot_words(nomination),
        last_award=last_award(nomination),
        confirmations=nomination.confirmations,
    )


def ballot_words(nomination: Nomination) -> str:
    """The result of the vote, "09/09 đơn vị đồng ý (100%)"; a pointer to the minutes when no ballot is named."""
    ballot = nomination.ballot
    if ballot is None or ballot.yes is None:
        return "Theo biên bản"
    return f"{padded(ballot.yes) or '0'}/{padded(ballot.base_count)} đơn vị đồng ý ({ballot.share_words})"


def last_award(nomination: Nomination) -> str:
    """The newest award before this year, of the decisions recorded here or of the unit's own report."""
    year = nomination.emulation_year.year
    recorded = (
        Nomination.objects.decided()
        .filter(unit=nomination.unit_id, emulation_year__year__lt=year)
        .select_related("kind", "emulation_year", "line__decision")
        .order_by("-emulation_year__year")
        .first()
    )
    found: list[tuple[int, str]] = []
    if recorded is not None:
        decision = recorded.line.decision
        words = f"{recorded.kind.name} năm {recorded.emulation_year.year}"
        found.append(
            (recorded.emulation_year.year, f"{words} (số {decision.number}, {short_date(decision.decided_on)})")
        )
    report = nomination.written_report
    try:
        typed = read_past_awards(report.past_awards) if report else []
    except ValueError:
        typed = []
    for award in typed:
        words = f"{award.award} năm {award.year}"
        found.append((int(award.year), f"{words} (số {award.decision})" if award.decision else words))
    return max(found, key=lambda one: one[0])[1] if found else "Chưa có"
