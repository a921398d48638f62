"""/du-thao/lay-y-kien/…/theo-doi/: who has said what about which Điều, what waits for an answer, whom to remind."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.actions import ANSWER_COMMENT, REMIND
from drafting.models import Consultation
from drafting.queries.board import board_of
from drafting.queries.version_index import VersionIndex
from drafting.views.consultation import visible_consultation
from drafting.worklist import about_commenting
from libraries.web.formats import vn_number
from notices.reminders import forget_reminder, fresh_reminder, keep_reminder
from records.access import check_permission, permitted
from records.submission import post_action
from units.models import Unit
from units.requests import LoggedInRequest


@require_safe
def consultation_board(request: LoggedInRequest, pk: int) -> HttpResponse:
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.read_response_table", consultation)
    may = permitted(request.user, consultation.text, REMIND.name, ANSWER_COMMENT.name)
    page = {
        "consultation": consultation,
        "text": consultation.text,
        "board": board_of(consultation, VersionIndex(consultation.on_version)),
        "can_answer": ANSWER_COMMENT.verb in may,
        "can_remind": REMIND.verb in may and consultation.is_open,
        "reminded": fresh_reminder(request, about_commenting(consultation)),
    }
    return render(request, "drafting/consultation_board.html", page)


@post_action("drafting:consultation_board", gone="drafting:text_list")
def remind(request: LoggedInRequest, pk: int) -> HttpResponse:
    """All units that have sent nothing, or the one named."""
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.remind", consultation.text)
    sent = workflow.remind(consultation, by=request.user, unit=_named_unit(request, consultation))
    if sent.reminded:
        held = [notice for notice in sent.notices if notice.mail_id is not None]
        keep_reminder(request, about_commenting(consultation), len(sent.reminded), held)
    elif sent.silent and not sent.unread:
        messages.info(request, "Hôm nay đã gửi nhắc các đơn vị này. Mỗi đơn vị chỉ được nhắc một lần trong ngày.")
    elif not sent.silent:
        messages.info(request, "Các đơn vị đã gửi đủ ý kiến, không còn đơn vị cần nhắc.")
    if sent.unread:
        names = "; ".join(unit.short_name for unit in sent.unread)
        messages.warning(request, f"Đơn vị chưa có người nhận thông báo: {names}. Đề nghị liên hệ trực tiếp.")
    return redirect("drafting:consultation_board", pk=pk)


def _named_unit(request: LoggedInRequest, consultation: Consultation) -> Unit | None:
    wanted = request.POST.get("unit", "")
    if not wanted:
        return None
    for unit in consultation.units():
        if str(unit.pk) == wanted:
            return unit
    raise Http404


@post_action("drafting:consultation_board", gone="drafting:text_list")
def take_back_reminder(request: LoggedInRequest, pk: int) -> HttpResponse:
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.take_back_reminder", consultation.text)
    notices = forget_reminder(request, about_commenting(consultation))
    count = workflow.take_back_reminder(consultation, by=request.user, notices=notices)
    messages.success(request, f"Đã hoàn tác. {vn_number(count)} thư nhắc không được gửi đi.")
    return redirect("drafting:consultation_board", pk=pk)
