"""The programme and the guests, before and during the conference; what happened at each item."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.actions import FORGET_USUAL_AGENDA, KEEP_USUAL_AGENDA, TAKE_USUAL_AGENDA
from conferences.forms import AgendaItemForm, EventsForm, GuestForm
from conferences.models import Conference
from conferences.queries import agenda_of
from conferences.views.conference import visible_conference
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import requirements
from units.requests import LoggedInRequest


@require_safe
def agenda_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.add_agenda_item", conference)
    return _agenda(request, conference)


def _agenda(
    request: LoggedInRequest,
    conference: Conference,
    *,
    item_form: AgendaItemForm | None = None,
    guest_form: GuestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "conference": conference,
        "agenda": agenda_of(conference),
        "guests": conference.guests.all(),
        "takes_usual": has_permission(request.user, "conferences.take_usual_agenda", conference)
        and not requirements(TAKE_USUAL_AGENDA, conference),
        "keeps_usual": has_permission(request.user, "conferences.keep_usual_agenda", conference)
        and not requirements(KEEP_USUAL_AGENDA, conference),
        "forgets_usual": has_permission(request.user, "conferences.forget_usual_agenda", conference)
        and not requirements(FORGET_USUAL_AGENDA, conference),
        "item_form": item_form or AgendaItemForm(year=conference.emulation_year),
        "guest_form": guest_form or GuestForm(),
    }
    return render(request, "conferences/agenda_edit.html", page, status=status)


@idempotent_post
def add_agenda_item(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A new item, on the page of the programme."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.add_agenda_item", conference)
    form = AgendaItemForm(posted(request), year=conference.emulation_year)
    if submit(form, lambda typed: workflow.add_agenda_item(conference, by=request.user, **typed)):
        messages.success(request, "Đã thêm nội dung chương trình.")
        return redirect("conferences:agenda_edit", pk=pk)
    return _agenda(request, conference, item_form=form, status=status_of(form))


@post_action("conferences:agenda_edit", gone="conferences:conference_list")
def take_usual_agenda(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.take_usual_agenda", conference)
    workflow.take_usual_agenda(conference, by=request.user)
    messages.success(request, "Đã lập chương trình thường dùng. Thêm, chuyển, xóa nội dung theo hội nghị này.")
    return redirect("conferences:agenda_edit", pk=pk)


@post_action("conferences:agenda_edit", gone="conferences:conference_list")
def keep_usual_agenda(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.keep_usual_agenda", conference)
    workflow.keep_usual_agenda(conference, by=request.user)
    kind = conference.get_kind_display()
    messages.success(request, f"Đã lưu làm chương trình thường dùng của Khối cho loại “{kind}”.")
    return redirect("conferences:agenda_edit", pk=pk)


@post_action("conferences:agenda_edit", gone="conferences:conference_list")
def forget_usual_agenda(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.forget_usual_agenda", conference)
    workflow.forget_usual_agenda(conference, by=request.user)
    messages.success(request, "Đã khôi phục chương trình có sẵn cho hội nghị sau.")
    return redirect("conferences:agenda_edit", pk=pk)


@post_action("conferences:agenda_edit", kept=("pk",), gone="conferences:conference_list")
def move_agenda_item(request: LoggedInRequest, pk: int, item_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    item = get_object_or_404(conference.agenda, pk=item_pk)
    check_permission(request.user, "conferences.move_agenda_item", conference)
    workflow.move_agenda_item(item, by=request.user, up=request.POST.get("huong") == "len")
    return redirect("conferences:agenda_edit", pk=pk)


@post_action("conferences:agenda_edit", kept=("pk",), gone="conferences:conference_list")
def remove_agenda_item(request: LoggedInRequest, pk: int, item_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    item = get_object_or_404(conference.agenda, pk=item_pk)
    check_permission(request.user, "conferences.remove_agenda_item", conference)
    workflow.remove_agenda_item(item, by=request.user)
    messages.success(request, f"Đã xóa nội dung “{item.title}”.")
    return redirect("conferences:agenda_edit", pk=pk)


@idempotent_post
def invite_guest(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A new guest, on the page of the programme."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.invite_guest", conference)
    form = GuestForm(posted(request))
    if submit(form, lambda typed: workflow.invite_guest(conference, by=request.user, **typed)):
        messages.success(request, "Đã thêm đại biểu mời.")
        return redirect("conferences:agenda_edit", pk=pk)
    return _agenda(request, conference, guest_form=form, status=status_of(form))


@post_action("conferences:agenda_edit", kept=("pk",), gone="conferences:conference_list")
def remove_guest(request: LoggedInRequest, pk: int, guest_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    guest = get_object_or_404(conference.guests, pk=guest_pk)
    check_permission(request.user, "conferences.remove_guest", conference)
    workflow.remove_guest(guest, by=request.user)
    messages.success(request, f"Đã rút tên đại biểu {guest.name} khỏi danh sách mời.")
    return redirect("conferences:agenda_edit", pk=pk)


@idempotent_post
def events_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.record_events", conference)
    form = EventsForm(posted(request), conference=conference)

    def record(typed: dict[str, Any]) -> Conference:
        revision, conclusions = typed["revision"], typed["conclusions"]
        notes = form.notes()
        return workflow.record_events(
            conference, by=request.user, revision=revision, notes=notes, conclusions=conclusions
        )

    # Refused when minutes were issued meanwhile: what was typed can still be copied.
    if submit(form, record):
        messages.success(request, "Đã lưu diễn biến và kết luận.")
        return redirect("conferences:conference_detail", pk=pk)
    page = {"conference": conference, "form": form}
    return render(request, "conferences/events_edit.html", page, status=status_of(form))
