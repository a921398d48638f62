"""/hoi-nghi/khach-moi/…/: a guest without an account answers by the link in the mail; it is sent again, taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conferences import workflow
from conferences.inviting import hash_of_link
from conferences.models import GuestLink
from conferences.queries import invitation_of
from conferences.views.conference import visible_conference
from libraries.web.voice import LINK_ENDED, tell
from records.access import check_permission
from records.submission import idempotent_post, post_action
from units.requests import LoggedInRequest

ANSWERS = {"du": True, "khong": False}
UNKNOWN = (
    "Đường dẫn sao chép chưa đủ, đã được thay bằng đường dẫn mới hoặc đã bị hủy. "
    "Đề nghị mở đường dẫn trong thư mới nhất."
)


@login_not_required
@idempotent_post
def guest_reply(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it does nothing (mail programs open links); one of two buttons answers, once."""
    rows = GuestLink.objects.select_related("guest__conference__emulation_year__bloc")
    link = rows.filter(token_hash=hash_of_link(token), revoked_at=None).first()
    if link is None:
        return tell(request, LINK_ENDED.saying(UNKNOWN, status=404))
    conference = link.guest.conference
    chosen = ANSWERS.get(request.POST.get("tra-loi", ""))
    if chosen is not None and link.used_at is None and conference.calls:
        workflow.answer_by_link(token, coming=chosen)
        messages.success(request, "Đã nhận trả lời. Trân trọng cảm ơn.")
        return redirect("conferences:guest_reply", token=token)
    sent = invitation_of(conference)
    page = {
        "guest": link.guest,
        "conference": conference,
        "used": link.used_at,
        "asks": link.used_at is None and conference.calls,
        "code": sent.document.code if sent and sent.document else "",
        "number": sent.number if sent else "",
        "bloc": conference.bloc,
    }
    wrong = request.method == "POST" and chosen is None
    return render(request, "conferences/guest_reply.html", page | {"wrong": wrong}, status=422 if wrong else 200)


@post_action("conferences:invitation_detail", kept=("pk",), gone="conferences:conference_list")
def send_to_guest(request: LoggedInRequest, pk: int, guest_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    guest = get_object_or_404(conference.guests, pk=guest_pk)
    check_permission(request.user, "conferences.send_to_guest", conference)
    workflow.send_to_guest(guest, by=request.user)
    messages.success(request, f"Đã gửi giấy mời đến {guest.email}. Đường dẫn đã gửi trước không còn hiệu lực.")
    return redirect("conferences:invitation_detail", pk=pk)


@post_action("conferences:invitation_detail", kept=("pk",), gone="conferences:conference_list")
def revoke_guest_link(request: LoggedInRequest, pk: int, guest_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    guest = get_object_or_404(conference.guests, pk=guest_pk)
    check_permission(request.user, "conferences.revoke_guest_link", conference)
    workflow.revoke_guest_link(guest, by=request.user)
    messages.success(request, f"Đã hủy đường dẫn trả lời của {guest.name}.")
    return redirect("conferences:invitation_detail", pk=pk)
