"""A ballot: one question and three buttons for a leader, the tally and the count for the secretariat."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.forms import BallotForm, PaperVotesForm, VoteForm
from conferences.models import Ballot, Vote
from conferences.queries import tally_of, units_to_vote_for
from conferences.views.conference import visible_conference
from conferences.worklist import votes_to_count
from libraries.web.query_string import whole_number
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.requests import LoggedInRequest
from units.scope import work_in


@idempotent_post
def ballot_open(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The question to be put; ?noi-dung= names the item it belongs to."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.open_ballot", conference)
    wanted = whole_number(request.GET.get("noi-dung"))
    item = conference.agenda.filter(pk=wanted).first() if wanted is not None else None
    given = {"agenda_item": item, "question": item.title if item else "", "kind": Ballot.Kind.NAMED}
    form = BallotForm(posted(request), conference=conference, initial=given)

    def put(typed: dict[str, Any]) -> Ballot:
        question = dict(typed)
        return workflow.open_ballot(question.pop("agenda_item"), by=request.user, **question)

    if ballot := submit(form, put):
        messages.success(request, "Đã bắt đầu biểu quyết.")
        return redirect("conferences:ballot_detail", pk=ballot.pk)
    page = {"conference": conference, "form": form, "quorum": conference.quorum()}
    return render(request, "conferences/ballot_open.html", page, status=status_of(form))


def visible_ballot(request: LoggedInRequest, pk: int) -> Ballot:
    ballots = Ballot.objects.visible_to(request.user).select_related("conference__emulation_year__bloc", "agenda_item")
    return work_in(request, get_object_or_404(ballots, pk=pk))


@require_safe
def ballot_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """?chon=yes&don-vi=7 is the second step of a leader's vote: the answer to be confirmed."""
    return _ballot(request, visible_ballot(request, pk))


def _ballot(
    request: LoggedInRequest, ballot: Ballot, *, paper_form: PaperVotesForm | None = None, status: int = 200
) -> HttpResponse:
    can_record = has_permission(request.user, "conferences.record_votes", ballot)
    can_close = has_permission(request.user, "conferences.close_ballot", ballot)
    tally = tally_of(ballot)
    own = request.user.roles().can_sign_for
    waited = tally.waited_for
    # While it is open, what others chose is nobody's business but the count's.
    shows_choices = ballot.passed is not None and ballot.kind == Ballot.Kind.NAMED
    page = {
        "ballot": ballot,
        "tally": tally,
        "waited": waited,
        "own_votes": [(line.unit, line.vote) for line in tally.of(own) if line.vote],
        "own_absent": [] if ballot.result_words else [line.unit for line in tally.of(own) if not line.is_here],
        "shows_choices": shows_choices,
        "shows_own_choice": shows_choices or not ballot.result_words,
        "shows_votes": can_record or shows_choices,
        "next": votes_to_count(ballot, tally) if can_record or can_close else None,
        "paper_form": paper_form or (PaperVotesForm(units=waited) if can_record and waited else None),
        "layout": "base.html" if can_record or not own else "base_leader.html",
    }
    return render(request, "conferences/ballot_detail.html", page | _question(request, ballot), status=status)


def _question(request: LoggedInRequest, ballot: Ballot) -> dict[str, Any]:
    """What a leader is asked: for which unit, and the answer chosen so far."""
    if not has_permission(request.user, "conferences.cast", ballot) or ballot.kind != Ballot.Kind.NAMED:
        return {}
    units = list(units_to_vote_for(request.user, ballot).with_names())
    wanted = request.GET.get("don-vi", "")
    unit = next((row for row in units if str(row.pk) == wanted), units[0] if units else None)
    chosen = request.GET.get("chon", "")
    return {
        "unit": unit,
        "other_units": [row for row in units if row != unit],
        "choices": Vote.Choice.choices,
        "chosen": chosen if chosen in Vote.Choice else "",
        "chosen_words": Vote.Choice(chosen).label if chosen in Vote.Choice else "",
    }


@post_action("conferences:ballot_detail", gone="conferences:conference_list")
def vote_cast(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "conferences.cast", ballot)
    units = ballot.conference.units().filter(pk__in=request.user.roles().can_sign_for)
    form = VoteForm(request.POST, units=units)
    if not form.is_valid():
        messages.error(request, "Chưa gửi được ý kiến biểu quyết. Chọn một trong ba ý kiến của đơn vị.")
        return _ballot(request, ballot, status=422)
    unit = form.cleaned_data["unit"]
    vote = workflow.cast(ballot, unit=unit, choice=form.cleaned_data["choice"], by=request.user)
    messages.success(request, f"Đã nhận ý kiến biểu quyết của {unit}: {vote.get_choice_display()}.")
    return redirect("conferences:ballot_detail", pk=pk)


@idempotent_post
def record_votes(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Votes counted by hand, beside the tally of the ballot."""
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "conferences.record_votes", ballot)
    form = PaperVotesForm(posted(request), units=tally_of(ballot).waited_for)
    if votes := submit(form, lambda typed: workflow.record_votes(ballot, by=request.user, choices=form.choices())):
        messages.success(request, f"Đã lưu ý kiến biểu quyết của {len(votes)} đơn vị.")
        return redirect("conferences:ballot_detail", pk=pk)
    return _ballot(request, visible_ballot(request, pk), paper_form=form, status=status_of(form))


@post_action("conferences:ballot_detail", gone="conferences:conference_list")
def close_ballot(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "conferences.close_ballot", ballot)
    ballot = workflow.close_ballot(ballot, by=request.user)
    messages.success(
        request,
        f"Đã kết thúc biểu quyết: {ballot.yes} đồng ý, {ballot.no} không đồng ý, {ballot.abstain} không có ý kiến.",
    )
    return redirect("conferences:ballot_detail", pk=pk)
