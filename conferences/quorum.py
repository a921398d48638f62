"""How many must be here, and how many must agree: arithmetic of shares, in whole units and without rounding errors."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from libraries.web.formats import vn_number

# The settings hold whole per cent; 33 and 67 are how they write one third and two thirds. Read literally, 67% of nine
# units would be seven, while every regulation that says "two thirds" means six.
THIRDS = {33: Fraction(1, 3), 67: Fraction(2, 3)}


def share(percent: int) -> Fraction:
    return THIRDS.get(percent, Fraction(percent, 100))


def least_count(of: int, percent: int) -> int:
    """The smallest number of units that is at least this share of `of` (rounded up)."""
    return -(-of * share(percent).numerator // share(percent).denominator)


def votes_needed(of: int, percent: int, *, inclusive: bool) -> int:
    """The smallest number of yes votes that carries: at least the share when inclusive, more than it otherwise."""
    if inclusive:
        return max(1, least_count(of, percent))
    return of * share(percent).numerator // share(percent).denominator + 1


def share_words(part: int, whole: int) -> str:
    """ "88,9%"; "0%" of nothing."""
    percent = Decimal(100 * part) / whole if whole else Decimal(0)
    return f"{vn_number(percent.quantize(Decimal('0.1'), ROUND_HALF_UP))}%"


def percent_words(percent: int) -> str:
    """ "50%"; a third says that it is one."""
    return f"{percent}%" + (f", tức {share(percent)}" if percent in THIRDS else "")


@dataclass(frozen=True)
class Quorum:
    """members: units of the year; present: units here; percent: the share that the bloc's settings ask for."""

    members: int
    present: int
    percent: int

    @property
    def needed(self) -> int:
        return least_count(self.members, self.percent)

    @property
    def met(self) -> bool:
        return self.members > 0 and self.present >= self.needed

    @property
    def share(self) -> str:
        return share_words(self.present, self.members)

    @property
    def words(self) -> str:
        """ "Có mặt 8/9 đơn vị, đạt 88,9%; cần từ 6 đơn vị (67%, tức 2/3)"."""
        return (
            f"Có mặt {self.present}/{self.members} đơn vị, đạt {self.share}; "
            f"cần từ {self.needed} đơn vị ({percent_words(self.percent)})"
        )
