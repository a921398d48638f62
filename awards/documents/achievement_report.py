"""The report (báo cáo thành tích) as a document: I. the unit, II. what it achieved, III. awards it had before.

docs/law.md: Dossier of an award.
"""

import datetime
from collections.abc import Iterator

from awards.documents import EVIDENCE
from awards.models import AchievementReport, Nomination
from awards.models.past_awards import read_past_awards
from libraries.printing.paper import Block, Column, Paper, Paragraph, Signature, Table
from libraries.web import clock
from records.issuing import NewDocument
from units.models import Post, Unit, speaking

RESULTS = (
    ("duties", "1. Thực hiện nhiệm vụ được giao; sáng kiến, giải pháp"),
    ("law", "2. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước"),
    ("movements", "3. Phong trào thi đua, công tác khen thưởng, an sinh xã hội"),
    ("party", "4. Xây dựng Đảng, đoàn thể"),
)


def report_paper(nomination: Nomination, report: AchievementReport, on: datetime.date | None = None) -> Paper:
    """The report as its unit signs it on that day (today by default)."""
    on = on or clock.today()
    unit, year = nomination.unit, nomination.emulation_year.year
    leader = leader_of(unit, on)
    return Paper(
        superior="",
        issuer=unit.name.upper(),
        place=nomination.bloc.place_on(on),
        date=on,
        kind="Báo cáo thành tích",
        subject=f"Đề nghị tặng {nomination.kind.name} năm {year}",
        body=tuple(_body(nomination, report)),
        signatures=_signatures(leader),
        recipients=("Như trên", "Lưu: VT"),
        ends_with_mark=True,
        sample=nomination.is_sample,
        title_for_reader=f"Báo cáo thành tích {nomination.recipient_name}",
    )


def _signatures(leader: Post | None) -> tuple[Signature, ...]:
    """Left who confirms and submits it, right the head of the unit under the official post (PL I, II.7)."""
    post = leader.title if leader else "Thủ trưởng đơn vị"
    name = leader.user.full_name if leader else ""
    return Signature(("Xác nhận của cấp trình khen thưởng",)), Signature((post,), name)


def _body(nomination: Nomination, report: AchievementReport) -> Iterator[Block]:
    yield Paragraph(f"Tên đơn vị: {nomination.recipient_name}.")
    yield _head("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")
    yield from paragraphs(report.overview)
    yield _head("II. THÀNH TÍCH ĐẠT ĐƯỢC")
    for field, title in RESULTS:
        if text := getattr(report, field):
            yield _head(title)
            yield from paragraphs(text)
    yield _head("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG")
    awards = read_past_awards(report.past_awards)
    if not awards:
        yield Paragraph("Chưa được khen thưởng.")
        return
    columns = (
        Column("Năm", 0.6, "center"),
        Column("Danh hiệu, hình thức", 2.2),
        Column("Số, ngày quyết định", 1.6),
        Column("Cơ quan ban hành quyết định", 1.6),
    )
    yield Table(columns, tuple(award.cells for award in awards))


def paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _head(text: str) -> Block:
    return Paragraph(text, bold=True, align="left", keep_with_next=True)


def leader_of(unit: Unit, on: datetime.date) -> Post | None:
    """The post of the unit's leader on that day, or None."""
    return unit.posts.filter(speaking(on), is_leader=True).select_related("user").first()


def report_document(nomination: Nomination, report: AchievementReport) -> NewDocument:
    """The report as it is put into the dossier: PDF and Word, without number, seal and code."""
    return NewDocument(
        kind=EVIDENCE,
        chain=nomination.chain,
        title=f"Báo cáo thành tích của {nomination.unit.short_name} năm {nomination.emulation_year.year}",
        paper=lambda stamp: report_paper(nomination, report),
        name=f"báo cáo thành tích {nomination.unit.short_name}",
        word=True,
        is_sample=nomination.is_sample,
    )
