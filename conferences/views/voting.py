"""/hoi-nghi/…/bieu-quyet/: the question that is put at an item of the programme."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ballots.models import Ballot
from ballots.subjects import find_subject
from conferences import workflow
from conferences.forms import ItemBallotForm
from conferences.models import AgendaItem, Conference
from conferences.views.conference import visible_conference
from libraries.web.query_string import whole_number
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


@idempotent_post
def ballot_open(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The question to be put; ?noi-dung= names the item it belongs to."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.open_ballot", conference)
    wanted = whole_number(request.GET.get("noi-dung"))
    item = conference.agenda.filter(pk=wanted).first() if wanted is not None else None
    form = ItemBallotForm(posted(request), conference=conference, initial=_proposed(conference, item))

    def put(typed: dict[str, Any]) -> Ballot:
        question = dict(typed)
        return workflow.open_ballot(question.pop("agenda_item"), by=request.user, **question)

    if ballot := submit(form, put):
        messages.success(request, "Đã bắt đầu biểu quyết.")
        return redirect("ballots:ballot_detail", pk=ballot.pk)
    page = {"conference": conference, "form": form, "quorum": conference.quorum()}
    return render(request, "conferences/ballot_open.html", page, status=status_of(form))


def _proposed(conference: Conference, item: AgendaItem | None) -> dict[str, Any]:
    """What the boxes hold at first: the item's subject with the question that its kind proposes."""
    if item is None:
        return {"kind": Ballot.Kind.NAMED}
    subject = find_subject(conference.emulation_year, item.subject_kind, item.subject_key)
    return {
        "agenda_item": item,
        "subject": subject.value if subject else "",
        "question": subject.question if subject else item.title,
        "kind": Ballot.Kind.NAMED,
    }
