"""What must be there before something is done with a pledge, in sentences."""

from collections.abc import Iterator
from typing import Any

from law.queries import wrong_bases
from libraries.web import clock
from libraries.web.formats import vn_number
from pledges.models import Pledge
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
