"""What waits for whom with texts and rounds of asking: for a person, for a text, for a round, for the year."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from drafting.models import Comment, Consultation, ResponseTable, Text
from drafting.queries.round_status import UnitStatus, asked_of, heard_in
from drafting.queries.rounds import OwnUnit
from drafting.queries.rows import silent_units
from drafting.queries.text_status import TextStatus, status_of_text, statuses_of
from libraries.web import clock
from libraries.web.formats import deadline_words, local_date, short_date, short_datetime, vn_number
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
from signatures.models import SigningRequest
from signatures.worklist import paper_step
from units.list_uses import ListUse, Unfinished, register_list_uses, register_unfinished
from units.models import EmulationYear, Seat, Unit, User

State = Text.State


def page(name: str, row: Text | Consultation | Comment) -> str:
    """The address of a page of this room."""
    return reverse(f"drafting:{name}", args=[row.pk])


def about_commenting(consultation: Consultation) -> str:
    """The name that a round's items and notices for the units share."""
    return f"drafting.comment:{consultation.pk}"


def about_collecting(consultation: Consultation) -> str:
    """The name that the secretariat's item and notices while comments come in share."""
    return f"drafting.collect:{consultation.pk}"


def about_answering(text: Text) -> str:
    """The name that the secretariat's item and notices about comments to answer share."""
    return f"drafting.answer:{text.pk}"


# --- A person ------------------------------------------------------------------------------------------------------


def work_for(user: User) -> Iterator[WorkItem]:
    """Texts the secretariat brings on their way; rounds in which a unit of this person has said nothing yet."""
    roles = user.roles()
    if roles.secretary_of:
        yield from _for_secretariat(user)
    if own := roles.member_of | roles.can_sign_for:
        yield from _for_units(user, own)


def _for_secretariat(user: User) -> Iterator[WorkItem]:
    texts = Text.objects.filter(emulation_year__bloc__in=user.roles().secretary_of).exclude(state=State.SETTLED)
    rows = list(texts.select_related("emulation_year").order_by("-pk")[:MOST])
    known = statuses_of(rows)
    heard = heard_in([status.newest_round for status in known.values() if status.newest_round])
    for text in rows:
        status = known[text.pk]
        if text.state == State.DRAFT:
            where = "đang soạn thảo lại" if status.newest_round else "chưa gửi lấy ý kiến"
            lead = f"{status.nodes} phần đã soạn thảo, {where}"
            yield _asked(f"Soạn thảo {text.title}", lead, "Tiếp tục soạn thảo", page("text_detail", text), "pencil")
        elif status.newest_round is not None:
            yield from _of_round(text, status, status.newest_round, heard[status.newest_round.pk])


def _of_round(text: Text, status: TextStatus, newest: Consultation, heard: tuple[int, int]) -> Iterator[WorkItem]:
    address = page("consultation_detail", newest)
    said, asked = heard
    if newest.is_open and said < asked:
        title, lead = f"Gửi nhắc {asked - said} đơn vị góp ý {text.title}", f"{said}/{asked} đơn vị đã gửi ý kiến"
        yield _asked(
            title, lead, "Xem và gửi nhắc", address, "send", due=newest.closes_at, about=about_collecting(newest)
        )
    if status.unanswered:
        title, lead = (
            f"Trả lời {status.unanswered} góp ý về {text.title}",
            "Tiếp thu, tiếp thu một phần hoặc giải trình",
        )
        yield _asked(title, lead, "Trả lời góp ý", address, "reply", about=about_answering(text))
    elif not newest.is_open:
        title, lead = f"Chốt nội dung {text.title}", "Mọi góp ý đã được trả lời"
        yield _asked(title, lead, "Kiểm tra và chốt", page("settle", text), "check-lg")


def _for_units(user: User, own: frozenset[int]) -> Iterator[WorkItem]:
    rounds = Consultation.objects.filter(
        closed_at=None, closes_at__gt=clock.now(), text__emulation_year__seats__unit__in=own
    ).distinct()
    rows = list(rounds.select_related("text").order_by("closes_at", "pk"))
    if not rows:
        return
    seats = Seat.objects.filter(unit__in=own, emulation_year__in=[row.text.emulation_year_id for row in rows])
    asked = asked_of(rows, seats.select_related("emulation_year"))
    named = {unit.pk: unit for unit in Unit.objects.filter(pk__in=own).order_by("pk").with_names()}
    written: dict[tuple[int, int], list[str]] = {}
    for round_pk, unit_pk, state in Comment.objects.filter(consultation__in=rows, unit__in=own).values_list(
        "consultation", "unit", "state"
    ):
        written.setdefault((round_pk, unit_pk), []).append(state)
    for consultation in rows:
        for pk, unit in named.items():
            states = written.get((consultation.pk, pk), [])
            if pk not in asked[consultation.pk] or Comment.State.SENT in states:
                continue
            lead = f"{len(states)} góp ý đã soạn, chờ thủ trưởng gửi" if states else f"{unit.short_name} chưa có ý kiến"
            leads = pk in user.roles().can_sign_for
            verb, act = ("Gửi ý kiến về", "Đọc và cho ý kiến") if leads else ("Soạn góp ý", "Soạn góp ý")
            yield WorkItem(
                f"{verb} {consultation.text.title}",
                lead,
                Who.UNIT,
                consultation.closes_at,
                act,
                page("consultation_detail", consultation),
                "chat-left-text",
                about=about_commenting(consultation),
            )


def _asked(title: str, why: str, act: str, address: str, icon: str, **more: Any) -> WorkItem:
    """An item of the secretariat."""
    return WorkItem(title, why, Who.SECRETARIAT, act=act, address=address, icon=icon, **more)


# --- A text --------------------------------------------------------------------------------------------------------


def next_action(user: Any, text: Text, status: TextStatus | None = None) -> WorkItem:
    """For this person, on the page of the text and in the list of texts."""
    status = status or status_of_text(text)
    mine = has_permission(user, "drafting.create_text", text)  # the secretariat of its bloc
    if text.state == State.DRAFT:
        return _drafting(text, status, mine)
    if text.state == State.CONSULTING:
        return _consulting(text, status, mine)
    when = f"Chốt lúc {short_datetime(text.settled_at)}. " if text.settled_at else ""
    where = "Quy chế" if text.kind == Text.Kind.REGULATION else "Giao ước"
    settled = text.settled_version
    return WorkItem(
        "Nội dung đã chốt",
        f"{when}Các bước tiếp theo (thông qua, ban hành, ký) thực hiện tại mục {where}.",
        act="Xem bản đã chốt",
        address=reverse("drafting:version_detail", args=[text.pk, settled.no]) if settled else "",
        icon="file-earmark-text",
    )


def _drafting(text: Text, status: TextStatus, mine: bool) -> WorkItem:
    if not mine:
        why = "Khi có dự thảo gửi lấy ý kiến, đơn vị sẽ nhận được thông báo."
        return WorkItem("Tổ thư ký đang soạn thảo lại", why, Who.SECRETARIAT)
    if not status.nodes:
        return _asked("Soạn thảo nội dung", "Dự thảo chưa có nội dung.", "Soạn thảo", page("text_edit", text), "pencil")
    why = "Khi gửi, nội dung được lưu thành một bản dự thảo để các đơn vị góp ý."
    return _asked("Gửi lấy ý kiến các đơn vị", why, "Gửi lấy ý kiến", page("consultation_start", text), "send")


def _consulting(text: Text, status: TextStatus, mine: bool) -> WorkItem:
    newest = status.newest_round
    address = page("consultation_detail", newest) if newest else ""
    if newest is not None and status.round_is_open:
        title = "Các đơn vị góp ý" if mine else f"Góp ý {newest.on_version}"
        why = "Xem đơn vị đã gửi, gửi nhắc đơn vị chưa gửi." if mine else "Đọc dự thảo và gửi góp ý của đơn vị."
        act = "Xem góp ý" if mine else "Góp ý"
        return WorkItem(title, why, Who.UNIT, newest.closes_at, act, address, "chat-left-text")
    if not mine:
        title = "Tổ thư ký đang trả lời góp ý" if status.unanswered else "Tổ thư ký hoàn thiện dự thảo"
        return _asked(title, "", "Xem góp ý", address, "chat-left-text")
    if status.unanswered:
        why = f"Còn {vn_number(status.unanswered)} góp ý chưa trả lời."
        return _asked("Trả lời góp ý", why, "Trả lời góp ý", address, "reply")
    why = "Mọi góp ý đã được trả lời. Nội dung đang soạn thảo được lưu thành bản cuối cùng."
    return _asked("Chốt nội dung", why, "Kiểm tra và chốt nội dung", page("settle", text), "check-lg")


# --- A round -------------------------------------------------------------------------------------------------------


def secretariats_next_action(
    consultation: Consultation,
    units: list[UnitStatus],
    unanswered: tuple[int, int | None],
    issued: ResponseTable | None,
    may: frozenset[str],
) -> WorkItem:
    """On the page of the round. may: what this reader may do there now, of "remind" and "answer_comment".

    unanswered: how many opinions, and the primary key of the first.
    """
    heard = sum(bool(row.sent) for row in units)
    received = f"Đã nhận ý kiến của {heard}/{len(units)} đơn vị."
    if consultation.is_open:
        title, why, act, icon = _of_open_round(consultation, heard, len(units), received)
        if "remind" in may:
            name = "remind" if heard < len(units) else "consultation_close"
            return _asked(title, why, act, page(name, consultation), icon, posts=name == "remind")
        return _back_to_text(title, why, consultation)
    ended = f"Kết thúc lấy ý kiến lúc {short_datetime(consultation.ended_at)}. {received}"
    left, first = unanswered
    if first is not None:
        title = f"Trả lời {vn_number(left)} góp ý"
        if "answer_comment" in may:
            address = reverse("drafting:answer_edit", args=[first])
            return _asked(title, ended, "Trả lời góp ý", address, "reply")
        return _back_to_text(title, ended, consultation)
    if issued is None:
        why, address = f"{ended} Các góp ý đã được trả lời đủ.", page("response_table", consultation)
        return _asked("Trình ký bảng tổng hợp", why, "Xem và trình ký bảng tổng hợp", address, "list-check")
    why = f"Lúc {short_datetime(issued.issued_at)}. Việc tiếp theo: chốt nội dung dự thảo."
    return _back_to_text("Đã hoàn thành bảng tổng hợp", why, consultation)


def _of_open_round(consultation: Consultation, heard: int, asked: int, received: str) -> tuple[str, str, str, str]:
    why = f"Hạn góp ý {deadline_words(consultation.closes_at, clock.now())}. {received}"
    if heard < asked:
        return f"Chờ góp ý của {vn_number(asked - heard)} đơn vị", why, "Gửi nhắc đơn vị chưa góp ý", "bell"
    return "Các đơn vị đã gửi đủ ý kiến", why, "Kết thúc lấy ý kiến", "lock"


def _back_to_text(title: str, why: str, consultation: Consultation) -> WorkItem:
    return _asked(title, why, "Về dự thảo", page("text_detail", consultation.text), "journal-text")


def response_table_next_action(consultation: Consultation, unanswered: int, may: frozenset[str]) -> WorkItem | None:
    """On the page of a table that is to be issued, after the round. may: "submit_response_table", "answer_comment"."""
    if consultation.is_open or "submit_response_table" not in may:
        return None
    if unanswered:
        why, answers = "Mỗi góp ý trong bảng phải có nội dung tiếp thu hoặc giải trình.", "answer_comment" in may
        act, address = f"Trả lời {vn_number(unanswered)} góp ý", page("consultation_detail", consultation)
        return _asked("Trả lời góp ý trước khi hoàn thành bảng", why, act, address if answers else "", "reply")
    return paper_step("response_table", consultation, _signing(consultation), mine=True, what="bảng tổng hợp")


def _signing(consultation: Consultation) -> SigningRequest | None:
    """How its table is signed; of a table that is out already, and whose answers have changed since, anew."""
    request = consultation.table_signing
    return None if request and request.state == SigningRequest.State.ISSUED else request


def units_next_action(consultation: Consultation, own: OwnUnit) -> WorkItem:
    """On the page of the round, for whoever works for this unit; the buttons stand beside it."""
    name, waiting, sent = own.unit.short_name, len(own.waiting), len(own.sent)
    if not consultation.is_open:
        said = "nhất trí toàn văn" if own.agrees and sent == 1 else f"gửi {vn_number(sent)} góp ý" if sent else ""
        told = f"{name} đã {said}." if said else f"{name} không gửi góp ý, được coi là nhất trí."
        lost = f" {vn_number(waiting)} góp ý chưa gửi không được tổng hợp." if waiting else ""
        ended = f"Thời gian góp ý đã kết thúc lúc {short_datetime(consultation.ended_at)}"
        return WorkItem(ended, told + lost, eyebrow="Đã kết thúc")
    until = deadline_words(consultation.closes_at, clock.now())
    known: dict[str, Any] = {"who": Who.UNIT, "due": consultation.closes_at, "about": about_commenting(consultation)}
    if waiting and own.speaks:
        title, why = (
            f"Gửi {vn_number(waiting)} góp ý trước {until}",
            f"Góp ý do cán bộ {name} soạn. Đề nghị xem lại trước khi gửi.",
        )
        return WorkItem(title, why, **known)
    if waiting:
        why = f"Hạn gửi {until}. Trước khi gửi vẫn sửa, thêm được."
        return WorkItem(f"{vn_number(waiting)} góp ý chờ thủ trưởng đơn vị gửi", why, eyebrow="Đang chờ", **known)
    if sent:
        what = "nhất trí toàn văn" if own.agrees and sent == 1 else f"gửi {vn_number(sent)} góp ý"
        why = f"Vẫn góp ý thêm được đến {until}. Tổ thư ký trả lời sau khi hết hạn."
        return WorkItem(f"{name} đã {what}", why, eyebrow="Đã gửi")
    what = "Góp ý từng điều, hoặc nhất trí toàn văn." if own.speaks else "Góp ý từng điều; thủ trưởng đơn vị gửi."
    return WorkItem(f"Góp ý trước {until}", f"{what} Đơn vị không gửi góp ý được coi là nhất trí.", **known)


# --- The year ------------------------------------------------------------------------------------------------------


def stages(year: EmulationYear) -> list[Stage]:
    """Asking the units, in the year's progress."""
    title, address = "Lấy ý kiến dự thảo", reverse("drafting:text_list")
    texts = list(Text.objects.filter(emulation_year=year))
    if not texts:
        return [Stage(title, "Chưa có dự thảo", LATER, address)]
    settled = sum(text.state == State.SETTLED for text in texts)
    if settled == len(texts):
        return [Stage(title, f"Đã chốt {settled}/{len(texts)} văn bản", DONE, address)]
    running = Consultation.objects.filter(text__in=texts, closed_at=None).order_by("closes_at").first()
    lead = f"Góp ý đến {short_date(running.closes_at)}" if running else f"Đã chốt {settled}/{len(texts)} văn bản"
    return [Stage(title, lead, CURRENT, address)]


# --- The list of a year's units ------------------------------------------------------------------------------------


def list_uses(year: EmulationYear) -> Iterator[ListUse]:
    """Each round asked the units of its day."""
    for row in Consultation.objects.filter(text__emulation_year=year).select_related("text"):
        yield ListUse(local_date(row.opened_at), f"lấy ý kiến về {row.text.title}")


def unfinished_of_unit(unit: Unit) -> Iterator[Unfinished]:
    """A round that runs waits for whoever has sent nothing."""
    running = Consultation.objects.filter(closed_at=None, closes_at__gt=clock.now())
    for row in running.filter(text__emulation_year__bloc=unit.bloc_id).select_related("text__emulation_year"):
        if any(silent.pk == unit.pk for silent in silent_units(row)):
            advice = "đề nghị đơn vị gửi ý kiến, hoặc Tổ thư ký kết thúc lấy ý kiến."
            yield Unfinished(f"Chưa gửi ý kiến về {row.text.title}", advice)


register_work(10, work_for)
register_next_action(Text, next_action)
register_stages(10, stages)
register_list_uses(list_uses)
register_unfinished(unfinished_of_unit)
