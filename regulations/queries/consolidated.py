"""The consolidated text (văn bản hợp nhất): as amendments made a regulation, each piece with where it is from."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from drafting.models import AMENDED, BODILESS, HEADED
from drafting.queries.amended import amending_of
from drafting.queries.amending import REPEALED
from drafting.queries.numbering import Piece, thawed
from drafting.queries.redline import changes
from libraries.web.formats import document_date
from records.transitions import filled
from regulations.models import Erratum, Regulation
from regulations.queries.errata import corrected


@dataclass(frozen=True)
class Origin:
    """Why a piece reads as it does: "được sửa đổi theo khoản 1 Điều 1 Quy chế số 02/QC-KTĐ …"; n: its footnote."""

    n: int
    key: str
    words: str
    address: str  # of what made it so, for everybody


@dataclass
class Consolidated:
    """content: as it reads on the day; origins: in the order of the text; sources: what was worked in, in order."""

    content: list[Piece]
    origins: list[Origin] = field(default_factory=list)
    sources: list[Regulation] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)

    @property
    def marked(self) -> list[Piece]:
        """The content with the number of each footnote behind what it is about: "Điều 5a. Khen thưởng [2]"."""
        marks = dict[str, str]()
        for origin in self.origins:
            marks[origin.key] = f"{marks.get(origin.key, '')} [{origin.n}]"
        return [_with_mark(piece, marks.get(piece["key"], "")) for piece in self.content]

    @property
    def notes(self) -> list[tuple[Origin, str]]:
        """Each origin with the anchor of its piece."""
        anchors = {node.key: node.anchor for node in thawed(self.content)}
        return [(origin, anchors[origin.key]) for origin in self.origins]


def _with_mark(piece: Piece, mark: str) -> Piece:
    if piece["heading"]:
        return {**piece, "heading": f"{piece['heading']}{mark}"}
    return {**piece, "body": f"{piece['body']}{mark}"}


@dataclass(frozen=True)
class _Note:
    key: str
    words: str
    address: str


def amending_regulations(regulation: Regulation, day: datetime.date | None = None) -> list[Regulation]:
    """What amends it and was issued, in the order in which it comes into force; by that day, where one is given."""
    rows = Regulation.objects.published().filter(amends=regulation).select_related("adopted_version__text", "bloc")
    rows = rows.filter(effective_from__lte=day) if day else rows
    return list(rows.order_by("effective_from", "pk"))


def latest_day(regulation: Regulation) -> datetime.date:
    """The first day on which all that was issued of it holds: from there the next amendment goes on."""
    days = [filled(row.effective_from) for row in amending_regulations(regulation)]
    return max([filled(regulation.effective_from), *days])


def consolidated(regulation: Regulation, day: datetime.date) -> Consolidated:
    """The text that holds on that day; without any amendment the text as it was issued."""
    content, notes = filled(regulation.adopted_version).content, list[_Note]()
    sources, errata = amending_regulations(regulation, day), list[Erratum]()
    content = _put_right(content, regulation, notes, errata)
    for amendment in sources:
        content = _put_right(_worked_in(content, amendment, notes), amendment, notes, errata)
    order = {piece["key"]: place for place, piece in enumerate(content)}
    kept = sorted((note for note in notes if note.key in order), key=lambda note: order[note.key])
    origins = [Origin(n, note.key, note.words, note.address) for n, note in enumerate(kept, 1)]
    return Consolidated(content, origins, sources, errata)


def _put_right(
    content: Sequence[Piece], regulation: Regulation, notes: list[_Note], errata: list[Erratum]
) -> list[Piece]:
    """A slip never was the text: it is corrected from the first day on, whenever it was found."""
    for erratum in regulation.errata.issued().order_by("pk"):
        content = corrected(content, erratum.lines)
        errata.append(erratum)
        address = reverse("regulations:published_erratum_pdf", args=[erratum.pk])
        source = f"Công văn số {erratum.number_text} {document_date(erratum.signed_on)}"
        for line in erratum.lines:
            words = f"Cụm từ “{line.wrong}” được đính chính thành “{line.right}” theo {source}."
            notes.append(_Note(line.key, words, address))
    return list(content)


def _worked_in(content: Sequence[Piece], amendment: Regulation, notes: list[_Note]) -> list[Piece]:
    """What the amendment changed takes the place of what was there; all else stays as it reads now."""
    version = filled(amendment.adopted_version)
    base = version.text.versions.get(no=AMENDED)
    amending = amending_of(version)
    places = amending.places if amending else {}
    address = reverse("regulations:published_detail", args=[amendment.pk])
    standing = {piece["key"]: piece for piece in content}
    found, gone, put_in = list[Piece](), set[str](), set[str]()
    for row in changes(base.content, version.content):
        verb = ""
        if row.is_removed:
            gone.add(row.key)
            if row.row["parent"] in gone:
                continue
            found.append(_repealed(row.row))
            verb = "bãi bỏ"
        elif row.is_new:
            found.append(row.row)
            verb = "" if row.row["parent"] in put_in else "bổ sung"
            put_in.add(row.key)
        elif row.is_changed:
            found.append(row.row)
            verb = "sửa đổi"
        else:
            kept = standing.get(row.key, row.row)
            found.append({**row.row, "heading": kept["heading"], "body": kept["body"]})
        if verb:
            notes.append(_Note(row.key, _origin(row.row, verb, places.get(row.key, ""), amendment), address))
    return found


def _repealed(piece: Piece) -> Piece:
    """What stands in the place of a part that was taken out; its number stays."""
    if piece["kind"] in HEADED:
        return {**piece, "heading": REPEALED, "body": ""}
    return {**piece, "heading": "", "body": REPEALED}


NAMES = {
    "chapter": "Chương",
    "section": "Mục",
    "article": "Điều",
    "clause": "Khoản",
    "point": "Điểm",
    "paragraph": "Đoạn",
    "annex": "Phụ lục",
    "table": "Bảng",
}


def _origin(piece: Piece, verb: str, place: str, amendment: Regulation) -> str:
    what = "Tên " + NAMES[piece["kind"]].lower() if piece["kind"] in BODILESS and verb == "sửa đổi" else ""
    where = f"{place} " if place else ""
    source = f"Quy chế số {amendment.number_text} {document_date(amendment.signed_on)}"
    held = f"có hiệu lực từ {document_date(amendment.effective_from)}"
    return f"{what or NAMES[piece['kind']]} này được {verb} theo {where}{source}, {held}."
