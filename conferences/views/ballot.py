"""A ballot: one question and three buttons for a leader, the tally and the count for the secretariat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.forms import BallotForm, PaperVotesForm, VoteForm
from conferences.models import Attendance, Ballot, Vote
from conferences.views.conference import seen
from conferences.worklist import units_to_vote_for
from libraries.web.formats import padded
from libraries.web.query_string import whole_number
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.scope import work_in


@idempotent_post
def ballot_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The question to be put; ?noi-dung= names the item it belongs to."""
    conference = seen(request, pk)
    check_permission(request.user, "conferences.open_ballot", conference)
    item = conference.agenda.filter(pk=whole_number(request.GET.get("noi-dung"))).first()
    given = {"agenda_item": item, "question": item.title if item else "", "kind": Ballot.Kind.NAMED}
    form = BallotForm(posted(request), conference=conference, initial=given)

    def put(typed):
        question = dict(typed)
        return workflow.open_ballot(question.pop("agenda_item"), by=request.user, **question)

    if ballot := submit(form, put):
        messages.success(request, "Đã mở biểu quyết.")
        return redirect("conferences:ballot_detail", pk=ballot.pk)
    page = {"conference": conference, "form": form, "quorum": conference.quorum()}
    return render(request, "conferences/ballot_open.html", page, status=status_of(form))


def seen_ballot(request: HttpRequest, pk: int) -> Ballot:
    ballots = Ballot.objects.visible_to(request.user).select_related("conference__emulation_year__bloc", "agenda_item")
    return work_in(request, get_object_or_404(ballots, pk=pk))


@require_safe
def ballot_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """?chon=yes&don-vi=7 is the second step of a leader's vote: the answer to be confirmed."""
    return _ballot(request, seen_ballot(request, pk))


def _ballot(request, ballot, *, paper_form=None, status=200):
    keeps = has_permission(request.user, "conferences.record_votes", ballot)
    votes = {vote.unit_id: vote for vote in ballot.votes.select_related("cast_by")}
    here = set(ballot.conference.attendances.filter(status=Attendance.Status.PRESENT).values_list("unit_id", flat=True))
    units = list(ballot.conference.emulation_year.units())
    own = request.user.roles().can_sign_for
    page = {
        "ballot": ballot,
        "rows": [(unit, votes.get(unit.pk), unit.pk in here) for unit in units],
        "waited": [unit for unit in units if unit.pk in here and unit.pk not in votes],
        "own_votes": [(unit, votes[unit.pk]) for unit in units if unit.pk in own and unit.pk in votes],
        "own_absent": [unit for unit in units if unit.pk in own and unit.pk not in here],
        "count": len(votes),
        "here_count": len(here),
        "quorum": ballot.conference.quorum(),
        # While it is open, what others chose is nobody's business but the count's.
        "shows_choices": ballot.passed is not None and ballot.kind == Ballot.Kind.NAMED,
        "layout": "base.html" if keeps or not own else "base_leader.html",
    }
    page["tally_words"] = (
        f"Còn chờ phiếu của {padded(len(page['waited']))} đơn vị có mặt"
        if page["waited"]
        else f"Đủ phiếu của {padded(len(here))} đơn vị có mặt"
    )
    if keeps:
        page["paper_form"] = paper_form or PaperVotesForm(units=page["waited"])
    page |= _question(request, ballot)
    return render(request, "conferences/ballot_detail.html", page, status=status)


def _question(request, ballot):
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
def vote_cast(request: HttpRequest, pk: int) -> HttpResponse:
    ballot = seen_ballot(request, pk)
    check_permission(request.user, "conferences.cast", ballot)
    units = ballot.conference.emulation_year.units().filter(pk__in=request.user.roles().can_sign_for)
    form = VoteForm(request.POST, units=units)
    if not form.is_valid():
        messages.error(request, "Chưa ghi được phiếu: chọn một trong ba ý kiến cho đơn vị của đồng chí.")
        return _ballot(request, ballot, status=422)
    unit = form.cleaned_data["unit"]
    vote = workflow.cast(ballot, unit=unit, choice=form.cleaned_data["choice"], by=request.user)
    messages.success(request, f"Đã ghi phiếu của {unit}: {vote.get_choice_display()}.")
    return redirect("conferences:ballot_detail", pk=pk)


@idempotent_post
def record_votes(request: HttpRequest, pk: int) -> HttpResponse:
    """Votes counted by hand, beside the tally of the ballot."""
    ballot = seen_ballot(request, pk)
    check_permission(request.user, "conferences.record_votes", ballot)
    form = PaperVotesForm(posted(request), units=_waited(ballot))
    if votes := submit(form, lambda typed: workflow.record_votes(ballot, by=request.user, choices=form.choices())):
        messages.success(request, f"Đã ghi phiếu của {len(votes)} đơn vị.")
        return redirect("conferences:ballot_detail", pk=pk)
    return _ballot(request, seen_ballot(request, pk), paper_form=form, status=status_of(form))


def _waited(ballot):
    here = ballot.conference.attendances.filter(status=Attendance.Status.PRESENT).values("unit")
    units = ballot.conference.emulation_year.units().filter(pk__in=here)
    return list(units.exclude(pk__in=ballot.votes.values("unit")))


@post_action("conferences:ballot_detail", gone="conferences:conference_list")
def close_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    ballot = seen_ballot(request, pk)
    check_permission(request.user, "conferences.close_ballot", ballot)
    ballot = workflow.close_ballot(ballot, by=request.user)
    messages.success(
        request, f"Đã kiểm phiếu: {ballot.yes} đồng ý, {ballot.no} không đồng ý, {ballot.abstain} không có ý kiến."
    )
    return redirect("conferences:ballot_detail", pk=pk)
