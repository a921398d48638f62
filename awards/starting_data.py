"""The kinds of award that every installation starts with, their law by date, and a default sheet for each.

They come with `manage.py migrate` and name no city. `load_award_kinds()` may run again at any time: it adds what is
missing and leaves alone what somebody changed.
Sources: docs/law.md; a date or a wording that was not read in the text says so in its note.
"""

import copy
import datetime
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from awards.models import AwardKind, AwardTerms, CertificateTemplate
from awards.models.kinds import Part
from law.starting_data import load_wording
from libraries.certificate_art.page import DEFAULT_LAYOUTS, co_thi_dua

LAW_2013 = datetime.date(2014, 6, 1)
LAW_2022 = datetime.date(2024, 1, 1)
LAW_2026 = datetime.date(2026, 10, 1)
OLD_LAW = "Luật Thi đua, khen thưởng năm 2003 (sửa đổi, bổ sung năm 2005, 2013)"
NEW_LAW = "Luật Thi đua, khen thưởng 06/2022/QH15"
AMENDED = "sửa đổi, bổ sung bởi Luật số 06/2026/QH16"
OLD_NOTE = (
    "Áp dụng cho khen thưởng năm 2019, 2020. Ngày có hiệu lực, điều, khoản và lời văn tiêu chuẩn chưa được xác nhận."
)
AMENDED_NOTE = (
    "Căn cứ theo Luật số 06/2026/QH16 (hiệu lực 01/10/2026) chưa được xác nhận. "
    "Đề nghị liên hệ cơ quan thường trực trước khi áp dụng."
)
BOARD, STANDING_BODY = "Ban Thi đua - Khen thưởng thành phố", "Sở Nội vụ thành phố"
COMMITTEE, CHAIR, AGENCY = (
    AwardTerms.DecidedBy.COMMITTEE,
    AwardTerms.DecidedBy.CHAIR,
    AwardTerms.DecidedBy.AGENCY,
)
SIGNER_LINES = {COMMITTEE: "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", CHAIR: "CHỦ TỊCH", AGENCY: ""}
# NĐ 152/2025 Đ.50, Đ.54: times the base salary, for a collective. What was given before was not read: unknown.
FLAG_PRIZE, DIPLOMA_PRIZE = Decimal("8.0"), Decimal("3.0")
ALL_PARTS = [Part.SUBMISSION, Part.REPORT, Part.MINUTES]

FLAG_STANDARDS = (
    "Tặng hằng năm cho tập thể dẫn đầu phong trào thi đua của cụm, khối thi đua do thành phố tổ chức và:\n"
    "a) Hoàn thành vượt các chỉ tiêu thi đua, nhiệm vụ trong năm, là tập thể tiêu biểu xuất sắc của thành phố;\n"
    "b) Nội bộ đoàn kết, tổ chức đảng, đoàn thể vững mạnh; thực hành tiết kiệm, chống lãng phí; phòng, chống tham "
    "nhũng, tiêu cực và tệ nạn xã hội."
)
# Until 2023, as quoted by later texts; the articles themselves were not read (OLD_NOTE says so).
OLD_FLAG_STANDARDS = (
    "Xét tặng hằng năm cho tập thể tiêu biểu xuất sắc, được bình xét, so sánh theo cụm, khối thi đua do thành phố tổ "
    "chức và:\n"
    "1. Hoàn thành vượt mức các chỉ tiêu thi đua và nhiệm vụ được giao trong năm;\n"
    "2. Có phong trào thi đua thường xuyên, thiết thực, có hiệu quả;\n"
    "3. Nội bộ đoàn kết, tích cực thực hành tiết kiệm, chống lãng phí, chống tham nhũng và các tệ nạn xã hội khác."
)
OLD_DIPLOMA_STANDARDS = (
    "Tập thể gương mẫu chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước, nội bộ đoàn kết và đạt một "
    "trong các tiêu chuẩn:\n"
    "1. Có thành tích xuất sắc được bình xét trong phong trào thi đua;\n"
    "2. Lập được thành tích đột xuất;\n"
    "3. Có 02 năm liên tục hoàn thành xuất sắc nhiệm vụ; tổ chức tốt phong trào thi đua, thực hiện tốt dân chủ, chăm "
    "lo đời sống, thực hành tiết kiệm; tổ chức đảng, đoàn thể trong sạch, vững mạnh."
)
DIPLOMA_STANDARDS = (
    "Tập thể chấp hành tốt chủ trương của Đảng, chính sách, pháp luật của Nhà nước, nội bộ đoàn kết và đạt một trong "
    "các tiêu chuẩn:\n"
    "a) Có thành tích xuất sắc được bình xét trong phong trào thi đua;\n"
    "b) Lập được thành tích đột xuất;\n"
    "c) Có đóng góp vào phát triển kinh tế - xã hội, khoa học, từ thiện;\n"
    "d) Có 02 năm liên tục hoàn thành xuất sắc nhiệm vụ hoặc đạt danh hiệu “Tập thể lao động xuất sắc”; thực hiện tốt "
    "dân chủ ở cơ sở, phong trào thi đua, chăm lo đời sống người lao động, thực hành tiết kiệm, chống lãng phí."
)


@dataclass(frozen=True)
class Period:
    """What the law says of one kind from `begins` until the next period."""

    begins: datetime.date
    ends: datetime.date | None
    source: str
    decided_by: AwardTerms.DecidedBy
    addressee: str
    note: str
    standards: str = ""
    vote_percent: int | None = None
    prize: Decimal | None = None
    report_years: int = 1

    def terms(self, kind: AwardKind) -> AwardTerms:
        return AwardTerms(
            kind=kind,
            legal_source=self.source,
            standards=self.standards,
            required_parts=ALL_PARTS,
            report_years=self.report_years,
            addressee=self.addressee,
            vote_percent=self.vote_percent,
            decided_by=self.decided_by,
            signer_lines=SIGNER_LINES[self.decided_by],
            prize_multiplier=self.prize,
            valid_from=self.begins,
            valid_to=self.ends,
            source_note=self.note,
        )


def periods(
    article: str, before: str, now: str, note: str, *, report_years: int = 1, old_standards: str = "", **said: Any
) -> list[Period]:
    """Until 2023, from 2024, from 01/10/2026. before, now: who decides; `said`: what holds since 2024."""
    said["report_years"] = report_years
    new_law = f"{article} {NEW_LAW}".strip()
    old, new = AwardTerms.DecidedBy(before), AwardTerms.DecidedBy(now)
    return [
        Period(LAW_2013, LAW_2022, OLD_LAW, old, BOARD, OLD_NOTE, old_standards, report_years=report_years),
        Period(LAW_2022, LAW_2026, new_law, new, STANDING_BODY, note, **said),
        Period(LAW_2026, None, f"{new_law}, {AMENDED}", new, STANDING_BODY, AMENDED_NOTE, **said),
    ]


VOTE_NOTE = (
    "Tỷ lệ phiếu từ 80% tổng số thành viên: khoản 7 Điều 30 Nghị định số 98/2023/NĐ-CP, cho Hội đồng của cấp trình; "
    "số điều tương ứng của Nghị định số 152/2025/NĐ-CP chưa được xác nhận."
)
NO_VOTE_NOTE = "Không thuộc danh mục Hội đồng phải biểu quyết (Nghị định số 98/2023/NĐ-CP)."
KINDS: list[tuple[AwardKind, list[Period]]] = [
    (
        AwardKind(
            slug="co-thi-dua",
            name="Cờ thi đua của Ủy ban nhân dân thành phố",
            short_name="Cờ thi đua",
            form=AwardKind.Form.TITLE,
            series="CTĐ",
            display_order=1,
        ),
        # Until 2023 the chairman decided both; since 2024 the flag is the committee's (docs/law.md: Who decides).
        periods(
            "khoản 1 Điều 26",
            CHAIR,
            COMMITTEE,
            VOTE_NOTE,
            old_standards=OLD_FLAG_STANDARDS,
            standards=FLAG_STANDARDS,
            vote_percent=80,
            prize=FLAG_PRIZE,
        ),
    ),
    (
        AwardKind(
            slug="bang-khen",
            name="Bằng khen của Chủ tịch Ủy ban nhân dân thành phố",
            short_name="Bằng khen",
            form=AwardKind.Form.COMMENDATION,
            series="BK",
            display_order=2,
        ),
        periods(
            "Điều 74",
            CHAIR,
            CHAIR,
            NO_VOTE_NOTE,
            report_years=2,
            old_standards=OLD_DIPLOMA_STANDARDS,
            standards=DIPLOMA_STANDARDS,
            prize=DIPLOMA_PRIZE,
        ),
    ),
    (
        AwardKind(
            slug="giay-khen",
            name="Giấy khen",
            short_name="Giấy khen",
            form=AwardKind.Form.COMMENDATION,
            series="GK",
            display_order=3,
        ),
        periods("", AGENCY, AGENCY, "Tiêu chuẩn do cơ quan tặng quy định."),
    ),
]


@transaction.atomic
def load_award_kinds() -> None:
    """The three kinds with terms and default sheets; idempotent. The words they are found by come first."""
    load_wording()
    for given, law in KINDS:
        kind = AwardKind.objects.filter(slug=given.slug).first()
        if kind is None:
            kind = copy.copy(given)
            kind.set_keys()
            kind.save(force_insert=True)
        if not kind.terms.exists():
            AwardTerms.objects.bulk_create(period.terms(kind) for period in law)
        if not kind.templates.exists():
            add_default_template(kind)


def add_default_template(kind: AwardKind, like: str = "", title: str = "") -> CertificateTemplate:
    """The sheet of this kind as the artwork lays it out: A3 landscape (giấy khen: A4).

    like: the slug of the kind whose sheet it takes, for one that the artwork does not know; title: printed on it.
    """
    layout = DEFAULT_LAYOUTS[like or kind.slug]()
    if title and not layout.flag_lines:
        lines_of_kind = (
            replace(line, wording=title, max_lines=2) if line.slot == "title" else line for line in layout.lines
        )
        layout = replace(layout, lines=tuple(lines_of_kind))
    if layout.flag_lines:
        # The year on the cloth is that of the nomination; {year} and {city} keep their places in the kept data.
        with_year = co_thi_dua(2000)
        lines = tuple(replace(line, text=line.text.replace("2000", "{year}")) for line in with_year.flag_lines)
        layout = replace(with_year, flag_lines=lines)
    return CertificateTemplate.objects.create(
        kind=kind,
        name=f"{kind.short_name}, khổ {layout.width_mm:g} × {layout.height_mm:g} mm",
        width_mm=Decimal(str(layout.width_mm)),
        height_mm=Decimal(str(layout.height_mm)),
        texts=layout.as_data(),
        is_default=True,
    )
