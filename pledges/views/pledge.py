"""/giao-uoc/: the list, one pledge with who has signed, starting, opening, closing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from law.queries import wording_on
from libraries.web import listing
from libraries.web.formats import vn_number
from pledges import workflow
from pledges.actions import OPEN_SIGNING
from pledges.documents import agreement
from pledges.forms import CreateForm, OpenForm, ReasonForm
from pledges.lists import PledgeList
from pledges.models import Pledge, UnitPledge
from pledges.queries import PartyLine, parties_of, party_units
from pledges.worklist import next_action, signed_words, text_url
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit
from records.transitions import requirements
from signatures.models import Decline
from signatures.queries import declines_of, is_for
from signatures.views.reading import page_blocks
from units.models import EmulationYear, User
from units.requests import LoggedInRequest
from units.scope import kept_year, work_in


def visible_pledge(request: LoggedInRequest, pk: int) -> Pledge:
    """The pledge, if this user may see it; 404 otherwise."""
    pledges = Pledge.objects.visible_to(request.user).select_related(
        "emulation_year__bloc", "text", "signing__document", "conference"
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

    party: PartyLine
    may_write: bool


def _detail(request: LoggedInRequest, pledge: Pledge, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a pledge; `forms` that were sent with mistakes keep what was typed."""
    parties = parties_of(pledge, request.user)
    signed = sum(party.signature is not None for party in parties)
    paper = agreement.agreement_paper(pledge.sealed, sealed=True) if pledge.document else None
    page = {
        "pledge": pledge,
        "parties": [PartyRow(party, _may_write(request.user, pledge, party)) for party in parties],
        "signed": signed,
        "signed_words": signed_words(pledge, signed) if paper else "",
        "signature_kind": wording_on().signature_kind,
        "next": next_action(request.user, pledge, signed),
        "declines": _declines(request.user, pledge),
        "paper": paper,
        "blocks": page_blocks(paper) if paper else [],
        "is_late": pledge.is_late,
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
        "can_close": may("close_pledge"),
        "can_read_evidence": signed > 0 and has_permission(user, "signatures.read_evidence", pledge.signing),
        "can_draft": may("read_draft"),
        "text_url": text_url(pledge) if may("read_draft") else "",
    }


def _may_write(user: User, pledge: Pledge, party: PartyLine) -> bool:
    return has_permission(user, "pledges.save_targets", UnitPledge(pledge=pledge, unit=party.unit))


def _declines(user: User, pledge: Pledge) -> list[Decline]:
    """What leaders asked to be changed: the secretariat reads all, a leader their own."""
    if pledge.signing is None:
        return []
    rows = list(declines_of(pledge.signing))
    return (
        rows if has_permission(user, "pledges.read_draft", pledge) else [row for row in rows if is_for(row.party, user)]
    )


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
        "blocks": page_blocks(paper),
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


@idempotent_post
def pledge_close(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.close_pledge", pledge)
    form = ReasonForm(posted(request), label="Lý do kết thúc sớm", required=False, prefix="close")
    if submit(form, lambda typed: workflow.close_pledge(pledge, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã kết thúc giao ước.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _detail(request, pledge, status=status_of(form), close_form=form)
