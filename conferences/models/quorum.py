"""How many must be here before a conference may vote."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from libraries.threshold import Threshold
from libraries.web.formats import vn_number


def share_words(part: int, whole: int) -> str:
    """ "88,9%"; "0%" of nothing."""
    percent = Decimal(100 * part) / whole if whole else Decimal(0)
    return f"{vn_number(percent.quantize(Decimal('0.1'), ROUND_HALF_UP))}%"


@dataclass(frozen=True)
class Quorum:
    """members: units of the year; present: units here; threshold: the share that the bloc's settings ask for."""

    members: int
    present: int
    threshold: Threshold

    @property
    def needed(self) -> int:
        return self.threshold.needed(self.members) if self.members else 0

    @property
    def met(self) -> bool:
        return self.threshold.is_met(self.present, self.members)

    @property
    def share(self) -> str:
        return share_words(self.present, self.members)

    @property
    def words(self) -> str:
        """ "Có mặt 8/9 đơn vị, đạt 88,9%; cần từ 6 đơn vị (2/3)"."""
        return (
            f"Có mặt {self.present}/{self.members} đơn vị, đạt {self.share}; "
            f"cần từ {self.needed} đơn vị ({self.threshold.written})"
        )
