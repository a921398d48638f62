"""The report (báo cáo thành tích) as a document: I. the unit, II. what it achieved, III. awards it had before.

docs/law.md: Dossier of an award.
"""

import datetime
from collections.abc import Iterator

from awards.documents import REPORT
from awards.models import AchievementReport, Nomination
from awards.models.past_awards import read_past_awards
from awards.models.reported_result import ResultRow
from awards.queries.results import result_rows, years_reported
from law.paper_forms.library import REPORT_OF_ONE_YEAR
from libraries.printing.paper import Block, Cell, Column, Paper, Paragraph, Signature, Table
from libraries.web import clock
from libraries.web.formats import document_date, padded
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from signatures.kinds import NOT_SIGNED, SIGNED, Signers
from units.models import Post, Unit, managing_agency_of, speaking

RESULTS = (
    ("duties", "1. Thực hiện nhiệm vụ được giao; sáng kiến, giải pháp"),
    ("law", "2. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước"),
    ("movements", "3. Phong trào thi đua, công tác khen thưởng, an sinh xã hội"),
    ("party", "4. Xây dựng Đảng, đoàn thể"),
)

CONFIRMS = "Xác nhận của cấp trình khen thưởng"
PAST = (
    Column("Năm", 0.6, "center"),
    Column("Danh hiệu, hình thức", 2.2),
    Column("Số, ngày quyết định", 1.6),
    Column("Cơ quan ban hành quyết định", 1.6),
)
TARGETS = (
    Column("STT", 0.7, "center"),
    Column("Chỉ tiêu", 2.6),
    Column("Đơn vị tính", 0.85, "center"),
    Column("Mức đăng ký, kế hoạch", 1.1, "right"),
    Column("Kết quả", 1, "right"),
    Column("Tỷ lệ thực hiện", 0.95, "right"),
    Column("Năm trước", 1, "right"),
    Column("So với năm trước", 0.95, "right"),
)


@REPORT_OF_ONE_YEAR.describes
def report_paper(
    nomination: Nomination,
    report: AchievementReport,
    on: datetime.date | None = None,
    *,
    signers: Signers | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """The report as its unit signs it on that day (today by default); without whoever signs it is a draft."""
    on = on or clock.today()
    unit, years = nomination.unit, years_reported(nomination)
    covered = f"năm {years[-1]}" if len(years) == 1 else f"{padded(len(years))} năm {years[0]} - {years[-1]}"
    return Paper(
        superior=managing_agency_of(unit, on).upper(),
        issuer=unit.name_on(on).upper(),
        # The unit numbers its own papers.
        number=number if signers else "……/BC-……",
        number_room="" if number or not signers else NUMBER_FIELD,
        place=nomination.bloc.place_on(on),
        date=on,
        subject=f"Đề nghị tặng {nomination.kind.name}\n(thành tích {covered})",
        body=tuple(_body(nomination, report)),
        signatures=_signed(signers, SIGNED if number else "") if signers else _signatures(leader_of(unit, on)),
        recipients=(nomination.bloc.name_on(on), "Lưu: VT"),
        sample=nomination.is_sample,
        title_for_reader=f"Báo cáo thành tích {nomination.recipient_name}",
        verification=verification,
    )


def _signed(signers: Signers, mark: str) -> tuple[Signature, ...]:
    """In the places where `_signatures` has them."""
    return tuple(signers[field].printed(field, mark) for field in ("confirmation", "leader"))


def _signatures(leader: Post | None) -> tuple[Signature, ...]:
    """Left who confirms and submits it, right the head of the unit under the official post (PL I, II.7)."""
    post = leader.title if leader else "Thủ trưởng đơn vị"
    name = leader.user.full_name if leader else ""
    return Signature((CONFIRMS,)), Signature((post,), name, mark=NOT_SIGNED)


def _body(nomination: Nomination, report: AchievementReport) -> Iterator[Block]:
    yield Paragraph(f"Tên đơn vị: {nomination.recipient_name}.")
    yield _head("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")
    yield from paragraphs(report.overview)
    yield _head("II. THÀNH TÍCH ĐẠT ĐƯỢC")
    for field, title in RESULTS:
        text, rows = getattr(report, field), result_rows(nomination, report) if field == "duties" else []
        if text or rows:
            yield _head(title)
            yield from _results(rows)
            yield from paragraphs(text)
    yield _head("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG")
    awards = read_past_awards(report.past_awards)
    if not awards:
        yield Paragraph("Chưa được khen thưởng.")
        return
    yield Table(PAST, tuple(award.cells for award in awards))


def _results(rows: list[ResultRow]) -> Iterator[Block]:
    """Target, result, comparison: year by year where the report covers more than one."""
    if not rows:
        return
    years = list(dict.fromkeys(row.year for row in rows))
    cells: list[tuple[str | Cell, ...]] = []
    for year in years:
        if len(years) > 1:
            cells.append((Cell(f"Năm {year}", bold=True, align="left", colspan=len(TARGETS)),))
        for place, row in enumerate((row for row in rows if row.year == year), 1):
            cells.append((str(place), row.name, row.measure, row.target, row.result, row.done, row.before, row.grown))
    yield Table(TARGETS, tuple(cells))


def paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _head(text: str) -> Block:
    return Paragraph(text, bold=True, align="left", keep_with_next=True)


def leader_of(unit: Unit, on: datetime.date) -> Post | None:
    """The post of the unit's leader on that day, or None."""
    return unit.posts.filter(speaking(on), is_leader=True).select_related("user").first()


def report_document(nomination: Nomination, signers: Signers, on: datetime.date) -> NewDocument:
    """The report with room for who signs and who confirms it, or with the number of the unit's register; PDF, Word."""
    report, unit = nomination.report, nomination.unit
    leader, confirms = signers["leader"], signers["confirmation"]
    return NewDocument(
        kind=REPORT,
        chain=nomination.chain,
        title=title_of(nomination, on),
        paper=lambda stamp: report_paper(
            nomination, report, on, signers=signers, number=stamp.number, verification=stamp.verification
        ),
        name=unit.short_name_on(on),
        purpose="Báo cáo thành tích",
        public={
            "Đơn vị": unit.name_on(on),
            "Danh hiệu, hình thức đề nghị": nomination.kind.name,
            "Ngày": document_date(on),
            "Người ký": f"{leader.name}, {leader.capacity}",
            "Người xác nhận": f"{confirms.name}, {confirms.capacity}",
        },
        word=True,
        is_sample=nomination.is_sample,
    )


def title_of(nomination: Nomination, on: datetime.date) -> str:
    return f"Báo cáo thành tích của {nomination.unit.short_name_on(on)} năm {nomination.emulation_year.year}"
