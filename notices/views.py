"""Pages of notices: the inbox, the secretariat's look at the outbox, the sample mailbox."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from libraries.web import clock, listing
from libraries.web.formats import vn_number
from libraries.web.query_string import asked_words
from notices import delivery, mailbox, specimens, workflow, worklist
from notices.lists import MailList, NoticeList
from notices.models import Notice, OutgoingMail
from notices.outbox import MOST_UNREAD, unread_count
from records.access import check_permission, has_permission
from records.submission import post_action
from units.codes import sample_code
from units.models import User
from units.requests import LoggedInRequest

MAILS_A_PAGE = 10


@require_safe
def notice_list(request: LoggedInRequest) -> HttpResponse:
    """/thong-bao/: one's own inbox. Opening it marks nothing as read: a GET never writes."""
    notices = Notice.objects.visible_to(request.user)
    unread = unread_count(request.user)
    reads_outbox = has_permission(request.user, "notices.read_outbox")
    failed = OutgoingMail.objects.visible_to(request.user).failed().count() if reads_outbox else 0
    return listing.answer(
        request,
        NoticeList,
        notices,
        unread=f"{MOST_UNREAD}+" if unread > MOST_UNREAD else vn_number(unread) if unread else "",
        reads_outbox=reads_outbox,
        reads_letters=has_permission(request.user, "notices.read_letters"),
        failed=failed,
    )


@post_action("notices:notice_list", kept=())
def mark_read(request: LoggedInRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    check_permission(request.user, "notices.mark_read", notice)
    workflow.mark_read(notice, by=request.user)
    return _back_to_list(request, "notices:notice_list")


@post_action("notices:notice_list")
def mark_all_read(request: LoggedInRequest) -> HttpResponse:
    count = workflow.mark_all_read(by=request.user)
    messages.success(request, f"Đã đọc {vn_number(count)} thông báo." if count else "Không còn thông báo chưa đọc.")
    return redirect("notices:notice_list")


@require_safe
def mail_list(request: LoggedInRequest) -> HttpResponse:
    """/thong-bao/thu-gui/: what became of the mails of one's blocs; addresses and subjects, never the text."""
    check_permission(request.user, "notices.read_outbox")
    mails = OutgoingMail.objects.visible_to(request.user)
    failed = mails.failed().count()
    item = worklist.mails_to_send_again(failed) if failed else None
    return listing.answer(request, MailList, mails, next=item, can_send=delivery.can_send())


@post_action("notices:mail_list", kept=())
def mail_retry(request: LoggedInRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail.objects.visible_to(request.user), pk=pk)
    check_permission(request.user, "notices.retry", mail)
    workflow.retry(mail, by=request.user)
    messages.success(request, f"Thư gửi {mail.recipient or mail.address} đã được xếp gửi lại.")
    return _back_to_list(request, "notices:mail_list")


@post_action("notices:mail_list")
def mail_retry_all(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "notices.read_outbox")
    count = workflow.retry_all(OutgoingMail.objects.visible_to(request.user), by=request.user)
    messages.success(request, f"Đã xếp gửi lại {vn_number(count)} thư." if count else "Không còn thư nào phải gửi lại.")
    return redirect("notices:mail_list")


@require_safe
def letter_list(request: LoggedInRequest) -> HttpResponse:
    """/thong-bao/mau-thu/: every kind of letter, written with its example by what writes the real ones.

    Addressed to whoever reads the page, so that post, bloc and contact are real. For approval, and for printing.
    """
    check_permission(request.user, "notices.read_letters")
    rooms = specimens.by_room(request.user)
    return render(
        request, "notices/letter_list.html", {"rooms": rooms, "count": sum(len(room.kinds) for room in rooms)}
    )


@login_not_required
@require_safe
def sample_mailbox(request: HttpRequest) -> HttpResponse:
    """/hop-thu-mau/: mail program and authenticator app of the invented people, for trying the house out.

    Exists in sample mode only, and shows invented people only.
    """
    if not settings.SAMPLE_MODE:
        raise Http404
    context: dict[str, Any] = {"people": mailbox.sample_people(), "person": None}
    if username := asked_words(request, "nguoi"):
        person = get_object_or_404(User, username=username, is_sample=True, is_active=True)
        mails = OutgoingMail.objects.filter(recipient=person).arrived(clock.now())
        page = listing.page_of(request, mails, MAILS_A_PAGE)
        mails_shown = mailbox.sample_mails(page.rows)
        context |= {"person": person, "page": page, "mails": mails_shown, "code": sample_code(person)}
    return render(request, "notices/sample_mailbox.html", context)


def _back_to_list(request: LoggedInRequest, name: str) -> HttpResponse:
    """To the page and the filter of the list where the button was pressed."""
    kept = {word: request.POST[word] for word in ("trang", "trang-thai") if request.POST.get(word)}
    return redirect(f"{reverse(name)}?{urlencode(kept)}" if kept else name)
