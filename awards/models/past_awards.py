"""Awards a unit has had before, as kept with its report: one a line, four parts between semicolons."""

from collections.abc import Iterator
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


def typed_rows(text: str, count: int) -> Iterator[tuple[int, list[str]]]:
    """(number of the line, its parts); every line begins with a year. ValueError with a sentence names the line."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(";")]
        if len(parts) != count or not parts[0] or not parts[1]:
            what = "năm và danh hiệu, hình thức" if count == 4 else "năm và chỉ tiêu"
            raise ValueError(f"Dòng {number}: nhập đủ {what}, hoặc xóa hết nội dung của dòng.")
        if not (parts[0].isascii() and parts[0].isdigit() and 1900 <= int(parts[0]) <= 2200):
            raise ValueError(f"Dòng {number}: năm chưa đúng. Nhập bốn chữ số, ví dụ: 2018.")
        yield number, parts


def read_past_awards(text: str) -> list[PastAward]:
    """The awards of the lines. Raises ValueError with a Vietnamese sentence that names the line."""
    return [PastAward(*parts) for _, parts in typed_rows(text, 4)]
