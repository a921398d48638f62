"""What words say about a setting: shares and days, not the dates and numbers beside them."""

import pytest

from units.bound_settings import SETTINGS, days_in, shares_in
from units.models import Bloc


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ("Hội nghị hợp lệ khi có mặt ít nhất 2/3 số đơn vị thành viên.", ["2/3"]),
        ("có mặt ít nhất 2/3 (hai phần ba) tổng số đơn vị", ["2/3"]),
        ("trên 50% số đơn vị có mặt tán thành", ["50%"]),
        ("được quá nửa số đơn vị đồng ý", ["50%"]),
        ("có mặt 2/3 số đơn vị và được 70 % tán thành", ["2/3", "70%"]),
        ("họp trước ngày 01/7 và 15/11/2026", []),
        ("đạt 100% và 0%", ["100%"]),
    ],
)
def test_shares(words, shares):
    assert shares_in(words) == shares


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Đơn vị góp ý trong 15 ngày kể từ ngày nhận", ["15"]),
        ("trong thời hạn 07 (bảy) ngày làm việc", ["7"]),
        ("trước ngày 15 tháng 11", []),
        ("trong 400 ngày", []),
    ],
)
def test_days(words, days):
    assert days_in(words) == days


def test_equal_shares_agree_however_they_are_written():
    bloc = Bloc(adoption_numerator=1, adoption_denominator=2)
    adoption = SETTINGS["adoption"]
    assert adoption.agrees(bloc, "quá nửa số đơn vị") and adoption.agrees(bloc, "trên 50% số đơn vị")
    assert not adoption.agrees(bloc, "trên 60% số đơn vị")
    assert adoption.changes("60%") == {"adoption_numerator": 60, "adoption_denominator": 100}
