"""What waits for whom with papers to be signed: for those who sign, and for those who collect the signatures."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from libraries.web.formats import vn_number
from notices.worklist import Who, WorkItem, register_work
from signatures.models import Decline, Signature, SigningRequest
from signatures.notifying import about_collecting, about_declines, about_signing
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


# --- The list of a year's units --------------------------------------------------------------------------------------


def unfinished_of_unit(unit: Unit) -> Iterator[Unfinished]:
    """Nobody else signs for a unit."""
    for request in SigningRequest.objects.filter(emulation_year__bloc=unit.bloc_id, state=State.OPEN):
        if any(party.unit_id == unit.pk and party.person_id is None for party in unsigned(request)):
            advice = "đề nghị thủ trưởng đơn vị ký, hoặc Tổ thư ký rút tên đơn vị khỏi văn bản với lý do."
            yield Unfinished(f"Chưa ký {request.title}", advice)


register_work(35, work_for)
register_unfinished(unfinished_of_unit)
