"""One request to sign, for whoever collects the signatures and whoever answers instead of signing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from law.queries import wording_on
from libraries.web.downloads import file_name, file_response
from notices.reminders import forget_reminder, fresh_reminder, keep_reminder
from records.access import check_permission, has_permission
from records.documents import document_response
from records.issuing import to_pdf
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import NotAllowedNow
from signatures import workflow
from signatures.actions import START_SIGNING
from signatures.documents import evidence
from signatures.forms import DeclineForm, ExtendForm, ReleaseForm
from signatures.kinds import NumberedPaper, kind_of
from signatures.models import Party, SigningRequest
from signatures.papers import has_changed
from signatures.queries import declines_of, is_for, lines_of, party_for
from signatures.views.reading import visible_request
from signatures.worklist import signed_words
from units.models import User
from units.requests import LoggedInRequest


def matter_of(signing: SigningRequest) -> str:
    """What its reminders are about."""
    return f"signatures.sign:{signing.pk}"


@require_safe
def request_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Who has signed, whose turn it is, and what whoever collects the signatures may do."""
    return _detail(request, visible_request(request, pk))


def _detail(request: LoggedInRequest, signing: SigningRequest, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a request; `forms` that were sent with mistakes keep what was typed."""

    def may(verb: str) -> bool:
        return has_permission(request.user, f"signatures.{verb}", signing)

    lines = lines_of(signing)
    collects = may("take_back_reminder")
    page = {
        "signing": signing,
        "address": kind_of(signing).address(signing),
        "lines": lines,
        "signed": sum(line.signature is not None for line in lines),
        "required": sum(line.party.released_at is None for line in lines),
        "signature_kind": wording_on().signature_kind,
        "is_open": START_SIGNING.allows(signing),
        "signed_words": signed_words(signing),
        "declines": declines_of(signing) if collects else [],
        "reminded": fresh_reminder(request, matter_of(signing)),
        "can_remind": may("remind") and not signing.is_late,
        "can_extend": may("extend"),
        "can_release": may("release_party") and not signing.gets_a_number,
        "has_changed": has_changed(signing),
        "can_issue": may("issue_paper"),
        "can_receive": signing.gets_a_number and may("receive_original"),
        "can_withdraw": signing.gets_a_number and may("withdraw"),
        "may_put_again": put_again_address(request.user, signing),
        "can_read_evidence": bool(signing.signatures.exists() and may("read_evidence")),
        "extend_form": ExtendForm(),
    }
    return render(request, "signatures/request_detail.html", page | forms, status=status)


def put_again_address(user: User, signing: SigningRequest) -> str:
    """Where a paper that was returned or withdrawn is put before its signers again; empty where it cannot be, now."""
    kind = kind_of(signing)
    if not signing.has_ended or not isinstance(kind, NumberedPaper):
        return ""
    row = kind.row(signing)
    if row is None or not has_permission(user, kind.submit.name, row):
        return ""
    return reverse("signatures:request_start", args=[kind.slug, row.pk])


@require_safe
def request_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The newest file, with the signatures it has."""
    return document_response(visible_request(request, pk).document)


@require_safe
def evidence_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """All records for the secretariat; for a signer the one of their own act (addresses and times are personal)."""
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.read_evidence", signing)
    signatures = list(signing.signatures.select_related("party", "request__emulation_year"))
    if not has_permission(request.user, "signatures.read_all_evidence", signing):
        signatures = [row for row in signatures if is_for(row.party, request.user)]
    if not signatures:
        raise NotAllowedNow("Chưa có chữ ký nào để lập phụ lục thông tin ký.")
    name = file_name(f"phụ lục thông tin ký {signing.title}", ".pdf")
    return file_response(to_pdf(evidence.evidence_paper(signing, signatures)), name)


# --- While it is being signed ----------------------------------------------------------------------------------------


@idempotent_post
def request_extend(request: LoggedInRequest, pk: int) -> HttpResponse:
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.extend", signing)
    form = ExtendForm(posted(request))
    if submit(form, lambda typed: workflow.extend(signing, by=request.user, sign_by=typed["sign_by"])):
        messages.success(request, "Đã gia hạn ký và thông báo tới người chưa ký.")
        return redirect("signatures:request_detail", pk=pk)
    return _detail(request, signing, status=status_of(form), extend_form=form)


@post_action("signatures:request_detail", gone="signatures:sign_list")
def request_remind(request: LoggedInRequest, pk: int) -> HttpResponse:
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.remind", signing)
    parties, notices = workflow.remind(signing, by=request.user)
    keep_reminder(request, matter_of(signing), len(parties), notices)
    return redirect("signatures:request_detail", pk=pk)


@post_action("signatures:request_detail", gone="signatures:sign_list")
def take_back_reminder(request: LoggedInRequest, pk: int) -> HttpResponse:
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.take_back_reminder", signing)
    workflow.take_back_reminder(signing, by=request.user, notices=forget_reminder(request, matter_of(signing)))
    messages.success(request, "Đã hoàn tác. Thư nhắc không được gửi đi.")
    return redirect("signatures:request_detail", pk=pk)


@idempotent_post
def party_release(request: LoggedInRequest, pk: int, place: int) -> HttpResponse:
    """A unit that can sign no more is released, with reason and document."""
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.release_party", signing)
    party = get_object_or_404(signing.parties.select_related("unit"), position=place)
    party.request = signing
    form = ReleaseForm(posted(request))
    if submit(form, lambda typed: workflow.release_party(party, by=request.user, reason=typed["reason"])):
        messages.success(request, f"Đã rút tên {party.signs_for}. Những người ký còn lại đã được thông báo.")
        return redirect("signatures:request_detail", pk=pk)
    page = {"signing": signing, "party": party, "form": form}
    return render(request, "signatures/party_release.html", page, status=status_of(form))


# --- Not signing -----------------------------------------------------------------------------------------------------


def _own_place(request: LoggedInRequest, signing: SigningRequest) -> Party:
    party = party_for(request.user, signing)
    if party is None:
        raise Http404
    return party


@idempotent_post
def request_decline(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Instead of signing: the paper is returned with a reason, or a change of a pledge is asked for."""
    signing = visible_request(request, pk)
    kind = kind_of(signing)
    check_permission(request.user, f"signatures.{'return_paper' if kind.may_return else 'decline'}", signing)
    party, form = _own_place(request, signing), DeclineForm(posted(request))
    if submit(form, lambda typed: _answer(request, party, typed["reason"])):
        if kind.may_return:
            messages.success(request, f"Đã trả lại {signing.title} để sửa.")
            return redirect("signatures:sign_list")
        return redirect(f"{reverse('signatures:sign_read', args=[pk])}?da-gui=1")
    page = {"signing": signing, "kind": kind, "bloc": signing.bloc, "party": party, "form": form}
    return render(request, "signatures/request_decline.html", page, status=status_of(form))


def _answer(request: LoggedInRequest, party: Party, reason: str) -> object:
    if kind_of(party.request).may_return:
        return workflow.return_paper(party.request, by=request.user, reason=reason)
    return workflow.decline(party, by=request.user, reason=reason)
