"""/giao-uoc/: the list, one pledge with who has signed, starting, opening, reminding, closing."""

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.web import clock, listing
from libraries.web.formats import padded
from notices.models import Notice
from pledges import workflow
from pledges.actions import OPEN_SIGNING, SIGN
from pledges.capacity import leaders_of
from pledges.documents import agreement
from pledges.forms import CreateForm, ExtendForm, OpenForm, ReasonForm
from pledges.lists import PledgeList
from pledges.models import Decline, Pledge, Signature, Target, UnitPledge
from pledges.queries import row_of
from pledges.worklist import next_action, signed_words, text_url
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import requirements
from units.models import EmulationYear
from units.scope import kept_year, work_in

REMINDER = "pledge_reminder"


def seen(request: HttpRequest, pk: int) -> Pledge:
    """The pledge, if this user may see it; 404 otherwise."""
    pledges = Pledge.objects.visible_to(request.user).select_related(
        "emulation_year__bloc", "text", "document", "conference"
    )
    return work_in(request, get_object_or_404(pledges, pk=pk))


@require_safe
def pledge_list(request: HttpRequest) -> HttpResponse:
    """Newest year first."""
    year = kept_year(request)
    start_year = year if year is not None and not year.pledges.exists() else None
    return listing.answer(request, PledgeList, Pledge.objects.visible_to(request.user), start_year=start_year)


@require_safe
def pledge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, seen(request, pk))


def _detail(request, pledge, status=200, **forms):
    """The page of a pledge; `forms` that were sent with mistakes keep what was typed."""
    prefetch_related_objects([pledge], Prefetch("signatures", Signature.objects.select_related("user")))
    signatures = list(pledge.signatures.all())
    content = pledge.content
    paper = agreement.agreement_paper(content, sealed=True) if content else None
    page = {
        "pledge": pledge,
        "parties": _parties(request.user, pledge, signatures),
        "signed": len(signatures),
        "signed_words": signed_words(pledge, len(signatures)) if content else "",
        "next": next_action(request.user, pledge),
        "text_url": text_url(pledge),
        "declines": _declines(request.user, pledge),
        "paper": paper,
        "blocks": agreement.page_blocks(paper) if paper else [],
        "reminded": _fresh_reminder(request, pledge),
        "is_late": SIGN.allows(pledge) and pledge.is_late,
        "extend_form": ExtendForm(),
        "withdraw_form": ReasonForm(label="Lý do thu hồi", prefix="withdraw"),
        "close_form": ReasonForm(label="Lý do kết thúc sớm", required=False, prefix="close"),
    }
    return render(request, "pledges/pledge_detail.html", page | forms, status=status)


def _parties(user, pledge, signatures):
    """A row a unit, in protocol order: who leads it, its signature, its targets as far as they may be seen."""
    units = list(pledge.emulation_year.units())
    leaders = leaders_of(units, clock.today())
    signed = {row.unit_id: row for row in signatures}
    targets: dict[int, list] = {}
    for row in Target.objects.visible_to(user).filter(pledge=pledge):
        targets.setdefault(row.unit_id, []).append(row_of(row))
    registered = set(pledge.targets.values_list("unit", flat=True))
    return [
        {
            "unit": unit,
            "leader": leaders.get(unit.pk),
            "signature": signed.get(unit.pk),
            "targets": targets.get(unit.pk, []),
            "registered": unit.pk in registered,
            "may_write": has_permission(user, "pledges.save_targets", UnitPledge(pledge=pledge, unit=unit)),
        }
        for unit in units
    ]


def _declines(user, pledge):
    """What leaders asked to be changed: the secretariat reads all, a leader their own."""
    rows = Decline.objects.filter(pledge=pledge).select_related("unit", "user").prefetch_related("unit__names")
    if has_permission(user, "pledges.read_draft", pledge):
        return rows
    return rows.filter(unit__in=user.roles().can_sign_for)


def _fresh_reminder(request, pledge):
    """The reminder of the last ten seconds, which may still be taken back."""
    sent = request.session.get(REMINDER) or {}
    if sent.get("pledge") != pledge.pk or clock.now().timestamp() - sent.get("at", 0) > workflow.HOLD_SECONDS:
        return None
    return sent


# --- Starting and opening --------------------------------------------------------------------------------------------


def _year(request, pk):
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    return work_in(request, get_object_or_404(years, pk=pk))


@idempotent_post
def pledge_start(request: HttpRequest, year_pk: int) -> HttpResponse:
    year = _year(request, year_pk)
    check_permission(request.user, "pledges.create_pledge", year)
    form = CreateForm(posted(request), year=year)
    if pledge := submit(form, lambda typed: workflow.create_pledge(year, by=request.user, **typed)):
        messages.success(request, "Đã lập giao ước. Các đơn vị có thể đăng ký chỉ tiêu.")
        return redirect("pledges:pledge_detail", pk=pledge.pk)
    page = {"year": year, "form": form}
    return render(request, "pledges/pledge_start.html", page, status=status_of(form))


@idempotent_post
def pledge_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Check answers before the content is sealed."""
    pledge = seen(request, pk)
    check_permission(request.user, "pledges.open_signing", pledge)
    form = OpenForm(posted(request), pledge=pledge)
    if opened := submit(form, lambda typed: workflow.open_signing(pledge, by=request.user, **typed)):
        units = padded(opened.required_units)
        messages.success(request, f"Đã mở ký. Đã gửi thông báo và đường dẫn tới thủ trưởng {units} đơn vị.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _opening(request, pledge, form)


def _opening(request, pledge, form):
    paper = agreement.agreement_paper(agreement.content_of(pledge), sealed=False)
    page = {
        "pledge": pledge,
        "form": form,
        "gaps": requirements(OPEN_SIGNING, pledge),
        "paper": paper,
        "blocks": agreement.page_blocks(paper),
        "units": pledge.emulation_year.units(),
        "text_url": text_url(pledge),
    }
    return render(request, "pledges/pledge_open.html", page, status=status_of(form))


@idempotent_post
def withdraw_opening(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = seen(request, pk)
    check_permission(request.user, "pledges.withdraw_opening", pledge)
    form = ReasonForm(posted(request), label="Lý do thu hồi", prefix="withdraw")
    if submit(form, lambda typed: workflow.withdraw_opening(pledge, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã thu hồi bản đang ký. Sửa nội dung, chỉ tiêu rồi mở ký lại.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _detail(request, pledge, status=status_of(form), withdraw_form=form)


# --- While it is being signed ----------------------------------------------------------------------------------------


@idempotent_post
def pledge_extend(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = seen(request, pk)
    check_permission(request.user, "pledges.extend", pledge)
    form = ExtendForm(posted(request))
    if submit(form, lambda typed: workflow.extend(pledge, by=request.user, sign_by=typed["sign_by"])):
        messages.success(request, "Đã gia hạn ký và báo các đơn vị chưa ký.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _detail(request, pledge, status=status_of(form), extend_form=form)


@post_action("pledges:pledge_detail", gone="pledges:pledge_list")
def pledge_remind(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = seen(request, pk)
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
def take_back_reminder(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = seen(request, pk)
    check_permission(request.user, "pledges.take_back_reminder", pledge)
    sent = request.session.pop(REMINDER, None) or {}
    mine = sent.get("notices", []) if sent.get("pledge") == pledge.pk else []
    workflow.take_back_reminder(pledge, by=request.user, notices=Notice.objects.filter(pk__in=mine))
    messages.success(request, "Đã hoàn tác, thư nhắc không gửi đi.")
    return redirect("pledges:pledge_detail", pk=pk)


@idempotent_post
def pledge_close(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = seen(request, pk)
    check_permission(request.user, "pledges.close_pledge", pledge)
    form = ReasonForm(posted(request), label="Lý do kết thúc sớm", required=False, prefix="close")
    if submit(form, lambda typed: workflow.close_pledge(pledge, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã ghi kết thúc giao ước.")
        return redirect("pledges:pledge_detail", pk=pk)
    return _detail(request, pledge, status=status_of(form), close_form=form)
