"""The city's single sign-on (OpenID Connect): who somebody is, by the name that the provider vouches for.

It makes no accounts and gives no rights; a signature still asks for password and code of our own.
docs/security.md: Single sign-on.
"""

from typing import Any

from django.conf import settings
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from units.models import User, UserQuerySet


class SingleSignOnBackend(OIDCAuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Matches the claim that the settings name with the name for login; unknown names come in nowhere."""

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        return bool(self._name(claims))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> UserQuerySet:
        return User.objects.all().filter(username=self._name(claims), is_active=True)

    def describe_user_by_claims(self, claims: dict[str, Any]) -> str:
        return "somebody without an account"

    @staticmethod
    def _name(claims: dict[str, Any]) -> str:
        return str(claims.get(settings.OIDC_NAME_CLAIM) or "").strip().lower()


def is_offered() -> bool:
    return bool(settings.OIDC_RP_CLIENT_ID)


def may_use_password(username: str) -> bool:
    """Where the city's sign-on is the only way in, the accounts that the settings name keep theirs for an outage."""
    return not (is_offered() and settings.OIDC_ONLY) or username in settings.BREAK_GLASS_ACCOUNTS
