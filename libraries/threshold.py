"""Thresholds as a regulation writes them: a fraction or whole per cent, reached or passed, of a named base.

Counts are whole units or votes, so all arithmetic is in integers. 67% and 2/3 are two things: of nine units 67% is
seven, two thirds is six.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

_PERCENT = re.compile(r"([0-9]{1,3}) ?%?")
_FRACTION = re.compile(r"([0-9]{1,2}) ?/ ?([0-9]{1,2})")


class NoThreshold(ValueError):
    """No share that could be reached. `str()` is a Vietnamese sentence for the user."""


@dataclass(frozen=True)
class Threshold:
    """`numerator` of `denominator`; per cent have the denominator 100.

    inclusive: "từ … trở lên" is reached at the share, "quá …" only above it. base: what it is a share of, in words.
    """

    numerator: int
    denominator: int
    inclusive: bool = True
    base: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.numerator <= self.denominator:
            raise NoThreshold("Tỷ lệ phải từ 1% đến 100%.")
        if self.numerator == self.denominator and not self.inclusive:
            raise NoThreshold("Không thể quá 100%.")

    @classmethod
    def of_percent(cls, percent: int, *, inclusive: bool = True, base: str = "") -> "Threshold":
        return cls(percent, 100, inclusive, base)

    @classmethod
    def read(cls, text: str, *, inclusive: bool = True, base: str = "") -> "Threshold":
        """ "2/3", "67%", "67". NoThreshold when it is neither."""
        text = " ".join(text.split())
        if found := _PERCENT.fullmatch(text):
            return cls(int(found[1]), 100, inclusive, base)
        if found := _FRACTION.fullmatch(text):
            return cls(int(found[1]), int(found[2]), inclusive, base)
        raise NoThreshold("Tỷ lệ chưa đúng. Ví dụ: 50% hoặc 2/3.")

    @property
    def share(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    @property
    def written(self) -> str:
        """ "2/3", "67%"."""
        return f"{self.numerator}%" if self.denominator == 100 else f"{self.numerator}/{self.denominator}"

    def __str__(self) -> str:
        return self.written

    @property
    def words(self) -> str:
        """ "từ 2/3 tổng số đơn vị thành viên trở lên", "quá 50% số đơn vị có mặt"; without a base "từ 80% trở lên"."""
        share = f"{self.written} {self.base}".rstrip()
        return f"từ {share} trở lên" if self.inclusive else f"quá {share}"

    def needed(self, of: int) -> int:
        """The smallest number out of `of` that reaches it; never none at all."""
        part = of * self.numerator
        return max(1, -(-part // self.denominator)) if self.inclusive else part // self.denominator + 1

    def is_met(self, part: int, of: int) -> bool:
        return of > 0 and part >= self.needed(of)
