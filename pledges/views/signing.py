"""The leader's three steps: read, confirm with password and code, done. Also by the link in the message.

Only a POST acts. A link opens the text without login and may begin a signature as the person it was sent to; what
signs is that person's password and code on the confirm page, in the same browser
(docs/interface.md: Links act on nothing).
"""

import hashlib
import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from law.queries import wording_on
from libraries.web import clock
from libraries.web.client import address_of
from libraries.web.voice import LINK_ENDED, REFUSED, Told, tell
from pledges import workflow
from pledges.actions import DECLINE, START_SIGNING
from pledges.documents import agreement
from pledges.documents.evidence import Circumstances
from pledges.forms import DeclineForm, SignForm
from pledges.models import Pledge, SigningIntent, SigningLink
from pledges.queries import capacity_of, party_units, units_to_sign
from pledges.views.pledge import visible_pledge
from pledges.worklist import signed_words
from records.access import check_permission
from records.documents import document_response
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import NotAllowedNow
from units.codes import IdentityNotProved, sample_code
from units.models import Unit, User
from units.requests import LoggedInRequest
from units.sample import SAMPLE_PASSWORD

INTENT = "pledge_intent"
NO_MORE = (
    "Đường dẫn đã hết hạn, đã bị hủy vì nội dung giao ước thay đổi, hoặc sao chép chưa đủ. "
    "Đề nghị đăng nhập để xem giao ước, hoặc dùng đường dẫn trong thư mới nhất."
)
NOT_YOURS = "Đề nghị đăng xuất rồi mở lại đường dẫn, hoặc dùng đường dẫn trong thư của mình."


# --- Reading ---------------------------------------------------------------------------------------------------------


@require_safe
def sign_read(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The sealed text, large; the one red button starts the signature."""
    pledge = visible_pledge(request, pk)
    if pledge.document is None:
        raise NotAllowedNow(f"{pledge} chưa bắt đầu ký. Khi bắt đầu ký, hệ thống sẽ gửi thông báo.")
    unit = _unit_of(request.user, pledge)
    if unit is None:
        return redirect("pledges:pledge_detail", pk=pk)
    return _reading(
        request,
        pledge,
        unit,
        request.user,
        start_url=reverse("pledges:start_signing", args=[pk]),
        pdf_url=reverse("pledges:pledge_pdf", args=[pk]),
    )


def _unit_of(user: User, pledge: Pledge) -> Unit | None:
    """The unit this person signs for: the first that has not signed, else the first of theirs."""
    waiting = units_to_sign(user, pledge)
    if waiting:
        return waiting[0]
    return next((unit for unit in party_units(pledge) if unit.pk in user.roles().can_sign_for), None)


def _reading(
    request: HttpRequest, pledge: Pledge, unit: Unit, reader: User, *, start_url: str, pdf_url: str
) -> HttpResponse:
    signature = pledge.signatures.filter(unit=unit).first()
    capacity = capacity_of(reader, unit, clock.today())
    paper = agreement.agreement_paper(pledge.sealed.content, sealed=True)
    may_decline = signature is None and DECLINE.allows(pledge)
    page = {
        "pledge": pledge,
        "bloc": pledge.bloc,
        "unit": unit,
        "reader": reader,
        "capacity": capacity.text if capacity else "",
        "paper": paper,
        "blocks": agreement.page_blocks(paper),
        "signature": signature,
        "may_sign": signature is None and START_SIGNING.allows(pledge) and not pledge.is_late,
        "is_late": signature is None and START_SIGNING.allows(pledge) and pledge.is_late,
        "waiting_words": signed_words(pledge, pledge.signatures.count()),
        "start_url": start_url,
        "pdf_url": pdf_url,
        "pdf_size": pledge.sealed_document.head.size,
        "signature_kind": wording_on().signature_kind,
        "may_decline": may_decline,
        "decline_sent": may_decline and "da-gui" in request.GET,
    }
    return render(request, "pledges/sign_read.html", page)


@login_not_required
@require_safe
def sign_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same page by the link in the message; writes nothing, however often a robot opens it."""
    link = workflow.link_of(token)
    if link is None:
        return _link_ended(request, token)
    if request.user.is_authenticated:
        if request.user.pk != link.user_id:
            return _not_yours(request, link)
        return redirect("pledges:sign_read", pk=link.pledge_id)
    return _reading(
        request,
        link.pledge,
        link.unit,
        link.user,
        start_url=reverse("pledges:start_by_link", args=[token]),
        pdf_url=reverse("pledges:link_pdf", args=[token]),
    )


@login_not_required
@require_safe
def link_pdf(request: HttpRequest, token: str) -> HttpResponse:
    link = workflow.link_of(token)
    return document_response(link.pledge.sealed_document) if link else _link_ended(request, token)


def _link_ended(request: HttpRequest, token: str) -> HttpResponse:
    return tell(request, LINK_ENDED.saying(NO_MORE), bloc=workflow.bloc_of_link(token))


def _not_yours(request: HttpRequest, link: SigningLink) -> HttpResponse:
    told = LINK_ENDED.saying(NOT_YOURS, title="Đường dẫn này cấp cho tài khoản khác", status=403)
    return tell(request, told, bloc=link.pledge.bloc)


# --- Starting --------------------------------------------------------------------------------------------------------


@post_action("pledges:sign_read", gone="pledges:pledge_list")
def start_signing(request: LoggedInRequest, pk: int) -> HttpResponse:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.start_signing", pledge)
    named = [unit.pk for unit in party_units(pledge)]
    unit = get_object_or_404(Unit.objects.filter(pk__in=named), slug=request.POST.get("unit", ""))
    intent = workflow.start_signing(pledge, unit, by=request.user)
    return redirect("pledges:sign_confirm", pk=intent.pk)


@login_not_required
@post_action("pledges:sign_link")
def start_by_link(request: HttpRequest, token: str) -> HttpResponse:
    link = workflow.link_of(token)
    if link is None:
        return _link_ended(request, token)
    if request.user.is_authenticated and request.user.pk != link.user_id:
        return _not_yours(request, link)
    check_permission(link.user, "pledges.start_signing", link.pledge)
    intent = workflow.start_signing(link.pledge, link.unit, by=link.user, link=link)
    request.session[INTENT] = str(intent.pk)
    return redirect("pledges:sign_confirm", pk=intent.pk)


def _intent(request: HttpRequest, pk: uuid.UUID) -> SigningIntent | None:
    """The intent, for its own person: logged in, or in the browser that began by a link. None: log in first."""
    intents = SigningIntent.objects.select_related(
        "user", "unit", "link", "pledge__emulation_year__bloc", "pledge__document"
    )
    intent = intents.filter(pk=pk).first()
    if request.user.is_authenticated:
        if intent is None or intent.user_id != request.user.pk:
            raise Http404
        return intent
    if intent is None or intent.link is None or request.session.get(INTENT) != str(pk):
        return None
    return intent if _link_lives(intent.link, intent) else None


def _link_lives(link: SigningLink, intent: SigningIntent) -> bool:
    return link.revoked_at is None and intent.user.is_active and intent.unit_id in intent.user.roles().can_sign_for


# --- Confirming ------------------------------------------------------------------------------------------------------


def _confirming(request: HttpRequest, intent: SigningIntent, form: SignForm, status: int = 200) -> HttpResponse:
    pledge = intent.pledge
    page = {
        "intent": intent,
        "pledge": pledge,
        "bloc": pledge.bloc,
        "form": form,
        "unit_name": intent.unit.name,
        "again_url": _again_url(request, intent),
        "sample_code": sample_code(intent.user),
        "sample_password": SAMPLE_PASSWORD,
    }
    return render(request, "pledges/sign_confirm.html", page, status=status)


def _again_url(request: HttpRequest, intent: SigningIntent) -> str:
    """Back to the text. Without login only the message has the way back: its address is kept nowhere else."""
    if request.user.is_authenticated:
        return reverse("pledges:sign_read", args=[intent.pledge_id])
    return ""


@login_not_required
@sensitive_post_parameters("password", "code")
@idempotent_post
def sign_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Check answers (who, for whom, which file, what is stated), then password and code (Đồng ý ký).

    Sent twice it signs once; whoever comes back to it after signing is led to the result.
    """
    intent = _intent(request, pk)
    if intent is None:
        return redirect_to_login(request.get_full_path())
    if hasattr(intent, "accepted"):
        return redirect("pledges:sign_done", pk=pk)
    form = SignForm(posted(request))
    status = status_of(form)
    if form.is_bound and form.is_valid():
        try:
            workflow.accept_with(intent, by=intent.user, circumstances=_circumstances(request), **form.cleaned_data)
        except IdentityNotProved as refused:
            form.add_error(refused.factor or None, refused.sentence)
            status = 429 if refused.throttled else 422
        except NotAllowedNow as refused:
            return tell(request, _not_signed(request, intent, refused.message), bloc=intent.pledge.bloc)
        else:
            if settings.WORK_IN_REQUEST:
                workflow.embed_waiting()
            return redirect("pledges:sign_done", pk=pk)
    if form.is_bound:
        form.forget()
    return _confirming(request, intent, form, status=status)


def _not_signed(request: HttpRequest, intent: SigningIntent, sentence: str) -> Told:
    text, title = f"{sentence} Chữ ký chưa được ghi nhận.", "Chưa ký được"
    again = _again_url(request, intent)
    if again:
        return REFUSED.saying(text, title=title, way="Xem lại văn bản", address=again)
    text = f"{text} Xem lại văn bản bằng đường dẫn trong thư, hoặc đăng nhập."
    return REFUSED.saying(text, title=title, way=LINK_ENDED.way, address=LINK_ENDED.address)


def _circumstances(request: HttpRequest) -> Circumstances:
    key = request.session.session_key or ""
    login = hashlib.sha256(key.encode()).hexdigest() if key else ""
    return Circumstances(address_of(request) or None, request.META.get("HTTP_USER_AGENT", ""), login)


@login_not_required
@require_safe
def sign_done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    intent = _intent(request, pk)
    if intent is None:
        return redirect_to_login(request.get_full_path())
    if not hasattr(intent, "accepted"):
        return redirect("pledges:sign_confirm", pk=pk)
    if not hasattr(intent, "signature"):
        response = render(request, "pledges/sign_waiting.html", {"intent": intent, "bloc": intent.pledge.bloc})
        response["Refresh"] = "1"
        return response
    pledge = intent.pledge
    signed = pledge.signatures.count()
    page = {
        "pledge": pledge,
        "bloc": pledge.bloc,
        "signature": intent.signature,
        "reader": intent.user,
        "signed": signed,
        "signed_words": signed_words(pledge, signed),
        "intent": intent,
    }
    return render(request, "pledges/sign_done.html", page)


@login_not_required
@require_safe
def signed_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The file with this signature and those that came after it."""
    intent = _intent(request, pk)
    if intent is None:
        return redirect_to_login(request.get_full_path())
    return document_response(intent.pledge.sealed_document)


# --- Not signing yet -------------------------------------------------------------------------------------------------


def _deciding(request: LoggedInRequest, pk: int) -> tuple[Pledge, Unit]:
    pledge = visible_pledge(request, pk)
    check_permission(request.user, "pledges.decline", pledge)
    unit = _unit_of(request.user, pledge)
    if unit is None:
        raise Http404
    return pledge, unit


@idempotent_post
def pledge_decline(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A leader asks for a change of the content instead of signing it."""
    pledge, unit = _deciding(request, pk)
    form = DeclineForm(posted(request))
    if submit(form, lambda typed: workflow.decline(pledge, unit, by=request.user, reason=typed["reason"])):
        return redirect(f"{reverse('pledges:sign_read', args=[pk])}?da-gui=1")
    page = {"pledge": pledge, "bloc": pledge.bloc, "unit": unit, "form": form}
    return render(request, "pledges/pledge_decline.html", page, status=status_of(form))
