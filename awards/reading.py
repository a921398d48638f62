"""What a reviewer reads on the left: each part as text where the platform has the text, as pages otherwise."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

import docx
from django.db.models import Q

from awards.documents.achievement_report import report_paper
from awards.documents.submission import submission_paper
from awards.models import AwardTerms, DossierPart, Nomination
from awards.models.kinds import Part
from awards.page_images import page_count
from awards.past_awards import PastAward, read_past_awards
from awards.requirements import report_of
from libraries.printing.paper import Paper
from libraries.web.downloads import PDF, WORD
from libraries.web.formats import local_date

MOST_PARAGRAPHS = 2000


@dataclass(frozen=True)
class Reading:
    """One tab. paper: text of ours; pages: numbers of the pages of a PDF; paragraphs: the text of a Word file."""

    name: str
    title: str
    part: DossierPart | None = None
    paper: Paper | None = None
    pages: range = range(0)
    paragraphs: list[str] = field(default_factory=list)
    past: list[Any] = field(default_factory=list)
    typed_past: list[PastAward] = field(default_factory=list)


TABS = {
    "bao-cao": "Báo cáo thành tích",
    "bien-ban": "Biên bản bình xét",
    "to-trinh": "Tờ trình",
    "da-khen": "Khen thưởng đã nhận",
}


def reading_of(name: str, nomination: Nomination, parts: dict[str, DossierPart], terms: AwardTerms | None) -> Reading:
    """What stands in one of TABS; the others are not read for it."""
    if name == "bien-ban":
        return _file("bien-ban", TABS["bien-ban"], parts.get(Part.MINUTES))
    if name == "to-trinh":
        return _submission(nomination, parts.get(Part.SUBMISSION), terms)
    return _past(nomination) if name == "da-khen" else _report(nomination, parts.get(Part.REPORT))


def _report(nomination, part):
    report = report_of(nomination)
    if part and part.report_revision and report and report.revision == part.report_revision:
        return Reading(
            "bao-cao", TABS["bao-cao"], part, paper=report_paper(nomination, report, local_date(part.added_at))
        )
    return _file("bao-cao", TABS["bao-cao"], part)


def _submission(nomination, part, terms):
    if part is None or terms is None:
        return Reading("to-trinh", TABS["to-trinh"], part)
    return Reading(
        "to-trinh",
        TABS["to-trinh"],
        part,
        paper=submission_paper(nomination, terms, number=part.document.number, on=local_date(part.added_at)),
    )


def _file(name, title, part):
    if part is None:
        return Reading(name, title)
    head = part.document.head
    if head.mime == PDF:
        return Reading(name, title, part, pages=range(1, page_count(head.read()) + 1))
    if head.mime == WORD:
        return Reading(name, title, part, paragraphs=word_text(head.read()))
    return Reading(name, title, part)


def word_text(content: bytes) -> list[str]:
    """The paragraphs and table rows of a Word file as plain text; empty when it cannot be read."""
    try:
        document = docx.Document(io.BytesIO(content))
        lines = []
        for piece in document.iter_inner_content():
            if hasattr(piece, "rows"):
                lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in piece.rows]
            else:
                lines.append(piece.text)
    except (KeyError, ValueError, zipfile.BadZipFile):
        return []
    return [line.strip() for line in lines if line.strip()][:MOST_PARAGRAPHS]


def _past(nomination):
    """Awards recorded here, and those the unit says it had."""
    decided = (
        Nomination.objects.decided()
        .filter(Q(unit=nomination.unit_id) & ~Q(pk=nomination.pk))
        .select_related("kind", "emulation_year", "line__decision")
        .order_by("-emulation_year__year")
    )
    report, typed = report_of(nomination), []
    if report:
        try:
            typed = read_past_awards(report.past_awards)
        except ValueError:
            typed = []
    return Reading("da-khen", TABS["da-khen"], past=list(decided), typed_past=typed)
