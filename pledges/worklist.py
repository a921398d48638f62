"""What waits for whom with pledges: for a person, for one pledge, for the year."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from drafting.models import Text
from libraries.web import clock
from libraries.web.formats import deadline_words, local_date, short_date, short_datetime
from notices.worklist import (
    CURRENT,
    DONE,
    LATER,
    Stage,
    Who,
    WorkItem,
    register_next_action,
    register_stages,
    register_work,
)
from pledges.actions import OPEN_SIGNING
from pledges.models import Pledge, QuarterReport, Target
from pledges.queries import units_to_sign
from pledges.requirements import newest_ended_quarter
from records.access import has_permission
from records.transitions import in_words, requirements
from signatures.notifying import about_signing
from units.list_uses import ListUse, register_list_uses
from units.models import EmulationYear, Seat, Unit, User

State = Pledge.State


def page(name: str, pledge: Pledge, *more: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"pledges:{name}", args=[pledge.pk, *more])


def text_url(pledge: Pledge) -> str:
    """Where the text is drafted."""
    return reverse("drafting:text_detail", args=[pledge.text_id])


# --- A person ------------------------------------------------------------------------------------------------------


def work_for(user: User) -> Iterator[WorkItem]:
    """Pledges the secretariat brings on its way; targets that wait for a unit of this person."""
    roles = user.roles()
    if roles.secretary_of:
        yield from _for_secretariat(user)
    if own := roles.member_of | roles.can_sign_for:
        yield from _for_units(user, own)
        yield from _results(user, own)


def _for_secretariat(user: User) -> Iterator[WorkItem]:
    own = Pledge.objects.filter(emulation_year__bloc__in=user.roles().secretary_of)
    rows = own.filter(state__in=[State.DRAFT, State.IN_FORCE]).select_related("text", "emulation_year")
    for pledge in rows.order_by("emulation_year__year", "pk"):
        address = page("pledge_detail", pledge)
        if pledge.state == State.DRAFT and pledge.text.state == Text.State.SETTLED:
            title = f"Bắt đầu ký {pledge.title}"
            yield WorkItem(title, "Nội dung đã chốt", Who.SECRETARIAT, None, "Chuẩn bị ký", address, "pen")
        elif pledge.state == State.IN_FORCE and is_over(pledge):
            title, lead = f"Xác nhận kết thúc {pledge.title}", f"Năm {pledge.emulation_year.year} đã hết"
            yield WorkItem(title, lead, Who.SECRETARIAT, None, "Kết thúc giao ước", address, "archive")


def _for_units(user: User, own: frozenset[int]) -> Iterator[WorkItem]:
    """Targets that a unit has not registered; what it signs is asked for by signatures/worklist.py."""
    drafts = Pledge.objects.filter(state=State.DRAFT, emulation_year__seats__unit__in=own)
    pledges = list(drafts.distinct().order_by("emulation_year__year", "pk"))
    if not pledges:
        return
    mine = {unit.pk: unit for unit in Unit.objects.filter(pk__in=own).order_by("pk").with_names()}
    years = [row.emulation_year_id for row in pledges]
    seats = set(Seat.objects.now().filter(unit__in=own, emulation_year__in=years).values_list("emulation_year", "unit"))
    targets = Target.objects.filter(pledge__in=pledges, unit__in=own)
    registered = set(targets.order_by().values_list("pledge", "unit").distinct())
    for pledge in pledges:
        for pk, unit in mine.items():
            sits, is_registered = (pledge.emulation_year_id, pk) in seats, (pledge.pk, pk) in registered
            if sits and pk in user.roles().member_of and not is_registered:
                yield _register_targets(pledge, unit)


def _results(user: User, own: frozenset[int]) -> Iterator[WorkItem]:
    """What was reached by the end of the newest quarter: typed by a unit's people, confirmed by its leader."""
    year, quarter = newest_ended_quarter(clock.today())
    targets = Target.objects.filter(pledge__state=State.IN_FORCE, pledge__emulation_year__year=year, unit__in=own)
    due = sorted(set(targets.order_by().values_list("pledge", "unit").distinct()))
    if not due:
        return
    reports = {(row.pledge_id, row.unit_id): row for row in QuarterReport.objects.filter(unit__in=own, quarter=quarter)}
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=own).with_names()}
    speaks, roman = user.roles().can_sign_for, QuarterReport(quarter=quarter).roman
    for pledge, pk in due:
        report, unit = reports.get((pledge, pk)), units[pk]
        if report is None and pk in user.roles().member_of:
            address = reverse("pledges:result_edit", args=[pledge, quarter, unit.slug])
            title = f"Nhập kết quả quý {roman} của {unit.short_name}"
            lead = "Kết quả lũy kế của các chỉ tiêu đã đăng ký trong giao ước"
            yield WorkItem(title, lead, Who.UNIT, act="Nhập kết quả", address=address, icon="list-check")
        elif report is not None and report.state == QuarterReport.State.OPEN and pk in speaks:
            address = f"{reverse('pledges:results_detail', args=[pledge])}?quy={quarter}#{unit.slug}"
            title = f"Xác nhận kết quả quý {roman} của {unit.short_name}"
            lead = "Kính mời xem số liệu đơn vị đã nhập và xác nhận"
            yield WorkItem(title, lead, Who.UNIT, act="Xem và xác nhận", address=address, icon="check-lg")


def _register_targets(pledge: Pledge, unit: Unit) -> WorkItem:
    return WorkItem(
        f"Đăng ký chỉ tiêu thi đua của {unit.short_name}",
        "Chỉ tiêu được in trong giao ước. Sau khi bắt đầu ký không sửa được.",
        Who.UNIT,
        act="Đăng ký chỉ tiêu",
        address=page("target_edit", pledge, unit.slug),
        icon="list-check",
    )


# --- A pledge ------------------------------------------------------------------------------------------------------


def next_action(user: User, pledge: Pledge, signed: int | None = None) -> WorkItem:
    """For this person, on the page of the pledge; `signed`: how many units have, where it was counted already."""
    signed = pledge.signatures.count() if signed is None else signed
    if mine := _of_own_units(user, pledge, signed):
        return mine
    if has_permission(user, "pledges.create_pledge", pledge):
        return _of_secretariat(pledge, signed)
    return _for_readers(pledge, signed)


def _of_own_units(user: User, pledge: Pledge, signed: int) -> WorkItem | None:
    if pledge.state == State.OPEN and units_to_sign(user, pledge):
        address = reverse("signatures:sign_read", args=[pledge.signing_id])
        about = about_signing(pledge.sealed_signing)
        if pledge.is_late:
            why = f"Hạn ký đã hết lúc {short_datetime(pledge.sign_by)}. Đề nghị Tổ thư ký gia hạn."
            return WorkItem(
                "Đã quá hạn ký",
                why,
                Who.SECRETARIAT,
                pledge.sign_by,
                "Đọc giao ước",
                address,
                "journal-text",
                about=about,
            )
        why = f"Hạn ký: {deadline_words(pledge.sign_by, clock.now())}. {signed_words(pledge, signed)}"
        title = f"Ký {pledge.title}"
        return WorkItem(title, why, Who.UNIT, pledge.sign_by, "Đọc và ký", address, "pen", about=about)
    if pledge.state == State.DRAFT:
        own = user.roles().member_of
        registered = set(pledge.targets.filter(unit__in=own).values_list("unit", flat=True)) if own else set()
        for unit in pledge.emulation_year.units() if own else ():
            if unit.pk in own - registered:
                return _register_targets(pledge, unit)
    return None


def _of_secretariat(pledge: Pledge, signed: int) -> WorkItem:
    return {State.DRAFT: _draft, State.OPEN: _open, State.IN_FORCE: _in_force, State.CLOSED: _closed}[
        State(pledge.state)
    ](pledge, signed)


def _asked(title: str, why: str, act: str, address: str, icon: str, **more: Any) -> WorkItem:
    """An item of the secretariat."""
    return WorkItem(title, why, Who.SECRETARIAT, act=act, address=address, icon=icon, **more)


def _draft(pledge: Pledge, signed: int) -> WorkItem:
    if pledge.text.settled_version_id is None:
        why = f"Dự thảo giao ước: {pledge.text.get_state_display().lower()}. Cần chốt nội dung trước khi bắt đầu ký."
        return _asked("Chốt nội dung giao ước", why, "Xem dự thảo", text_url(pledge), "file-earmark-text")
    address = page("pledge_open", pledge)
    if gaps := requirements(OPEN_SIGNING, pledge):
        return _asked("Bổ sung trước khi bắt đầu ký", in_words(gaps), "Xem phần còn thiếu", address, "arrow-right")
    why = "Nội dung đã chốt, các đơn vị đã đăng ký chỉ tiêu. Kiểm tra lần cuối trước khi bắt đầu ký."
    return _asked("Bắt đầu ký giao ước", why, "Kiểm tra và bắt đầu ký", address, "pen")


def _open(pledge: Pledge, signed: int) -> WorkItem:
    left, request = (pledge.required_units or 0) - signed, pledge.signing_id
    if pledge.is_late:
        why = f"Hạn ký đã hết lúc {short_datetime(pledge.sign_by)}, còn {left} đơn vị chưa ký."
        address = reverse("signatures:request_detail", args=[request])
        return _asked("Gia hạn ký", why, "Gia hạn ký", address, "calendar-event", due=pledge.sign_by)
    why = f"Hạn ký: {deadline_words(pledge.sign_by, clock.now())}. {signed_words(pledge, signed)}"
    title, address = f"Gửi nhắc {left} đơn vị chưa ký", reverse("signatures:request_remind", args=[request])
    return _asked(title, why, "Gửi nhắc", address, "bell", posts=True, due=pledge.sign_by)


def _in_force(pledge: Pledge, signed: int) -> WorkItem:
    year = pledge.emulation_year.year
    if is_over(pledge):
        why = f"{_all_signed(signed)} Năm {year} đã hết. Việc tiếp theo: xác nhận kết thúc giao ước."
        return _asked(_since(pledge), why, "Kết thúc giao ước", "#ket-thuc", "archive")
    why = (
        f"{_all_signed(signed)} Việc tiếp theo: gửi bản có đủ chữ ký tới các đơn vị, theo dõi chỉ tiêu đến hết năm "
        f"{year}. Sau ngày 31/12, xác nhận kết thúc ở mục “Kết thúc giao ước” của trang này."
    )
    return _asked(_since(pledge), why, "Tải bản có đủ chữ ký", page("pledge_pdf", pledge), "download")


def _closed(pledge: Pledge, signed: int) -> WorkItem:
    why = f"{_all_signed(signed)} Kết thúc lúc {short_datetime(pledge.closed_at)}, không còn việc cần xử lý."
    return _download("Giao ước đã kết thúc", why, pledge)


def _download(title: str, why: str, pledge: Pledge) -> WorkItem:
    address = page("pledge_pdf", pledge)
    return WorkItem(title, why, act="Tải bản có đủ chữ ký", address=address, icon="download")


def _for_readers(pledge: Pledge, signed: int) -> WorkItem:
    if pledge.state == State.DRAFT:
        why = "Tổ thư ký đang chuẩn bị. Khi bắt đầu ký, thủ trưởng các đơn vị nhận thông báo và đường dẫn."
        return WorkItem("Đang chuẩn bị giao ước", why, Who.SECRETARIAT)
    if pledge.state == State.OPEN:
        why = f"{signed_words(pledge, signed)} Hạn ký: {deadline_words(pledge.sign_by, clock.now())}."
        return WorkItem("Đang chờ các đơn vị ký", why, Who.UNIT, pledge.sign_by)
    if pledge.state == State.IN_FORCE:
        year = pledge.emulation_year.year
        wait = f"Năm {year} đã hết, chờ Tổ thư ký xác nhận kết thúc."
        why = wait if is_over(pledge) else f"Việc tiếp theo: thực hiện chỉ tiêu đã ký đến hết năm {year}."
        return _download(_since(pledge), f"{_all_signed(signed)} {why}", pledge)
    return _closed(pledge, signed)


def is_over(pledge: Pledge) -> bool:
    """The year of the pledge is over."""
    return clock.today().year > pledge.emulation_year.year


def _since(pledge: Pledge) -> str:
    return f"Có hiệu lực từ {short_datetime(pledge.in_force_at)}"


def _all_signed(signed: int) -> str:
    return f"Cả {signed} đơn vị đã ký."


def signed_words(pledge: Pledge, signed: int) -> str:
    """ "6 trên 9 đơn vị đã ký.\""""
    return f"{signed}/{pledge.required_units} đơn vị đã ký."


# --- The year ------------------------------------------------------------------------------------------------------


def stages(year: EmulationYear) -> list[Stage]:
    """The year's pledge in the year's progress."""
    title, address = "Ký giao ước thi đua", reverse("pledges:pledge_list")
    pledge = Pledge.objects.filter(emulation_year=year).first()
    if pledge is None:
        return [Stage(title, "Chưa bắt đầu", LATER, address)]
    if pledge.state == State.DRAFT:
        return [Stage(title, "Đang chuẩn bị", CURRENT, address)]
    if pledge.state == State.OPEN:
        lead = f"{pledge.signatures.count()}/{pledge.required_units} đơn vị đã ký"
        return [Stage(title, lead, CURRENT, address)]
    return [Stage(title, f"Có hiệu lực từ {short_date(pledge.in_force_at)}", DONE, address)]


# --- The list of a year's units --------------------------------------------------------------------------------------


def list_uses(year: EmulationYear) -> Iterator[ListUse]:
    """What was opened for signing names its units."""
    for pledge in Pledge.objects.filter(emulation_year=year).exclude(opened_at=None):
        if pledge.opened_at is not None:
            yield ListUse(local_date(pledge.opened_at), f"bắt đầu ký {pledge.title}")


register_work(40, work_for)
register_next_action(Pledge, next_action)
register_stages(40, stages)
register_list_uses(list_uses)
