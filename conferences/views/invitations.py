"""/hoi-nghi/…/giay-moi/: who was invited and what they answered; the unit's answer; another day, or none."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.forms.invitations import CancelForm, ReplyForm, RescheduleForm
from conferences.inviting import calendar_of
from conferences.models import Conference, Contribution, GuestLink, Reply
from conferences.queries import invitation_of, leader_posts, replies_of
from conferences.views.conference import visible_conference
from conferences.worklist import invitation_to_sign
from libraries.web.calendar_file import CALENDAR, FILE_NAME
from libraries.web.downloads import file_response
from libraries.web.formats import vn_number
from notices.reminders import forget_reminder, fresh_reminder, keep_reminder
from records.access import check_permission, has_permission, permitted
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.requests import LoggedInRequest
from units.scope import work_in

ACTS = ("remind_invited", "answer_for_guest", "send_to_guest", "revoke_guest_link", "reschedule", "cancel")


def _matter(conference: Conference) -> str:
    return f"conferences.invited:{conference.pk}"


@require_safe
def invitation_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The secretariat's page: how far the letter is, who answered what, who is silent."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.plan", conference)
    sent, replies = invitation_of(conference), replies_of(conference)
    fresh = sent is not None and sent.times_moved == conference.times_moved
    page = {
        "conference": conference,
        "sent": sent,
        "next": invitation_to_sign(conference, mine=True) if conference.calls and not fresh else None,
        "replies": replies,
        "silent": sum(row.answer == Reply.Answer.NONE for row in replies),
        "coming": sum(row.comes for row in replies),
        "guests": conference.guests.all(),
        "open_links": set(
            GuestLink.objects.live().filter(guest__conference=conference).values_list("guest", flat=True)
        ),
        "may": permitted(request.user, conference, *(f"conferences.{name}" for name in ACTS)),
        "reminded": fresh_reminder(request, _matter(conference)),
    }
    return render(request, "conferences/invitation_detail.html", page)


@post_action("conferences:invitation_detail", gone="conferences:conference_list")
def remind_invited(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.remind_invited", conference)
    units, notices = workflow.remind_invited(conference, by=request.user)
    keep_reminder(request, _matter(conference), len(units), [row for row in notices if row.mail_id is not None])
    return redirect("conferences:invitation_detail", pk=pk)


@post_action("conferences:invitation_detail", gone="conferences:conference_list")
def take_back_reminder(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.take_back_reminder", conference)
    notices = forget_reminder(request, _matter(conference))
    count = workflow.take_back_reminder(conference, by=request.user, notices=notices)
    messages.success(request, f"Đã hoàn tác. {vn_number(count)} thư nhắc không được gửi đi.")
    return redirect("conferences:invitation_detail", pk=pk)


@post_action("conferences:invitation_detail", kept=("pk",), gone="conferences:conference_list")
def answer_for_guest(request: LoggedInRequest, pk: int, guest_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    guest = get_object_or_404(conference.guests, pk=guest_pk)
    check_permission(request.user, "conferences.answer_for_guest", conference)
    coming = request.POST.get("tra-loi") == "du"
    workflow.answer_for_guest(guest, by=request.user, coming=coming)
    messages.success(request, f"Đã nhập: {guest.name} {'nhận lời dự' if coming else 'không dự'}.")
    return redirect("conferences:invitation_detail", pk=pk)


@idempotent_post
def invitation_reply(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The unit's answer: one button for the leader, a form for everybody else; the secretariat enters a phone call."""
    rows = Reply.objects.visible_to(request.user).select_related("conference__emulation_year__bloc", "unit", "person")
    reply = work_in(request, get_object_or_404(rows, pk=pk))
    check_permission(request.user, "conferences.reply", reply)
    form = ReplyForm(posted(request), reply=reply)
    if done := submit(form, lambda typed: workflow.reply(reply, by=request.user, **typed)):
        messages.success(request, f"Đã trả lời giấy mời. {done}.")
        if has_permission(request.user, "conferences.plan", reply.conference):
            return redirect("conferences:invitation_detail", pk=reply.conference_id)
        return redirect("conferences:conference_detail", pk=reply.conference_id)
    conference = reply.conference
    leader = leader_posts(conference).get(reply.unit_id)
    page = {
        "reply": reply,
        "conference": conference,
        "form": form,
        "leader": leader,
        "sent": invitation_of(conference),
        "papers": Contribution.objects.papers().filter(item__conference=conference),
        "opened": form.is_bound or leader is None or reply.answer not in {Reply.Answer.NONE, Reply.Answer.LEADER},
    }
    return render(request, "conferences/invitation_reply.html", page, status=status_of(form))


@idempotent_post
def conference_reschedule(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.reschedule", conference)
    # A copy of its own: the form writes what was typed into its instance.
    form = RescheduleForm(posted(request), instance=visible_conference(request, pk))
    if submit(form, lambda typed: workflow.reschedule(conference, by=request.user, **typed)):
        messages.success(request, "Đã thay đổi lịch hội nghị. Tiếp theo: trình ký giấy mời theo lịch mới.")
        return redirect("conferences:invitation_detail", pk=pk)
    page = {"conference": conference, "form": form, "title": "Thay đổi lịch hội nghị", "button": "Lưu lịch mới"}
    return render(request, "conferences/conference_form.html", page, status=status_of(form))


@idempotent_post
def conference_cancel(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.cancel", conference)
    form = CancelForm(posted(request))
    if submit(form, lambda typed: workflow.cancel(conference, by=request.user, **typed)):
        messages.success(request, "Đã hủy hội nghị. Các đơn vị, đại biểu đã được mời nhận thông báo.")
        return redirect("conferences:conference_detail", pk=pk)
    page = {"conference": conference, "form": form, "title": "Hủy hội nghị", "button": "Xác nhận hủy hội nghị"}
    return render(request, "conferences/conference_form.html", page, status=status_of(form))


@require_safe
def conference_calendar(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The calendar file, as it goes with the mails; of a cancelled conference the one that takes it out again."""
    conference = visible_conference(request, pk)
    return file_response(calendar_of(conference).encode(), FILE_NAME, CALENDAR)
