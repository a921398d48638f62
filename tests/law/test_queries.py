"""What is in force on a day, how it is cited, and what a typed basis lacks."""

import datetime
from decimal import Decimal

import pytest

from law.models import BaseSalary, LegalText
from law.queries import citations, prize, wrong_bases

AUTHORITY, EMULATION = LegalText.Topic.AUTHORITY, LegalText.Topic.EMULATION
CONFERENCE = datetime.date(2020, 7, 2)
pytestmark = pytest.mark.django_db


def test_2020_cites_the_law_of_2003_with_its_amendments_on_one_line():
    law, decree, circular = citations(CONFERENCE, EMULATION)
    assert law == (
        "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số điều của Luật Thi "
        "đua, khen thưởng ngày 14 tháng 6 năm 2005; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng "
        "ngày 16 tháng 11 năm 2013"
    )
    assert decree.startswith("Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định")
    assert circular.startswith("Căn cứ Thông tư số 12/2019/TT-BNV ngày 04 tháng 11 năm 2019 của Bộ trưởng Bộ Nội vụ")


def test_authority_stands_before_the_matter():
    first, *rest = citations(CONFERENCE, EMULATION, AUTHORITY)
    assert first.startswith("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi")
    assert len(rest) == 3


@pytest.mark.parametrize(
    "day, amended",
    [("2026-09-30", False), ("2026-10-01", True)],
)
def test_an_amendment_is_cited_from_its_first_day(day, amended):
    law, *_ = citations(datetime.date.fromisoformat(day), EMULATION)
    assert law.startswith("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022")
    assert ("ngày 23 tháng 4 năm 2026" in law) is amended
    assert "06/2022" not in law


def test_no_year_mixes_the_packs():
    """Every month from 2005 on: exactly one law, none of its amendments without it, nothing outside its days."""
    for year in range(2005, 2030):
        for month in range(1, 13):
            day = datetime.date(year, month, 1)
            lines = citations(day, EMULATION)
            assert sum(line.startswith("Căn cứ Luật") for line in lines) == 1, day
            assert wrong_bases(lines, day) == [], day


def test_what_nobody_verified_is_not_printed():
    text = LegalText.objects.get(number="15/2025/TT-BNV")
    day = datetime.date(2026, 11, 1)
    assert text.checked == LegalText.Checked.UNVERIFIED
    assert not any(text.number in line for line in citations(day, EMULATION))
    LegalText.objects.filter(pk=text.pk).update(checked=LegalText.Checked.READ)
    assert any(text.number in line for line in citations(day, EMULATION))


@pytest.mark.parametrize(
    "line, told",
    [
        ("Căn cứ Luật Thi đua, khen thưởng;", "chưa có ngày ban hành"),
        ("Căn cứ Luật Thi đua, khen thưởng năm 2003 (sửa đổi 2005, 2013);", "chưa có ngày ban hành"),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", "chưa có hiệu lực"),
        ("Căn cứ Luật Thi đua, khen thưởng số 15/2003/QH11 ngày 26 tháng 11 năm 2003;", "không kèm số"),
        ("CĂN CỨ NGHỊ ĐỊNH SỐ 98/2023/NĐ-CP ngày 31/12/2023", "chưa có hiệu lực"),
        ("Căn cứ Thông tư số 08/2017/TT-BNV", "đã hết hiệu lực từ ngày 01/01/2020"),
    ],
)
def test_a_wrong_basis_is_told_with_what_to_write(line, told):
    (found,) = wrong_bases([line], CONFERENCE)
    assert told in found.sentence
    assert found.line == line


def test_what_is_right_or_not_known_is_left_alone():
    lines = [
        *citations(CONFERENCE, AUTHORITY, EMULATION),
        "Căn cứ Quyết định số 1826/QĐ-UBND ngày 29 tháng 10 năm 2010 của Ủy ban nhân dân thành phố",
        "Theo đề nghị của Tổ thư ký",
        "Căn cứ Quyết định ngày 15 tháng 6 năm 2022 của Khối",
    ]
    assert wrong_bases(lines, CONFERENCE) == []


def test_a_prize_is_rounded_up_to_ten_thousand():
    assert prize(Decimal("8"), datetime.date(2026, 7, 1)) == 20_240_000
    assert prize(Decimal("1.5"), datetime.date(2026, 7, 1)) == 3_800_000
    assert prize(Decimal("8"), datetime.date(2024, 7, 1)) == 18_720_000
    BaseSalary.objects.all().delete()
    assert prize(Decimal("8"), datetime.date(2024, 7, 1)) is None
