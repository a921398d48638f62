"""How many must be here before a conference may vote."""

from dataclasses import dataclass

from libraries.threshold import Threshold
from libraries.web.formats import share_words


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
