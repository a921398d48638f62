"""The table of results (bảng tổng hợp điểm), signed and numbered; the explanation of one unit's points."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from law.paper_forms.library import RESULTS as RESULTS_FORM
from libraries.printing.paper import Align, Block, Cell, Column, Paper, Paragraph, Signature, Table
from libraries.web import clock
from libraries.web.downloads import file_name
from libraries.web.formats import document_date, local_date, padded, short_date, vn_number
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from records.transitions import filled
from scoring.documents import RESULTS
from scoring.models import CriteriaSet, Result
from scoring.queries import STAGES, Line, SheetView, lines_of, points_words, scores_at, sheets_of
from signatures.candidates import ON_BEHALF
from signatures.kinds import NOT_SIGNED, SIGNED, Signers

CENTRE: Align = "center"
NOT_RANKED = "–"


PREPARED_BY = ("TỔ THƯ KÝ",)


def table_title(criteria_set: CriteriaSet) -> str:
    return f"Bảng tổng hợp điểm thi đua năm {criteria_set.emulation_year.year}"


@RESULTS_FORM.describes
def results_paper(
    criteria_set: CriteriaSet,
    *,
    signers: Signers | None = None,
    on: datetime.date | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """Of a published set: each unit in the order of its place, its points group by group, total, share, grade.

    Without signers it is a draft and says so; names are those of the day of the publication.
    """
    bloc, day = criteria_set.bloc, on or local_date(filled(criteria_set.published_at))
    signatures = (Signature(PREPARED_BY, mark=NOT_SIGNED), Signature((ON_BEHALF, "KHỐI TRƯỞNG"), mark=NOT_SIGNED))
    if signers:
        mark = SIGNED if number else ""
        signatures = (signers["preparer"].printed("preparer", mark), signers["signer"].printed("signer", mark))
    return Paper(
        superior=bloc.superior_on(day),
        issuer=bloc.name_on(day),
        place=bloc.place_on(day),
        date=on,
        number=number,
        kind=RESULTS_FORM.kind,
        subject=f"Năm {criteria_set.emulation_year.year}",
        body=tuple(_results(criteria_set)),
        signatures=signatures,
        recipients=("Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {bloc.short_name_on(day)}"),
        note_box="" if signers else "DỰ THẢO",
        number_room="" if number or not signers else NUMBER_FIELD,
        sample=criteria_set.is_sample,
        title_for_reader=table_title(criteria_set),
        verification=verification,
    )


def results_document(criteria_set: CriteriaSet, signers: Signers, on: datetime.date) -> NewDocument:
    """The table with room for its signers, or with the number of a day and who has signed."""
    bloc, signer = criteria_set.bloc, signers["signer"]
    return NewDocument(
        kind=RESULTS,
        chain=criteria_set.chain,
        title=table_title(criteria_set),
        paper=lambda stamp: results_paper(
            criteria_set, signers=signers, on=on, number=stamp.number, verification=stamp.verification
        ),
        name=str(criteria_set.emulation_year.year),
        number_in_name=True,
        purpose="Hoàn thành bảng tổng hợp điểm",
        public={
            "Tên văn bản": table_title(criteria_set),
            "Khối thi đua": bloc.name_on(on),
            "Ngày ban hành": document_date(on),
            "Người ký": f"{signer.name}, {signer.post}",
        },
        series=RESULTS_FORM.series(bloc.series_code),
        on=on,
        word=True,
        is_sample=criteria_set.is_sample,
    )


@dataclass(frozen=True)
class RankedUnit:
    """One unit in the table of results. points: primary key of a criterion → its points; empty where not considered."""

    result: Result
    unit: str
    points: Mapping[int, Fraction | None]

    @property
    def is_considered(self) -> bool:
        return self.result.place is not None

    @property
    def total(self) -> Decimal | None:
        row = self.result
        return row.base + row.bonus - row.deduction if self.is_considered else None

    @property
    def attainable(self) -> Decimal | None:
        return self.result.attainable if self.is_considered else None

    @property
    def share(self) -> Decimal | None:
        return self.result.share if self.is_considered else None

    @property
    def note(self) -> str:
        """Why it is not considered, or that it shares its place."""
        if self.is_considered:
            return "Đồng hạng" if self.result.tied else ""
        sheet = self.result.sheet
        return f"Không bình xét: {sheet.excluded_reason} Căn cứ: {sheet.excluded_source}."


def ranked_units(criteria_set: CriteriaSet, day: datetime.date) -> tuple[list[Line], list[RankedUnit]]:
    """The groups of a published set, and each unit in the order of its place, called as on that day."""
    lines, sheets = lines_of(criteria_set), sheets_of(criteria_set)
    scores = scores_at(lines, sheets, criteria_set.step, STAGES[-1])
    results = sorted((filled(sheet.result) for sheet in sheets), key=lambda row: (row.place is None, row.place))
    units = [
        RankedUnit(row, row.sheet.unit.name_on(day), scores[row.sheet_id].points if row.place is not None else {})
        for row in results
    ]
    return [line for line in lines if line.level == 0], units


def _results(criteria_set: CriteriaSet) -> Iterator[Block]:
    day = local_date(filled(criteria_set.published_at))
    groups, units = ranked_units(criteria_set, day)
    considered = [row for row in units if row.is_considered]
    yield Paragraph(
        f"Căn cứ {criteria_set.title}, Tổ thư ký tổng hợp điểm của {padded(len(considered))} đơn vị được xếp hạng, "
        f"công khai ngày {short_date(criteria_set.published_at)}, như sau:"
    )
    columns = (
        Column("HẠNG", 1, CENTRE),
        Column("ĐƠN VỊ", 2.9),
        *(Column(f"{line.label}. {line.criterion.title}", 1.25, CENTRE) for line in groups),
        Column("TỔNG ĐIỂM", 1.1, CENTRE),
        Column("ĐIỂM TỐI ĐA ĐƯỢC GIAO", 1, CENTRE),
        Column("TỶ LỆ (%)", 0.8, CENTRE),
        Column("XẾP LOẠI", 1.6, CENTRE),
    )
    rows: list[tuple[Cell, ...]] = []
    for row in units:
        if not row.is_considered:
            words = Cell(row.note, italic=True, colspan=len(columns) - 2, align="left")
            rows.append((Cell(NOT_RANKED), Cell(row.unit), words))
            continue
        rows.append(
            (
                Cell(str(row.result.place), bold=True),
                Cell(f"{row.unit} (đồng hạng)" if row.result.tied else row.unit),
                *(Cell(points_words(row.points[line.criterion.pk])) for line in groups),
                Cell(vn_number(filled(row.total)), bold=True),
                Cell(vn_number(row.result.attainable)),
                Cell(vn_number(row.result.share)),
                Cell(row.result.grade or NOT_RANKED),
            )
        )
    yield Table(columns, tuple(rows))
    for row in considered:
        if row.result.tie_break is not None:
            yield Paragraph(
                f"{row.unit} bằng tỷ lệ điểm với đơn vị xếp trên; thứ hạng xét theo tiêu chí “{row.result.tie_break}”."
            )
    for change in criteria_set.result_changes.select_related("conference", "criterion", "sheet__unit"):
        name = change.sheet.unit.name_on(day)
        yield Paragraph(
            f"Điểm của {name} tại tiêu chí “{change.criterion}” được điều chỉnh theo kết luận của "
            f"{change.conference.title}: {change.conclusion}"
        )


def explanation_paper(view: SheetView) -> Paper:
    """Every point of one sheet: its rule, what was found, the three columns, each with its reason."""
    sheet = view.sheet
    criteria_set, bloc = sheet.criteria_set, sheet.bloc
    day = _day_of(criteria_set)
    unit_name = sheet.unit.name_on(day)
    return Paper(
        superior=bloc.superior_on(day),
        issuer=bloc.name_on(day),
        place=bloc.place_on(day),
        kind="Bảng giải trình điểm thi đua",
        subject=f"{unit_name}, năm {criteria_set.emulation_year.year}",
        body=(Paragraph(f"Điểm của đơn vị theo {criteria_set.title}:"), _explained(view)),
        sample=sheet.is_sample,
        landscape=True,
        title_for_reader=f"Giải trình điểm: {unit_name}",
    )


def _explained(view: SheetView) -> Table:
    columns = (
        Column("TT", 0.5, CENTRE),
        Column("NỘI DUNG TIÊU CHÍ", 3),
        Column("CÁCH TÍNH ĐIỂM", 2),
        Column("ĐIỂM TỐI ĐA", 0.8, CENTRE),
        *(Column(stage.label.upper(), 1.5, CENTRE) for stage in view.stages),
    )
    rows = []
    for row in view.lines:
        group = not row.line.is_leaf
        cells = ["\n".join(filter(None, (cell.words, cell.how, cell.note))) for cell in row.cells()]
        cells += [NOT_RANKED] * (len(view.stages) - len(cells))
        rows.append(
            (
                Cell(row.line.label, bold=group),
                Cell(row.line.criterion.title, bold=group),
                Cell("" if group else row.line.rule_words),
                Cell(vn_number(row.line.criterion.maximum), bold=group),
                *(Cell(words, bold=group) for words in cells),
            )
        )
    totals = [Cell(total.words, bold=True) for total in view.totals]
    totals += [Cell(NOT_RANKED)] * (len(view.stages) - len(totals))
    rows.append((Cell(""), Cell("Tổng điểm", bold=True), Cell(""), Cell(view.most, bold=True), *totals))
    return Table(columns, tuple(rows))


def results_name(criteria_set: CriteriaSet, ending: str) -> str:
    return file_name(f"bảng tổng hợp điểm {criteria_set.emulation_year.year}", ending)


def explanation_name(view: SheetView, ending: str) -> str:
    return file_name(f"giải trình điểm {view.sheet.unit.short_name_on(_day_of(view.sheet.criteria_set))}", ending)


def _day_of(criteria_set: CriteriaSet) -> datetime.date:
    """The day whose names a paper of this set bears: of its publication, today before it."""
    return local_date(criteria_set.published_at) if criteria_set.published_at else clock.today()
