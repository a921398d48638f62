"""What is still missing before a pledge can be opened for signing, in sentences."""

from libraries.web import clock
from libraries.web.formats import padded
from pledges.capacity import leaders_of
from pledges.models import Pledge


def before_opening(pledge: Pledge) -> list[str]:
    """What is missing before the pledge can be opened for signing, as sentences."""
    gaps = []
    if pledge.text.settled_version_id is None:
        gaps.append("Nội dung giao ước chưa chốt. Chốt nội dung ở phần Dự thảo.")
    units = list(pledge.emulation_year.units())
    if not units:
        gaps.append("Năm thi đua chưa có danh sách đơn vị.")
    registered = set(pledge.targets.values_list("unit", flat=True))
    if missing := [unit.short_name for unit in units if unit.pk not in registered]:
        gaps.append(f"Còn {padded(len(missing))} đơn vị chưa đăng ký chỉ tiêu: {', '.join(missing)}.")
    leaders = leaders_of(units, clock.today())
    if missing := [unit.short_name for unit in units if unit.pk not in leaders]:
        gaps.append(f"Còn {padded(len(missing))} đơn vị chưa có thủ trưởng trên hệ thống: {', '.join(missing)}.")
    return gaps
