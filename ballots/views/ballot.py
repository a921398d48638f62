"""A ballot: one question and three buttons for a delegate, the tally and the count for the secretariat."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from ballots import workflow
from ballots.forms import PaperVotesForm, VoteForm
from ballots.meetings import meeting_of
from ballots.models import Ballot, CountingMinutes, Elector, Vote
from ballots.queries import (
    Tally,
    counting_of,
    electors_to_vote_for,
    invalid_papers,
    issued_counting,
    papers_of,
    questions_on,
    tally_of,
    tellers_of,
)
from ballots.subjects import find_subject
from ballots.worklist import counting_to_sign, papers_to_gather, votes_to_count
from notices.worklist import WorkItem
from records.access import check_permission, has_permission, permitted
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.models import Unit
from units.requests import LoggedInRequest
from units.scope import work_in


def visible_ballot(request: LoggedInRequest, pk: int) -> Ballot:
    ballots = Ballot.objects.visible_to(request.user).select_related("emulation_year__bloc")
    return work_in(request, get_object_or_404(ballots, pk=pk))


@require_safe
def ballot_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """?chon=yes&don-vi=7 is the second step of a leader's vote: the answer to be confirmed."""
    return show_ballot(request, visible_ballot(request, pk))


def show_ballot(
    request: LoggedInRequest, ballot: Ballot, *, paper_form: PaperVotesForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a ballot, as this person sees it."""
    can_record = has_permission(request.user, "ballots.record_votes", ballot)
    can_close = has_permission(request.user, "ballots.close_ballot", ballot)
    tally = tally_of(ballot)
    waited = [] if ballot.is_printed else tally.waited_for
    own = tally.of(request.user)
    # While it is open, what others chose is nobody's business but the count's.
    shows_choices = ballot.passed is not None and ballot.kind == Ballot.Kind.NAMED
    page = {
        "ballot": ballot,
        "meeting": meeting_of(ballot),
        "subject": find_subject(ballot.emulation_year, ballot.subject_kind, ballot.subject_key),
        "tally": tally,
        "waited": waited,
        "own": own,
        "own_missing": [] if not ballot.is_running or own else _units_without_seat(request),
        "shows_choices": shows_choices,
        "shows_own_choice": shows_choices or not ballot.result_words,
        "shows_votes": (can_record or shows_choices) and not ballot.is_printed,
        "next": _next(ballot, tally) if can_record or can_close else None,
        "paper_form": paper_form or (_paper_form(waited) if can_record and waited and not ballot.has_tellers else None),
        "layout": "base.html" if can_record or not own else "base_leader.html",
    }
    counted = ballot.has_tellers and ballot.passed is not None and ballot.on_paper_of_id is None
    page |= _counted(request, ballot) if counted else {}
    if ballot.is_printed:
        page |= _printed(request, ballot)
    else:
        page |= _secret(request, ballot) if ballot.is_secret else _question(request, ballot)
    return render(request, "ballots/ballot_detail.html", page, status=status)


def _next(ballot: Ballot, tally: Tally) -> WorkItem | None:
    if ballot.is_printed:
        return papers_to_gather(ballot) if ballot.on_paper_of_id is None else None
    return votes_to_count(ballot, tally)


def _printed(request: LoggedInRequest, ballot: Ballot) -> dict[str, Any]:
    """What a printed paper shows besides: its questions, its tellers and how far they are."""
    is_first = ballot.on_paper_of_id is None
    acts = ("count_papers", "void_ballot", "print_papers")
    may = permitted(request.user, ballot, *(f"ballots.{act}" for act in acts)) if is_first else frozenset()
    counting = counting_of(ballot)
    return {
        "is_first": is_first,
        "questions": questions_on(ballot),
        "counting": counting,
        "counts_papers": "count_papers" in may and counting.waits_for(request.user),
        "may_print": "print_papers" in may,
        "may_void": "void_ballot" in may,
        "invalid": invalid_papers(ballot) if ballot.passed is not None else None,
    }


def _counted(request: LoggedInRequest, ballot: Ballot) -> dict[str, Any]:
    """The minutes of a count: as they were issued, or what is next with them for this person."""
    issued = issued_counting(ballot)
    mine = has_permission(request.user, "ballots.submit_counting", ballot)
    begun = CountingMinutes.objects.filter(ballot=ballot).exists()
    next_step = counting_to_sign(ballot, mine=mine) if issued is None and (mine or begun) else None
    return {"minutes": issued, "minutes_next": next_step}


def _secret(request: LoggedInRequest, ballot: Ballot) -> dict[str, Any]:
    """What a secret ballot shows besides: its tellers, a paper to fill in, what was published."""
    acts = ("take_key", "open_sum", "end_vote", "void_ballot")
    may = permitted(request.user, ballot, *(f"ballots.{act}" for act in acts))
    can_cast = has_permission(request.user, "ballots.cast", ballot)
    own = electors_to_vote_for(request.user, ballot) if can_cast else []
    tellers = tellers_of(ballot)
    mine = next((row for row in tellers if row.user_id == request.user.pk), None)
    return {
        "tellers": tellers,
        "takes_key": "take_key" in may and mine is not None and mine.public_part is None,
        "opens_sum": "open_sum" in may and mine is not None and mine.opening is None,
        "may_end": "end_vote" in may,
        "may_void": "void_ballot" in may,
        "unit": own[0].unit if own else None,
        "choices": Vote.Choice.choices,
        # Makes what is kept of a sent form (records/submission) say nothing of what was chosen.
        "blind": secrets.token_hex(16),
        "papers": papers_of(ballot) if ballot.passed is not None else [],
    }


def _units_without_seat(request: LoggedInRequest) -> list[Unit]:
    """Units that this person signs for; none of them was here when the question was put."""
    return list(Unit.objects.filter(pk__in=request.user.roles().can_sign_for).with_names())


def _paper_form(waited: list[Elector], data: Any = None) -> PaperVotesForm:
    return PaperVotesForm(data, units=[elector.unit for elector in waited if elector.unit is not None])


def _question(request: LoggedInRequest, ballot: Ballot) -> dict[str, Any]:
    """What a delegate is asked: for which unit, and the answer chosen so far."""
    if not has_permission(request.user, "ballots.cast", ballot) or ballot.kind != Ballot.Kind.NAMED:
        return {}
    units = [elector.unit for elector in electors_to_vote_for(request.user, ballot) if elector.unit is not None]
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


@post_action("ballots:ballot_detail", gone="conferences:conference_list")
def vote_cast(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.cast", ballot)
    form = VoteForm(request.POST, electors=list(ballot.electors.filter(delegate=request.user)))
    if not form.is_valid():
        messages.error(request, "Chưa gửi được ý kiến biểu quyết. Chọn một trong ba ý kiến của đơn vị.")
        return show_ballot(request, ballot, status=422)
    unit = form.cleaned_data["unit"]
    vote = workflow.cast(ballot, unit=unit, choice=form.cleaned_data["choice"], by=request.user)
    messages.success(request, f"Đã nhận ý kiến biểu quyết của {unit}: {vote.get_choice_display()}.")
    return redirect("ballots:ballot_detail", pk=pk)


@idempotent_post
def record_votes(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Votes counted by hand, beside the tally of the ballot."""
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.record_votes", ballot)
    if ballot.has_tellers and request.method != "POST":  # nobody records who answered what
        return redirect("ballots:ballot_detail", pk=pk)
    form = _paper_form(tally_of(ballot).waited_for, posted(request))
    if votes := submit(form, lambda typed: workflow.record_votes(ballot, by=request.user, choices=form.choices())):
        messages.success(request, f"Đã lưu ý kiến biểu quyết của {len(votes)} đơn vị.")
        return redirect("ballots:ballot_detail", pk=pk)
    return show_ballot(request, visible_ballot(request, pk), paper_form=form, status=status_of(form))


@post_action("ballots:ballot_detail", gone="conferences:conference_list")
def close_ballot(request: LoggedInRequest, pk: int) -> HttpResponse:
    ballot = visible_ballot(request, pk)
    check_permission(request.user, "ballots.close_ballot", ballot)
    ballot = workflow.close_ballot(ballot, by=request.user)
    messages.success(
        request,
        f"Đã kết thúc biểu quyết: {ballot.yes} đồng ý, {ballot.no} không đồng ý, {ballot.abstain} không có ý kiến.",
    )
    return redirect("ballots:ballot_detail", pk=pk)
