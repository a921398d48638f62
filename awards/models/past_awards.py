"""Awards a unit has had before, as kept with its report: one a line, four parts between semicolons."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PastAward:
    """year, award, number and date of the decision, who gave it: text as typed."""

    year: str
    award: str
    decision: str
    giver: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return self.year, self.award, self.decision, self.giver


def read_past_awards(text: str) -> list[PastAward]:
    """The awards of the lines. Raises ValueError with a Vietnamese sentence that names the line."""
    awards = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(";")]
        if len(parts) != 4 or not parts[0] or not parts[1]:
            raise ValueError(f"Dòng {number}: nhập đủ năm và danh hiệu, hình thức, hoặc xóa hết nội dung của dòng.")
        if not (parts[0].isascii() and parts[0].isdigit() and 1900 <= int(parts[0]) <= 2200):
            raise ValueError(f"Dòng {number}: năm chưa đúng. Nhập bốn chữ số, ví dụ: 2018.")
        awards.append(PastAward(*parts))
    return awards
