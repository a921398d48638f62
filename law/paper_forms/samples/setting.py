"""Who and where in the samples: the city as it is called on the day, an invented bloc of nine invented units."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any

from law.paper_forms.description import PaperForm
from libraries.printing.paper import Paper, Signature
from libraries.web.formats import document_date
from units.models import City

BLOC, BLOC_SHORT, CODE = "Khối thi đua Ví dụ số 1", "Khối Ví dụ 1", "KTĐVD1"
# Name on papers, its leader, that leader's post.
UNITS = (
    ("Cảng vụ Đường thủy Ví Dụ", "Nguyễn Thị An", "Giám đốc"),
    ("Công ty cổ phần Cảng Bến Mẫu", "Trần Văn Bình", "Tổng Giám đốc"),
    ("Công ty TNHH MTV Hoa tiêu Cửa Mẫu", "Lê Quốc Cường", "Giám đốc"),
    ("Chi cục Đăng kiểm Ví Dụ", "Phạm Thu Dung", "Chi cục trưởng"),
    ("Công ty cổ phần Vận tải biển Sao Mẫu", "Y Thông Ƀuôn Yă", "Tổng Giám đốc"),
    ("Trung tâm Phối hợp tìm kiếm cứu nạn Ví Dụ", "Hoàng Văn Giang", "Giám đốc"),
    ("Ban Quản lý dự án Đường thủy Ví Dụ", "Vũ Thị Hạnh", "Giám đốc"),
    ("Trường Cao đẳng Hàng hải Ví Dụ", "Đặng Minh Khôi", "Hiệu trưởng"),
    ("Xí nghiệp Bảo đảm an toàn hàng hải Ví Dụ", "Bùi Ngọc Lan", "Giám đốc"),
)
HEAD = UNITS[0]
SECRETARY = "Đỗ Thị Mai"


@dataclass(frozen=True)
class Setting:
    """A day and the names of the city on it."""

    day: datetime.date
    city: str
    place: str
    superior: str
    committee: str
    chair: str
    body: str

    @classmethod
    def on(cls, day: datetime.date) -> Setting:
        city = City.objects.on(day)
        if not city.name:  # before anything is set up
            name = "thành phố Ví Dụ"
            committee = f"Ủy ban nhân dân {name}"
            return cls(day, name, "Ví Dụ", f"UBND {name}", committee, f"Chủ tịch {committee}", f"Sở Nội vụ {name}")
        return cls(day, city.name, city.place, city.superior, city.committee, city.chair, city.body)

    @property
    def date(self) -> str:
        return document_date(self.day)

    @property
    def year(self) -> int:
        """The emulation year that papers of this day speak of."""
        return self.day.year

    def before(self, days: int) -> datetime.date:
        return self.day - datetime.timedelta(days=days)

    def number(self, form: PaperForm, count: int) -> str:
        return f"{count:02d}/{form.series(CODE)}"

    def of_the_bloc(self, form: PaperForm, subject: str, *, count: int = 0, **facts: Any) -> Paper:
        """A paper under the bloc's head, signed by its head unit unless the facts say otherwise."""
        paper = Paper(
            superior=self.superior,
            issuer=BLOC,
            number=self.number(form, count) if count else "",
            place=self.place,
            date=self.day,
            subject=subject,
            signatures=(self.head_signs(),),
            recipients=("Như trên", "Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {BLOC_SHORT}"),
            sample=True,
            title_for_reader=f"Mẫu {form.name}",
        )
        return dataclasses.replace(paper, **facts)

    def head_signs(self) -> Signature:
        name, leader, post = HEAD
        return Signature(("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"), leader, agency_post=f"{post} {name}")
