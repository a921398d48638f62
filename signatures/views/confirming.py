"""The leader's second and third step: who, for whom, which file, what is stated, then password and code; and the end.

What signs is the person's own password and code, in the browser that began the signature.
"""

import hashlib
import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from libraries.web.client import address_of
from libraries.web.voice import LINK_ENDED, REFUSED, Told, tell
from records.documents import document_response
from records.submission import idempotent_post, posted, status_of
from records.transitions import NotAllowedNow
from signatures import workflow
from signatures.documents.evidence import Circumstances
from signatures.forms import SignForm
from signatures.kinds import kind_of
from signatures.models import SigningIntent
from signatures.queries import waiting_for
from signatures.views.reading import INTENT
from signatures.worklist import signed_words
from units.codes import IdentityNotProved, sample_code
from units.sample import SAMPLE_PASSWORD


def _intent(request: HttpRequest, pk: uuid.UUID) -> SigningIntent | None:
    """The intent, for its own person: logged in, or in the browser that began by a link. None: log in first."""
    intents = SigningIntent.objects.select_related(
        "user",
        "party__unit",
        "link__user",
        "link__party",
        "link__request",
        "request__emulation_year__bloc",
        "request__document",
    )
    intent = intents.filter(pk=pk).first()
    if request.user.is_authenticated:
        if intent is None or intent.user_id != request.user.pk:
            raise Http404
        return intent
    if intent is None or intent.link is None or request.session.get(INTENT) != str(pk):
        return None
    return intent if workflow.is_live(intent.link) else None


# --- Confirming ------------------------------------------------------------------------------------------------------


def _confirming(request: HttpRequest, intent: SigningIntent, form: SignForm, status: int = 200) -> HttpResponse:
    page = {
        "intent": intent,
        "signing": intent.request,
        "bloc": intent.request.bloc,
        "form": form,
        "again_url": _again_url(request, intent),
        "sample_code": sample_code(intent.user),
        "sample_password": SAMPLE_PASSWORD,
    }
    return render(request, "signatures/sign_confirm.html", page, status=status)


def _again_url(request: HttpRequest, intent: SigningIntent) -> str:
    """Back to the text. Without login only the message has the way back: its address is kept nowhere else."""
    if request.user.is_authenticated:
        return reverse("signatures:sign_read", args=[intent.request_id])
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
        return redirect("signatures:sign_done", pk=pk)
    form = SignForm(posted(request))
    status = status_of(form)
    if form.is_bound and form.is_valid():
        try:
            workflow.accept_with(intent, by=intent.user, circumstances=circumstances_of(request), **form.cleaned_data)
        except IdentityNotProved as refused:
            form.add_error(refused.factor or None, refused.sentence)
            status = 429 if refused.throttled else 422
        except NotAllowedNow as refused:
            return tell(request, _not_signed(request, intent, refused.message), bloc=intent.request.bloc)
        else:
            if settings.WORK_IN_REQUEST:
                workflow.embed_waiting()
            return redirect("signatures:sign_done", pk=pk)
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


def circumstances_of(request: HttpRequest) -> Circumstances:
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
        return redirect("signatures:sign_confirm", pk=pk)
    if not hasattr(intent, "signature"):
        response = render(request, "signatures/sign_waiting.html", {"intent": intent, "bloc": intent.request.bloc})
        response["Refresh"] = "1"
        return response
    signing = intent.request
    page = {
        "signing": signing,
        "bloc": signing.bloc,
        "signature": intent.signature,
        "reader": intent.user,
        "signed": signing.signatures.count(),
        "required": signing.required,
        "signed_words": signed_words(signing),
        "address": kind_of(signing).address(signing) if request.user.is_authenticated else "",
        "more": waiting_for(intent.user).count() if request.user.is_authenticated else 0,
        "intent": intent,
    }
    return render(request, "signatures/sign_done.html", page)


@login_not_required
@require_safe
def signed_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The file with this signature and those that came after it."""
    intent = _intent(request, pk)
    if intent is None:
        return redirect_to_login(request.get_full_path())
    return document_response(intent.request.document)
