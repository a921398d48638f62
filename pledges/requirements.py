"""What must be there before something is done with a pledge, in sentences."""

import datetime
from collections.abc import Iterator
from typing import Any

from law.queries import wrong_bases
from libraries.web import clock
from libraries.web.formats import vn_number
from pledges.models import Pledge, QuarterReport
from records.transitions import Unmet
from signatures.queries import leaders_of


def opening_gaps(pledge: Pledge, known: Any = None) -> Iterator[Unmet]:
    """A settled text, targets of every unit, a leader of every unit."""
    version = pledge.text.settled_version
    if version is None:
        sentence = "Chưa chốt nội dung giao ước. Chốt nội dung ở phần Dự thảo."
        yield Unmet(sentence, "drafting:text_detail", (pledge.text_id,))
    else:
        for wrong in wrong_bases(version.bases, clock.today()):
            yield Unmet(wrong.sentence, "drafting:text_detail", (pledge.text_id,))
    year = pledge.emulation_year
    units = list(year.units())
    if not units:
        yield Unmet("Năm thi đua chưa có danh sách đơn vị.", "units:year_detail", (pledge.bloc.slug, year.year))
    registered = set(pledge.targets.values_list("unit", flat=True))
    if missing := [unit.short_name for unit in units if unit.pk not in registered]:
        sentence = f"Còn {vn_number(len(missing))} đơn vị chưa đăng ký chỉ tiêu thi đua: {', '.join(missing)}."
        yield Unmet(sentence, "pledges:pledge_detail", (pledge.pk,))
    leaders = leaders_of(units, clock.today())
    if missing := [unit.short_name for unit in units if unit.pk not in leaders]:
        sentence = f"Còn {vn_number(len(missing))} đơn vị chưa có thủ trưởng trên hệ thống: {', '.join(missing)}."
        yield Unmet(sentence, "units:person_list", (pledge.bloc.slug,))


def withdrawal_gaps(pledge: Pledge, known: Any = None) -> Iterator[Unmet]:
    """What somebody signed is not taken back."""
    if signed := pledge.sealed_signing.accepted_signatures.count():
        yield Unmet(
            f"Đã có {vn_number(signed)} đơn vị ký nên không thu hồi được. "
            "Nội dung cần thay đổi được các đơn vị thống nhất bằng văn bản riêng; đơn vị không còn ký được thì rút tên."
        )


def result_gaps(report: QuarterReport, known: Any = None) -> Iterator[Unmet]:
    """A pledge in force, and a quarter that has begun."""
    pledge = report.pledge
    if pledge.in_force_at is None:
        yield Unmet("Giao ước chưa có hiệu lực. Nhập kết quả sau khi các đơn vị ký đủ.")
    elif not has_begun(pledge.emulation_year.year, report.quarter):
        yield Unmet(f"Quý {report.roman} năm {pledge.emulation_year.year} chưa bắt đầu.")


def confirmation_gaps(report: QuarterReport, known: Any = None) -> Iterator[Unmet]:
    """A result of every target: what is missing is not zero."""
    targets = report.pledge.targets.filter(unit=report.unit_id).exclude(results__report=report.pk)
    if missing := [target.name for target in targets]:
        sentence = f"Còn {vn_number(len(missing))} chỉ tiêu chưa có kết quả: {'; '.join(missing)}."
        yield Unmet(sentence, "pledges:result_edit", (report.pledge_id, report.unit.slug, report.quarter))


def has_begun(year: int, quarter: int) -> bool:
    """Whether the first day of that quarter has come."""
    return clock.today() >= datetime.date(year, 3 * quarter - 2, 1)


def newest_ended_quarter(today: datetime.date) -> tuple[int, int]:
    """(year, quarter) of the newest quarter whose last day is past."""
    quarter = (today.month - 1) // 3
    return (today.year, quarter) if quarter else (today.year - 1, 4)
