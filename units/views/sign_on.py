"""/dang-nhap/mot-cua/: to the city's single sign-on and back."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe
from jwt import PyJWTError
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView
from requests import RequestException

from libraries.web.voice import SIGN_ON_FAILED, tell
from units.models import User
from units.single_sign_on import is_offered
from units.views.login import let_in_by_sign_on

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def sign_on_start(request: HttpRequest) -> HttpResponse:
    """Leads to the provider, with state, nonce and PKCE kept in the session."""
    if not is_offered():
        raise Http404
    leads: HttpResponse = OIDCAuthenticationRequestView.as_view()(request)
    return leads


class _Return(OIDCAuthenticationCallbackView):  # type: ignore[misc]  # the library has no types
    """The library checks state, code and token; logging in is ours."""

    user: User

    def login_success(self) -> HttpResponse:
        onward = self.request.session.pop("oidc_login_next", None) or ""
        return let_in_by_sign_on(self.request, self.user, onward)

    def login_failure(self) -> HttpResponse:
        return tell(self.request, SIGN_ON_FAILED)


@login_not_required
@require_safe
def sign_on_return(request: HttpRequest) -> HttpResponse:
    """Back from the provider: in, or a sentence."""
    if not is_offered():
        raise Http404
    try:
        answer: HttpResponse | HttpResponseRedirect = _Return.as_view()(request)
    except (RequestException, SuspiciousOperation, PyJWTError, LookupError, ValueError):
        # Away, not what we asked for, or a token that cannot be checked: whatever the provider sends, nobody is in.
        logger.exception("single sign-on")
        return tell(request, SIGN_ON_FAILED)
    return answer
