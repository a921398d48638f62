"""/giao-uoc/: the list, one pledge with who has signed, starting, opening, reminding, closing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from law.queries import wording_on
from libraries.web import clock, listing
from libraries.web.formats import vn_number
from notices.models import Notice
from pledges import workflow
from pledges.actions import OPEN_SIGNING, SIGN
from pledges.documents import agreement
from pledges.forms import CreateForm, ExtendForm, OpenForm, ReasonForm
from pledges.lists import PledgeList
from pledges.models import Decline, Pledge, UnitPledge
from pledges.queries import Party, declines_of, parties_of, party_units
from pledges.worklist import next_action, signed_words, text_url
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import requirements
from units.models import EmulationYear, User
from units.requests import LoggedInRequest
from units.scope import kept_year, work_in

REMINDER = "pledge_reminder"


def visible_pledge(request: LoggedInRequest, pk: int) -> Pledge:
    """The pledge, if this user may see it; 404 otherwise."""
    pledges = Pledge.objects.visible_to(request.user).select_related(
        "emulation_year__bloc", "text", "document", "conference"
    )
    return work_in(request, get_object_or_404(pledges, pk=pk))


@require_safe
def pledge_list(request: LoggedInRequest) -> HttpResponse:
    """Newest year first."""
    year = kept_year(request)
    start_year = year if year is not None and not year.pledges.exists() else None
    return listing.answer(request, PledgeList, Pledge.objects.visible_to(request.user), start_year=start_year)


@require_safe
def pledge_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    return _detail(request, visible_pledge(request, pk))


@dataclass(frozen=True)
class PartyRow:
    """One unit on the page, and whether this reader may write its targets."""

    party: Party
    may_write: bool


@dataclass(frozen=True)
class SentReminder:
    """The reminder of the last ten seconds, which may still be taken back."""

    units: int
    notices: list[int]


def _detail(request: LoggedInRequest, pledge: Pledge, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a pledge; `forms` that were sent with mistakes keep what was typed."""
    parties = parties_of(pledge, request.user)
    signed = sum(party.signature is not None for party in parties)
    paper = agreement.agreement_paper(pledge.sealed.content, sealed=True) if pledge.document else None
    page = {
        "pledge": pledge,
        "parties": [PartyRow(party, _may_write(request.user, pledge, party)) for party in parties],
        "signed": signed,
        "signed_words": signed_words(pledge, signed) if paper else "",
        "signature_kind": wording_on().signature_kind,
        "next": next_action(request.user, pledge, signed),
        "declines": _declines(request.user, pledge),
        "paper": paper,
        "blocks": agreement.page_blocks(paper) if paper else [],
        "reminded": _fresh_reminder(request, pledge),
        "is_late": SIGN.allows(pledge) and pledge.is_late,
        "extend_form": ExtendForm(),
        "withdraw_form": ReasonForm(label="Lý do thu hồi", prefix="withdraw"),
        "close_form": ReasonForm(label="Lý do kết thúc sớm", required=False, prefix="close"),
    }
    acts = _acts(request.user, pledge, signed)
    # Who was refused still sees the form with what was typed.
    acts["can_withdraw"] |= "withdraw_form" in forms and forms["withdraw_form"].is_bound
    return render(request, "pledges/pledge_detail.html", page | acts | forms, status=status)


def _acts(user: User, pledge: Pledge, signed: int) -> dict[str, Any]:
    """What this person may do with the pledge, and read of it, from its page."""

    def may(verb: str) -> bool:
        return has_permission(user, f"pledges.{verb}", pledge)

    return {
        "can_withdraw": not signed and may("withdraw_opening"),
        "can_extend": may("extend"),
        "can_close": may("close_pledge"),
        "can_read_evidence": signed > 0 and may("read_evidence"),
        "can_draft": may("read_draft"),
        "text_url": text_url(pledge) if may("read_draft") else "",
    }


def _may_write(user: User, pledge: Pledge, party: Party) -> bool:
    return has_permission(user, "pledges.save_targets", UnitPledge(pledge=pledge, unit=party.unit))


def _declines(user: User, pledge: Pledge) -> QuerySet[Decline]:
    """What leaders asked to be changed: the secretariat reads all, a leader their own."""
    if has_permission(user, "pledges.read_draft", pledge):
        return declines_of(pledge)
    return declines_of(pledge, user.roles().can_sign_for)


def _fresh_reminder(request: LoggedInRequest, pledge: Pledge) -> SentReminder | None:
    sent = request.session.get(REMINDER) or {}
    if sent.get("pledge") != pledge.pk or clock.now().timestamp() - sent.get("at", 0) > workflow.HOLD_SECONDS:
        return None
    return SentReminder(sent["units"], sent["notices"])


# --- Starting and opening --------------------------------------------------------------------------------------------


def _year(request: LoggedInRequest, pk: int) -> EmulationYear:
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    return work_in(request, get_object_or_404(years, pk=pk))


@idempotent_post
def pledge_start(request: LoggedInRequest, year_pk: int) -> HttpResponse:
    year = _year(request, year_pk)
    check_permission(request.user, "pledges.create_pledge", year)
    form = CreateForm(posted(request), year=year)
    if pledge := submit(form, lambda typed: workflow.create_pledge(year, by=request.user, **typed)):
        messages.success(request, "Đã lập giao ước. Các đơn vị có thể đăng ký chỉ tiêu thi đua.")
        return redirect("pledges:pledge_detail", pk=pledge.pk)
    page = {"year": year, "form": form}
    return render(request, "pledges/pledge_start.html", page, status=status_of(form))


@idempotent_post
def pledge_open(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Check answers before the content is sealed."""
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.open_signing", pledge)
    form = OpenForm(posted(request), pledge=pledge)
    if opened := submit(form, lambda typed: workflow.open_signing(pledge, by=request.user, **typed)):
        units = vn_number(opened.required_units)
        messages.success(
            request, f"Đã khóa nội dung và bắt đầu ký. Đã gửi thông báo và đường dẫn tới thủ trưởng {units} đơn vị."
        )
        return redirect("pledges:pledge_detail", pk=pk)
    return _opening(request, pledge, form)


def _opening(request: LoggedInRequest, pledge: Pledge, form: OpenForm) -> HttpResponse:
    paper = agreement.agreement_paper(agreement.content_of(pledge), sealed=False)
    page = {
        "pledge": pledge,
        "form": form,
        "gaps": requirements(OPEN_SIGNING, pledge),
        "paper": paper,
        "blocks": agreement.page_blocks(paper),
        "units": party_units(pledge),
        "text_url": text_url(pledge),
    }
    return render(request, "pledges/pledge_open.html", page, status=status_of(form))


@idempotent_post
def withdraw_opening(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.withdraw_opening", pledge)
    form = ReasonForm(posted(request), label="Lý do thu hồi", prefix="withdraw")
    if submit(form, lambda typed: workflow.withdraw_opening(pledge, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã thu hồi bản đang ký. Sau khi sửa nội dung, chỉ tiêu, bắt đầu ký lại.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _detail(request, pledge, status=status_of(form), withdraw_form=form)


# --- While it is being signed ----------------------------------------------------------------------------------------


@idempotent_post
def pledge_extend(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.extend", pledge)
    form = ExtendForm(posted(request))
    if submit(form, lambda typed: workflow.extend(pledge, by=request.user, sign_by=typed["sign_by"])):
        messages.success(request, "Đã gia hạn ký và thông báo tới các đơn vị chưa ký.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _detail(request, pledge, status=status_of(form), extend_form=form)


@post_action("pledges:pledge_detail", gone="pledges:pledge_list")
def pledge_remind(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.remind", pledge)
    units, notices = workflow.remind(pledge, by=request.user)
    request.session[REMINDER] = {
        "pledge": pledge.pk,
        "notices": [notice.pk for notice in notices],
        "units": len(units),
        "at": clock.now().timestamp(),
    }
    return redirect("pledges:pledge_detail", pk=pk)


@post_action("pledges:pledge_detail", gone="pledges:pledge_list")
def take_back_reminder(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.take_back_reminder", pledge)
    sent = request.session.pop(REMINDER, None) or {}
    mine = sent.get("notices", []) if sent.get("pledge") == pledge.pk else []
    workflow.take_back_reminder(pledge, by=request.user, notices=Notice.objects.filter(pk__in=mine))
    messages.success(request, "Đã hoàn tác. Thư nhắc không được gửi đi.")
    return redirect("pledges:pledge_detail", pk=pk)


@idempotent_post
def pledge_close(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.close_pledge", pledge)
    form = ReasonForm(posted(request), label="Lý do kết thúc sớm", required=False, prefix="close")
    if submit(form, lambda typed: workflow.close_pledge(pledge, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã kết thúc giao ước.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _detail(request, pledge, status=status_of(form), close_form=form)
