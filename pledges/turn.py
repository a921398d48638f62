"""Whose turn it is with a pledge, and the one next button."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from libraries.web import clock
from libraries.web.formats import deadline_words, short_datetime
from pledges import workflow
from pledges.models import Pledge, Signature
from records.access import has_permission


@dataclass(frozen=True)
class Turn:
    """title: what is to be done; text: why, by when; a link, or a post when `acts`. No url: nothing for you."""

    title: str
    text: str = ""
    button: str = ""
    url: str = ""
    acts: bool = False
    icon: str = "arrow-right"


def text_url(pledge: Pledge) -> str:
    """Where the text is drafted."""
    for name in ("drafting:text_detail", "drafting:text_edit"):
        try:
            return reverse(name, args=[pledge.text_id])
        except NoReverseMatch:
            continue
    return ""


def whose_turn(user, pledge: Pledge, signatures: list[Signature]) -> Turn:
    """For this person, on the page of the pledge."""
    signed = len(signatures)
    if mine := _my_turn(user, pledge, signatures):
        return mine
    if has_permission(user, "pledges.create_pledge", pledge):
        return _for_secretariat(pledge, signed)
    return _for_readers(pledge, signed)


def _link(name, pledge):
    return reverse(f"pledges:{name}", args=[pledge.pk])


def _my_turn(user, pledge, signatures):
    if has_permission(user, "pledges.start_signing", pledge) and workflow.units_to_sign(user, pledge):
        if pledge.is_late:
            text = f"Hạn ký đã hết lúc {short_datetime(pledge.sign_by)}. Đề nghị Tổ thư ký gia hạn."
            return Turn("Đã quá hạn ký", text, "Đọc giao ước", _link("sign_read", pledge), icon="journal-text")
        text = f"Hạn ký: {deadline_words(pledge.sign_by, clock.now())}. {signed_words(pledge, len(signatures))}"
        return Turn(f"Ký {_lower(pledge.title)}", text, "Đọc và ký", _link("sign_read", pledge), icon="pen")
    if workflow.SAVE_TARGETS.open_for(pledge):
        own = user.roles().member_of | user.roles().heads
        for unit in pledge.emulation_year.units():
            if unit.pk in own and not pledge.targets.filter(unit=unit).exists():
                url = reverse("pledges:target_edit", args=[pledge.pk, unit.slug])
                text = "Chỉ tiêu được in vào giao ước; sau khi mở ký không sửa được."
                return Turn(f"Đăng ký chỉ tiêu của {unit.short_name}", text, "Ghi chỉ tiêu", url, icon="list-check")
    return None


def _for_secretariat(pledge, signed):
    if workflow.OPEN.open_for(pledge):
        if pledge.text.settled_version_id is None:
            text = f"Dự thảo giao ước: {pledge.text.get_state_display().lower()}. Chốt nội dung rồi mới mở ký được."
            return Turn("Chốt nội dung giao ước", text, "Mở dự thảo", text_url(pledge), icon="file-earmark-text")
        if gaps := workflow.before_opening(pledge):
            return Turn(
                "Hoàn thiện trước khi mở ký", " ".join(gaps), "Xem phần còn thiếu", _link("pledge_open", pledge)
            )
        text = "Nội dung đã chốt, các đơn vị đã đăng ký chỉ tiêu. Kiểm tra lần cuối rồi mở ký."
        return Turn("Mở ký giao ước", text, "Kiểm tra và mở ký", _link("pledge_open", pledge), icon="pen")
    if workflow.REMIND.open_for(pledge):
        left = pledge.required_units - signed
        if pledge.is_late:
            text = f"Hạn ký đã hết lúc {short_datetime(pledge.sign_by)}, còn {left} đơn vị chưa ký."
            return Turn("Gia hạn ký", text, "Gia hạn", "#gia-han", icon="calendar-event")
        text = f"Hạn ký: {deadline_words(pledge.sign_by, clock.now())}. {signed_words(pledge, signed)}"
        return Turn(f"Nhắc {left} đơn vị chưa ký", text, "Nhắc", _link("remind", pledge), True, "bell")
    if workflow.CLOSE.open_for(pledge):
        if _is_over(pledge):
            text = (
                f"{_all_signed(signed)} Năm {pledge.emulation_year.year} đã hết. Việc tiếp theo: ghi kết thúc giao ước."
            )
            return Turn(_since(pledge), text, "Ghi kết thúc", "#ket-thuc", icon="archive")
        text = (
            f"{_all_signed(signed)} Việc tiếp theo: gửi bản có đủ chữ ký tới các đơn vị, theo dõi chỉ tiêu đến hết năm "
            f"{pledge.emulation_year.year}; sau ngày 31/12 ghi kết thúc ở thẻ “Kết thúc giao ước”."
        )
        return Turn(_since(pledge), text, "Tải bản có đủ chữ ký", _link("pledge_pdf", pledge), icon="download")
    text = f"{_all_signed(signed)} Kết thúc lúc {short_datetime(pledge.closed_at)}, không còn việc phải làm."
    return Turn("Giao ước đã kết thúc", text, "Tải bản có đủ chữ ký", _link("pledge_pdf", pledge), icon="download")


def _is_over(pledge):
    return clock.today().year > pledge.emulation_year.year


def _since(pledge):
    return f"Có hiệu lực từ {short_datetime(pledge.in_force_at)}"


def _all_signed(signed):
    return f"Cả {signed} đơn vị đã ký."


def _for_readers(pledge, signed):
    if workflow.OPEN.open_for(pledge):
        text = "Tổ thư ký đang chuẩn bị. Khi mở ký, thủ trưởng các đơn vị nhận thông báo và đường dẫn."
        return Turn("Đang chuẩn bị giao ước", text)
    if workflow.SIGN.open_for(pledge):
        text = f"{signed_words(pledge, signed)} Hạn ký: {deadline_words(pledge.sign_by, clock.now())}."
        return Turn("Đang chờ các đơn vị ký", text)
    if workflow.CLOSE.open_for(pledge):
        year = pledge.emulation_year.year
        wait = f"Năm {year} đã hết, chờ Tổ thư ký ghi kết thúc."
        text = wait if _is_over(pledge) else f"Việc tiếp theo: thực hiện chỉ tiêu đã ký đến hết năm {year}."
        title, text = _since(pledge), f"{_all_signed(signed)} {text}"
    else:
        text = f"{_all_signed(signed)} Kết thúc lúc {short_datetime(pledge.closed_at)}, không còn việc phải làm."
        title = "Giao ước đã kết thúc"
    return Turn(title, text, "Tải bản có đủ chữ ký", _link("pledge_pdf", pledge), icon="download")


def signed_words(pledge: Pledge, signed: int) -> str:
    """ "6 trên 9 đơn vị đã ký.\""""
    return f"{signed} trên {pledge.required_units} đơn vị đã ký."


def pledges_to_sign(user) -> list[Pledge]:
    """For the home page: open pledges in which a unit this person speaks for has not signed, nearest deadline first."""
    units = user.roles().can_sign_for
    if not units:
        return []
    waiting = Pledge.objects.filter(state=Pledge.State.OPEN, emulation_year__seats__unit__in=units)
    waiting = waiting.select_related("emulation_year__bloc").order_by("sign_by").distinct()
    return [pledge for pledge in waiting if workflow.units_to_sign(user, pledge)]


def _lower(title):
    return f"{title[:1].lower()}{title[1:]}"
