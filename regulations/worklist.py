"""What waits for whom with regulations: for a person, for one regulation, for the year.

While its words are being made, what is next with a regulation is what is next with its text.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from drafting.models import Consultation, Text
from drafting.queries.homes import Home, register_home
from drafting.worklist import next_action as next_action_with_text
from libraries.web.formats import short_date, vn_number
from notices.worklist import (
    CURRENT,
    DONE,
    LATER,
    MOST,
    Stage,
    Who,
    WorkItem,
    register_next_action,
    register_stages,
    register_work,
)
from records.access import has_permission
from regulations.actions import ADOPT, START_REGULATION, SUBMIT_ERRATUM, SUBMIT_REGULATION
from regulations.models import Erratum, Regulation
from regulations.queries.ballots import ballots_of
from regulations.queries.settings import GOVERNS, governing, settings_of
from regulations.requirements import judged_ballots
from signatures.models import SigningRequest
from signatures.worklist import paper_step, put_address
from units.bound_settings import SettingSource, register_setting_sources
from units.models import Bloc, EmulationYear, User

State = Regulation.State


def page(name: str, regulation: Regulation) -> str:
    """The address of a page of this room."""
    return reverse(f"regulations:{name}", args=[regulation.pk])


# --- A person ------------------------------------------------------------------------------------------------------


def work_for(user: User) -> Iterator[WorkItem]:
    """Regulations whose words are settled, until they are issued: the secretariat's."""
    if not user.roles().secretary_of:
        return
    rows = Regulation.objects.filter(emulation_year__bloc__in=user.roles().secretary_of).filter(
        Q(state=State.ADOPTED) | Q(state=State.DRAFT, text__state=Text.State.SETTLED)
    )
    rows = rows.exclude(signing__state__in=SigningRequest.GOING_ON)  # told by what collects the signatures
    for regulation in rows.order_by("-pk")[:MOST]:
        address = page("regulation_detail", regulation)
        if regulation.state == State.ADOPTED:
            title, lead, act, icon = f"Trình ký {regulation.title}", "Hội nghị đã thông qua", "Trình ký", "send"
            address = put_address("regulation", regulation)
        else:
            title, lead = f"Trình hội nghị thông qua {regulation.title}", "Nội dung đã chốt, chờ hội nghị biểu quyết"
            act, icon = "Xem quy chế", "journal-text"
        yield WorkItem(title, lead, Who.SECRETARIAT, None, act, address, icon)
    yield from _errata_to_sign(user)
    yield from _settings_to_follow(user)


def _errata_to_sign(user: User) -> Iterator[WorkItem]:
    """A letter that corrects slips, begun and not yet put before its signer."""
    rows = Erratum.objects.filter(regulation__bloc__in=user.roles().secretary_of, state=Erratum.State.DRAFT)
    rows = rows.exclude(signing__state__in=SigningRequest.GOING_ON).select_related("regulation")
    for erratum in rows.order_by("-pk")[:MOST]:
        title = f"Trình ký đính chính Quy chế số {erratum.regulation.number_text}"
        lead = f"{vn_number(len(erratum.lines))} nội dung đính chính"
        yield WorkItem(title, lead, Who.SECRETARIAT, None, "Xem", erratum_page(erratum), "send")


def _settings_to_follow(user: User) -> Iterator[WorkItem]:
    """The text that was adopted asks to change what the bloc has set."""
    rows = Regulation.objects.filter(bloc__in=user.roles().secretary_of, state__in=GOVERNS, text__bound_parts__gt=0)
    for regulation in rows.select_related("bloc", "adopted_version").distinct().order_by("-pk")[:MOST]:
        if differing := [line for line in settings_of(regulation) if not line.agrees]:
            lead = "; ".join(f"{line.setting.label}: Quy chế ghi {line.said_words}" for line in differing)
            address = page("regulation_detail", regulation)
            yield WorkItem("Sửa thiết lập của Khối theo Quy chế", lead, Who.SECRETARIAT, None, "Xem", address, "gear")


# --- A regulation --------------------------------------------------------------------------------------------------


def next_action(user: Any, regulation: Regulation) -> WorkItem:
    """For this person, on the page of the regulation."""
    if regulation.state == State.DRAFT and regulation.text.state != Text.State.SETTLED:
        return next_action_with_text(user, regulation.text)
    mine = has_permission(user, START_REGULATION.name, regulation)  # the secretariat of its bloc
    if regulation.state == State.DRAFT:
        return _settled(regulation, mine)
    if regulation.state == State.ADOPTED:
        return paper_step("regulation", regulation, regulation.signing, mine=mine, what="quy chế")
    if new := regulation.successor:
        why = f"{regulation.force_words}. Thay thế: Quy chế số {new.number_text}."
        act, address = f"Xem Quy chế số {new.number_text}", page("regulation_detail", new)
        return WorkItem("Đã có quy chế thay thế", why, act=act, address=address, eyebrow="Hiệu lực")
    return WorkItem(
        regulation.force_words,
        "Bản PDF có xác nhận điện tử của hệ thống và mã xác thực, dùng để gửi và lưu.",
        act="Tải PDF",
        address=page("regulation_pdf", regulation),
        icon="file-earmark-pdf",
        eyebrow="Hiệu lực",
    )


def _settled(regulation: Regulation, mine: bool) -> WorkItem:
    if any(not row.objection for row in judged_ballots(regulation, ballots_of(regulation))):
        why = "Hội nghị đã biểu quyết. Kiểm tra kết quả và xác nhận đã thông qua."
        return _asked(mine, "Xác nhận đã thông qua", why, ADOPT.label, ADOPT.address(regulation), "check-lg")
    why = (
        "Nội dung đã chốt. Đưa vào chương trình hội nghị một nội dung gắn với quy chế này và biểu quyết; "
        "sau đó xác nhận tại đây."
    )
    address = reverse("conferences:conference_list")
    return _asked(mine, "Trình hội nghị biểu quyết", why, "Xem hội nghị", address, "people")


def _asked(mine: bool, title: str, why: str, act: str, address: str, icon: str) -> WorkItem:
    """Others see who is asked, without a button."""
    if not mine:
        return WorkItem(title, who=Who.SECRETARIAT)
    return WorkItem(title, why, Who.SECRETARIAT, None, act, address, icon)


def stages_of(user: Any, regulation: Regulation) -> list[Stage]:
    """The five stages as the page lists them, with an address where this person may open one.

    How the words were made is for the people of the bloc; others get the way to what was issued.
    """
    text = regulation.text
    newest = text.current_consultation()
    if regulation.is_published:
        reached = 5
    elif regulation.state == State.ADOPTED:
        reached = 4
    else:
        reached = {Text.State.DRAFT: 0, Text.State.CONSULTING: 1, Text.State.SETTLED: 3}[Text.State(text.state)]
        if reached == 1 and newest is not None and not newest.is_open:
            reached = 2
    titles = ["Soạn thảo", "Lấy ý kiến các đơn vị", "Chốt nội dung", "Thông qua tại hội nghị", "Ban hành"]
    leads, pages = _leads(regulation, newest), _pages(user, regulation, newest)
    return [
        Stage(title, leads[n], DONE if n < reached else CURRENT if n == reached else LATER, pages[n])
        for n, title in enumerate(titles)
    ]


def _pages(user: Any, regulation: Regulation, newest: Consultation | None) -> list[str]:
    """Addresses this person may open, in the order of the stages; empty where there is nothing yet."""
    text, pages = regulation.text, ["", "", "", "", ""]
    if regulation.bloc_id in user.bloc_ids:
        if Text.objects.visible_to(user).filter(pk=text.pk).exists():
            pages[0] = reverse("drafting:text_detail", args=[text.pk])
        if newest is not None:
            pages[1] = reverse("drafting:consultation_detail", args=[newest.pk])
        if text.settled_version is not None:
            pages[2] = reverse("drafting:version_detail", args=[text.pk, text.settled_version.no])
        if regulation.ballot is not None:
            pages[3] = reverse("ballots:ballot_detail", args=[regulation.ballot.pk])
    if regulation.document is not None:
        pages[4] = reverse("records:verdict_detail", args=[regulation.document.code])
    elif has_permission(user, SUBMIT_REGULATION.name, regulation):
        pages[4] = paper_step("regulation", regulation, regulation.signing, mine=True, what="quy chế").address
    return pages


def _leads(regulation: Regulation, newest: Consultation | None) -> list[str]:
    text, ballot = regulation.text, regulation.ballot
    return [
        "",
        f"Đến {short_date(newest.ended_at)}" if newest is not None else "",
        f"Chốt {short_date(text.settled_at)}" if text.settled_at else "",
        f"Biểu quyết {short_date(ballot.closed_at)}" if ballot is not None else "",
        f"Số {regulation.number_text}, ký {short_date(regulation.signed_on)}" if regulation.signed_on else "",
    ]


# --- A letter that corrects slips -----------------------------------------------------------------------------------


def erratum_page(erratum: Erratum) -> str:
    return reverse("regulations:erratum_detail", args=[erratum.pk])


def erratum_step(user: Any, erratum: Erratum) -> WorkItem:
    """For this person, on the page of the letter."""
    if erratum.is_issued:
        address = reverse("regulations:erratum_pdf", args=[erratum.pk])
        why = "Nội dung đính chính hiển thị tại trang công khai của quy chế và tại văn bản hợp nhất."
        return WorkItem("Đã ban hành", why, act="Tải PDF", address=address, icon="file-earmark-pdf", eyebrow="Hiệu lực")
    mine = has_permission(user, SUBMIT_ERRATUM.name, erratum)
    return paper_step("erratum", erratum, erratum.signing, mine=mine, what="văn bản đính chính")


# --- The year ------------------------------------------------------------------------------------------------------


def stages(year: EmulationYear) -> list[Stage]:
    """The regulation in the year's progress."""
    title, address = "Ban hành Quy chế hoạt động", reverse("regulations:regulation_list")
    rows = list(Regulation.objects.filter(emulation_year=year).order_by("-pk"))
    if issued := next((row for row in rows if row.issued_at), None):
        return [Stage(title, f"{issued.number_text}, ngày {short_date(issued.issued_at)}", DONE, address)]
    if rows:
        return [Stage(title, rows[0].get_state_display(), CURRENT, address)]
    in_force = Regulation.objects.filter(emulation_year__bloc=year.bloc_id, state=State.ISSUED).first()
    if in_force:
        return [Stage(title, f"Đang áp dụng {in_force.number_text}", DONE, address)]
    return [Stage(title, "Chưa có", LATER, address)]


# --- A text that is drafted ------------------------------------------------------------------------------------------


def _of_text(user: User, text: Text) -> Regulation | None:
    rows = Regulation.objects.visible_to(user).filter(text=text)
    return rows.select_related("bloc", "text__settled_version", "ballot", "document").first()


def _address_of(user: User, text: Text) -> str:
    regulation = _of_text(user, text)
    return page("regulation_detail", regulation) if regulation else ""


def _stages_of(user: User, text: Text) -> list[Stage]:
    regulation = _of_text(user, text)
    return stages_of(user, regulation) if regulation else []


# --- The settings of the bloc ---------------------------------------------------------------------------------------


def setting_sources(bloc: Bloc) -> dict[str, SettingSource]:
    """The articles of the regulation that was adopted last, as the page of the settings names them."""
    regulation = governing(bloc)
    if regulation is None:
        return {}
    named = f"Quy chế số {regulation.number_text}" if regulation.number_text else "Quy chế đã thông qua"
    address = page("regulation_detail", regulation)
    return {
        line.setting.name: SettingSource(f"{line.place} {named}", f"{address}#{line.anchor}", line.said, line.agrees)
        for line in settings_of(regulation)
    }


register_setting_sources(setting_sources)
register_home(Text.Kind.REGULATION, Home(address=_address_of, stages=_stages_of))
register_work(20, work_for)
register_next_action(Regulation, next_action)
register_stages(20, stages)
