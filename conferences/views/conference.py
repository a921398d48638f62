"""/hoi-nghi/: the list, one conference in the order of its events, planning, opening and closing."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.actions import CLOSE_CONFERENCE
from conferences.documents.papers import PAPERS
from conferences.forms import CloseForm, ConferenceForm
from conferences.lists import ConferenceList
from conferences.models import AgendaItem, Conference, ConferencePaper
from conferences.queries import AgendaLine, agenda_of, ballots_at, roll_of
from conferences.worklist import next_action
from libraries.web import clock, listing
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import requirements
from units.models import EmulationYear, User
from units.requests import LoggedInRequest
from units.scope import kept_year, work_in


def visible_conference(request: LoggedInRequest, pk: int) -> Conference:
    """The conference, if this user may see it; 404 otherwise."""
    conferences = Conference.objects.visible_to(request.user).select_related(
        "emulation_year__bloc", "minutes", "minutes_signing"
    )
    return work_in(request, get_object_or_404(conferences, pk=pk))


@require_safe
def conference_list(request: LoggedInRequest) -> HttpResponse:
    """Newest first; one year with ?nam=2020."""
    visible = Conference.objects.visible_to(request.user)
    return listing.answer(request, ConferenceList, visible, plan_year=kept_year(request))


@require_safe
def conference_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    agenda = agenda_of(conference)
    page = {
        "conference": conference,
        "agenda": agenda,
        "next": next_action(request.user, conference, agenda),
        "quorum": conference.quorum(),
        "guests": conference.guests.all(),
        "roll": roll_of(conference),
        "papers": _papers(request.user, conference),
        "own_replies": conference.replies.filter(unit__in=request.user.roles().member_of).select_related("unit"),
    }
    return render(request, "conferences/conference_detail.html", page | _acts(request.user, conference, agenda))


@dataclass(frozen=True)
class PaperLine:
    """A paper of the conference that this reader may read: as it was issued, or as a draft."""

    slug: str
    label: str
    issued: ConferencePaper | None


def _papers(user: User, conference: Conference) -> list[PaperLine]:
    rows = conference.papers.exclude(number="").order_by("pk")
    issued = {row.kind: row for row in rows}
    reads_drafts = has_permission(user, "conferences.read_draft_minutes", conference)
    return [
        PaperLine(paper.slug, paper.label, issued.get(paper.kind))
        for paper in PAPERS
        if paper.kind in issued
        or (reads_drafts and (paper.kind == ConferencePaper.Kind.INVITATION or conference.opened_at is not None))
    ]


def _acts(user: User, conference: Conference, agenda: list[AgendaLine]) -> dict[str, bool]:
    """What this person may do with the conference, and read of it, from its page."""

    def may(verb: str) -> bool:
        return has_permission(user, f"conferences.{verb}", conference)

    issued = conference.issued_minutes is not None
    takes_papers = any(line.item.kind == AgendaItem.Kind.PAPERS for line in agenda)
    return {
        "can_edit": may("edit"),
        "can_invite": may("plan"),
        "can_arrange": may("add_agenda_item"),
        "can_roll": may("record_attendance"),
        "can_open_ballot": may("open_ballot"),
        "can_note": not issued and may("record_events"),
        "can_record": not issued and conference.opened_at is not None and may("record_contribution"),
        "can_assign": may("assign"),
        "can_send_paper": takes_papers and may("hand_in_paper"),
        "can_project": may("open_screen"),
        "can_close": may("close_conference"),
        "can_news": may("write_news"),
        "can_read_minutes": issued or (conference.opened_at is not None and may("read_draft_minutes")),
    }


@idempotent_post
def conference_plan(request: LoggedInRequest, year_pk: int) -> HttpResponse:
    year = _year(request, year_pk)
    check_permission(request.user, "conferences.plan", year)
    form = _plan_form(year, posted(request))
    if conference := submit(form, lambda typed: workflow.plan(year, by=request.user, **form.values())):
        messages.success(request, "Đã lên lịch hội nghị. Tiếp theo: thêm nội dung chương trình.")
        return redirect("conferences:agenda_edit", pk=conference.pk)
    page = {"year": year, "form": form}
    return render(request, "conferences/conference_plan.html", page, status=status_of(form))


def _year(request: LoggedInRequest, pk: int) -> EmulationYear:
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    return work_in(request, get_object_or_404(years, pk=pk))


def _plan_form(year: EmulationYear, data: QueryDict | None) -> ConferenceForm:
    seat = year.seats_on().filter(role="head").select_related("unit").first()
    head = seat.unit if seat else None
    return ConferenceForm(data, year=year, initial={"host": head})


@idempotent_post
def conference_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.edit", conference)
    # A copy of its own: the form writes what was typed into its instance.
    form = ConferenceForm(posted(request), instance=visible_conference(request, pk), year=conference.emulation_year)
    if submit(form, lambda typed: workflow.edit(conference, by=request.user, **typed)):
        messages.success(request, "Đã lưu thông tin hội nghị.")
        return redirect("conferences:conference_detail", pk=pk)
    page = {"conference": conference, "form": form}
    return render(request, "conferences/conference_edit.html", page, status=status_of(form))


@post_action("conferences:conference_detail", gone="conferences:conference_list")
def conference_open(request: LoggedInRequest, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.open_conference", conference)
    workflow.open_conference(conference, by=request.user)
    messages.success(request, "Đã xác nhận khai mạc hội nghị.")
    return redirect("conferences:conference_detail", pk=pk)


@idempotent_post
def conference_close(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Check answers before the roll and the votes are fixed."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.close_conference", conference)
    form = CloseForm(posted(request), initial={"ends_at": clock.now()})
    if submit(form, lambda typed: workflow.close_conference(conference, by=request.user, ends_at=typed["ends_at"])):
        messages.success(request, "Đã xác nhận bế mạc hội nghị. Tiếp theo: hoàn thành biên bản.")
        return redirect("conferences:minutes_detail", pk=pk)
    return _closing(request, conference, form)


def _closing(request: LoggedInRequest, conference: Conference, form: CloseForm) -> HttpResponse:
    page = {
        "conference": conference,
        "form": form,
        "quorum": conference.quorum(),
        "ballots": ballots_at(conference),
        "missing": requirements(CLOSE_CONFERENCE, conference),
    }
    return render(request, "conferences/conference_close.html", page, status=status_of(form))
