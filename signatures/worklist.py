"""What waits for whom with papers to be signed: for those who sign, and for those who collect the signatures."""

from collections.abc import Iterator

from django.db.models import Count, Exists, Model, OuterRef, Q
from django.urls import reverse
from django.utils.text import Truncator

from libraries.web.formats import short_datetime, vn_number
from notices.worklist import MOST, Who, WorkItem, register_work
from records.access import has_permission
from signatures.models import Decline, Signature, SigningRequest
from signatures.notifying import about_collecting, about_declines, about_mending, about_numbering, about_signing
from signatures.queries import required_counts, signature_counts, unsigned, waiting_for
from units.list_uses import Unfinished, register_unfinished
from units.models import Unit, User

State = SigningRequest.State
# From so many papers on, signing them together comes first.
TOGETHER = 2


def signed_words(request: SigningRequest) -> str:
    """ "6/9 đơn vị đã ký." of a paper that units sign, else "1/2 chữ ký đã có.\""""
    parties = list(request.parties.filter(released_at=None).values_list("person", flat=True))
    words = "chữ ký đã có" if any(parties) else "đơn vị đã ký"
    return f"{request.signatures.count()}/{len(parties)} {words}."


# --- A person ------------------------------------------------------------------------------------------------------


def work_for(user: User) -> Iterator[WorkItem]:
    """What this person signs now; what they collect the signatures of."""
    yield from _to_sign(user)
    yield from _to_collect(user)
    yield from _to_number(user)
    yield from _to_mend(user)


def _to_sign(user: User) -> Iterator[WorkItem]:
    waiting = list(waiting_for(user).prefetch_related("unit__names")[:50])
    ready = [party for party in waiting if not party.request.is_late]
    if len(ready) >= TOGETHER:
        why = "Xem danh sách, đọc từng văn bản khi cần, rồi ký các văn bản đã chọn bằng một lần xác nhận."
        title = f"Ký {vn_number(len(ready))} văn bản đang chờ"
        yield WorkItem(title, why, Who.PERSON, ready[0].request.sign_by, "Xem danh sách và ký", _list(), "pen")
    for party in waiting:
        request = party.request
        address, about = reverse("signatures:sign_read", args=[request.pk]), about_signing(request)
        lead = f"Thay mặt {party.unit.name if party.unit and not party.person_id else party.signs_for}"
        who = Who.PERSON if party.person_id else Who.UNIT
        yield WorkItem(f"Ký {request.title}", lead, who, request.sign_by, "Đọc và ký", address, "pen", about=about)


def _list() -> str:
    return reverse("signatures:sign_list")


def _to_collect(user: User) -> Iterator[WorkItem]:
    mine = Q(emulation_year__bloc__in=user.roles().secretary_of) | Q(opened_by=user)
    rows = list(SigningRequest.objects.filter(mine, state=State.OPEN).order_by("sign_by", "pk"))
    counts, required = signature_counts(row.pk for row in rows), required_counts(row.pk for row in rows)
    signed = Signature.objects.filter(party=OuterRef("party"))
    declines = Decline.objects.filter(~Exists(signed), request__in=rows).order_by()
    asking = dict(declines.values_list("request").annotate(Count("party", distinct=True)))
    for request in rows:
        count, all_of_them = counts.get(request.pk, 0), required.get(request.pk, 0)
        address, about = reverse("signatures:request_detail", args=[request.pk]), about_collecting(request)
        lead = f"{count}/{all_of_them} chữ ký đã có"
        title, act, icon = f"Gửi nhắc ký {request.title} (còn {all_of_them - count} chữ ký)", "Xem và gửi nhắc", "send"
        if request.is_late:
            title, act, icon = f"Gia hạn ký {request.title}", "Gia hạn ký", "calendar-event"
        yield WorkItem(title, lead, Who.SECRETARIAT, request.sign_by, act, address, icon, about=about)
        if parties := asking.get(request.pk):
            title, lead = f"Xem đề nghị sửa {request.title}", f"{vn_number(parties)} đề nghị sửa của bên chưa ký"
            yield WorkItem(
                title, lead, Who.SECRETARIAT, None, "Xem đề nghị", address, "reply", about=about_declines(request)
            )


def _to_number(user: User) -> Iterator[WorkItem]:
    """What everybody has signed and waits for its number: the secretariat's, and of a unit's own paper the unit's."""
    rows = SigningRequest.objects.filter(state=State.COMPLETE, code__isnull=False)
    mine = Q(emulation_year__bloc__in=user.roles().secretary_of) | Q(opened_by=user)
    for request in rows.filter(mine).select_related("emulation_year__bloc").order_by("completed_at")[:MOST]:
        if not has_permission(user, "signatures.issue_paper", request):
            continue
        address = reverse("signatures:request_issue", args=[request.pk])
        lead, act = f"Đủ chữ ký lúc {short_datetime(request.completed_at)}", "Cấp số và phát hành"
        title, about = f"Cấp số và phát hành {request.title}", about_numbering(request)
        yield WorkItem(title, lead, Who.SECRETARIAT, None, act, address, "patch-check", about=about)


def _to_mend(user: User) -> Iterator[WorkItem]:
    """What was returned, until it is put before the signers again: of whoever prepared it."""
    rows = SigningRequest.objects.filter(state=State.RETURNED, code__isnull=False, put_again=None, opened_by=user)
    for request in rows.select_related("ended_by").order_by("-ended_at")[:MOST]:
        title, lead = f"Sửa và trình lại {request.title}", f"{request.ended_by} trả lại: {request.ending_reason}"
        address, about = reverse("signatures:request_detail", args=[request.pk]), about_mending(request)
        yield WorkItem(title, Truncator(lead).chars(160), Who.PERSON, None, "Xem lý do", address, "reply", about=about)


# --- A row above whose paper is signed -------------------------------------------------------------------------------


def put_address(kind: str, row: Model) -> str:
    """Where a row's paper is put before its signers."""
    return reverse("signatures:request_start", args=[kind, row.pk])


def paper_step(kind: str, row: Model, request: SigningRequest | None, *, mine: bool, what: str) -> WorkItem:
    """What is next with a paper that is ready to be signed, on the page of its row; `what`: "quy chế", "biên bản".

    mine: this reader is who puts it before its signers and takes its number. Others see who is asked, or how far it is.
    """
    if request is None or request.state in SigningRequest.ENDED:
        title, why = f"Trình ký {what}", "Chọn người ký và hạn ký. Số và ngày được điền sau khi đủ chữ ký."
        if request is not None:
            title, why = f"Sửa và trình ký lại {what}", f"{request.get_state_display()}. Lý do: {request.ending_reason}"
        address = put_address(kind, row) if mine else ""
        return WorkItem(title, why if mine else "", Who.SECRETARIAT, None, "Trình ký", address, "send")
    page = reverse("signatures:request_detail", args=[request.pk])
    if request.state == State.COMPLETE:
        address = reverse("signatures:request_issue", args=[request.pk]) if mine else ""
        why = f"Đủ chữ ký lúc {short_datetime(request.completed_at)}."
        act = "Cấp số và phát hành"
        return WorkItem(f"Cấp số và phát hành {what}", why, Who.SECRETARIAT, None, act, address, "patch-check")
    why = f"{signed_words(request)} Hạn ký {short_datetime(request.sign_by)}."
    return WorkItem(f"Đang trình ký {what}", why, Who.NOBODY, request.sign_by, "Xem trình ký", page, "pen")


# --- The list of a year's units --------------------------------------------------------------------------------------


def unfinished_of_unit(unit: Unit) -> Iterator[Unfinished]:
    """Nobody else signs for a unit."""
    for request in SigningRequest.objects.filter(emulation_year__bloc=unit.bloc_id, state=State.OPEN):
        if any(party.unit_id == unit.pk and party.person_id is None for party in unsigned(request)):
            advice = "đề nghị thủ trưởng đơn vị ký, hoặc Tổ thư ký rút tên đơn vị khỏi văn bản với lý do."
            yield Unfinished(f"Chưa ký {request.title}", advice)


register_work(35, work_for)
register_unfinished(unfinished_of_unit)
