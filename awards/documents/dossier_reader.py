"""What a reviewer reads on the left: each part as text where the platform has the text, as pages otherwise."""

from dataclasses import dataclass

from django.db.models import Q

from awards.documents.achievement_report import report_paper
from awards.models import DossierPart, Nomination
from awards.models.kinds import Part
from awards.models.past_awards import PastAward, read_past_awards
from libraries.printing.paper import Paper
from libraries.web.downloads import PDF, WORD
from libraries.web.formats import local_date
from records.readable import page_count, paragraphs


@dataclass(frozen=True)
class Tab:
    """One part. paper: text of ours; pages: numbers of the pages of a PDF; paragraphs: the text of a Word file."""

    name: str
    title: str
    part: DossierPart | None = None
    paper: Paper | None = None
    pages: range = range(0)
    paragraphs: tuple[str, ...] = ()
    past: tuple[Nomination, ...] = ()
    typed_past: tuple[PastAward, ...] = ()


# Word of the address → title, in the order in which they stand above what is read.
TABS = {
    "bao-cao": "Báo cáo thành tích",
    "bien-ban": "Biên bản bình xét",
    "to-trinh": "Tờ trình",
    "trich-ngang": "Danh sách trích ngang",
    "da-khen": "Khen thưởng đã được tặng",
}


def read_tab(name: str, nomination: Nomination, parts: dict[str, DossierPart]) -> Tab:
    """What stands in one of TABS (the report for any other name); the others are not read for it."""
    if name == "bien-ban":
        return _file(name, parts.get(Part.MINUTES))
    if name == "to-trinh":
        # The sealed file itself: drawn anew it would be a paper of today.
        return _file(name, parts.get(Part.SUBMISSION))
    if name == "trich-ngang":
        return _file(name, parts.get(Part.LIST))
    return _past(nomination) if name == "da-khen" else _report(nomination, parts.get(Part.REPORT))


def _report(nomination: Nomination, part: DossierPart | None) -> Tab:
    report, name = nomination.written_report, "bao-cao"
    if part and part.report_revision and report and report.revision == part.report_revision:
        return Tab(name, TABS[name], part, paper=report_paper(nomination, report, local_date(part.added_at)))
    return _file(name, part)


def _file(name: str, part: DossierPart | None) -> Tab:
    if part is None:
        return Tab(name, TABS[name])
    head = part.document.head
    if head.mime == PDF:
        return Tab(name, TABS[name], part, pages=range(1, page_count(head) + 1))
    if head.mime == WORD:
        return Tab(name, TABS[name], part, paragraphs=paragraphs(head))
    return Tab(name, TABS[name], part)


def _past(nomination: Nomination) -> Tab:
    """Awards recorded here, and those the unit says it had."""
    decided = (
        Nomination.objects.decided()
        .filter(Q(unit=nomination.unit_id) & ~Q(pk=nomination.pk))
        .select_related("kind", "emulation_year", "line__decision")
        .order_by("-emulation_year__year")
    )
    report, typed = nomination.written_report, list[PastAward]()
    if report:
        try:
            typed = read_past_awards(report.past_awards)
        except ValueError:
            typed = []
    return Tab("da-khen", TABS["da-khen"], past=tuple(decided), typed_past=tuple(typed))
