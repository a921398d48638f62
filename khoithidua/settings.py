"""All settings, from the environment (khoithidua/environment.py; table in README, "Configuration")."""

import os
import secrets
import time
from urllib.parse import urlsplit

import csp.constants as csp

from khoithidua.database import PROJECT_FOLDER, data_folder, database_settings
from khoithidua.environment import env, forget_empty, refuse_what_is_wrong, words
from khoithidua.logs import logging_settings

forget_empty()

# --- The folder of everything that is not code ----------------------------------------------------------------------
DATA_FOLDER = data_folder()


def generated_secret(name: str) -> str:
    """A secret of this installation, made on first start and kept in the data folder, readable by its owner only."""
    path = DATA_FOLDER / "secrets" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        # O_EXCL: of two processes that start at once, one writes and the other reads.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        for _ in range(100):
            if secret := path.read_text().strip():
                return secret
            time.sleep(0.05)
        raise RuntimeError(f"{path} is empty: remove it and start again") from None
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


# --- What kind of installation this is ------------------------------------------------------------------------------
DEBUG = env.bool("KHOITHIDUA_DEBUG", False)
# Invented people and a mailbox page that shows their codes: never on a real server.
SAMPLE_MODE = env.bool("KHOITHIDUA_SAMPLE", False)
HTTPS = env.bool("KHOITHIDUA_HTTPS", not (DEBUG or SAMPLE_MODE))
# Asks the one-time code already at login of those who have one; always asked again at each signature
# (docs/security.md: Proof for each act).
LOGIN_CODE = env.bool("KHOITHIDUA_LOGIN_CODE", not SAMPLE_MODE)
# Codes by mail as a second factor, for people without a telephone app (docs/security.md: Codes by mail).
MAIL_CODE = env.bool("KHOITHIDUA_MAIL_CODE", SAMPLE_MODE)
# How long a new leader, address or second factor waits for the first signature (docs/security.md: Acts of two).
SIGNING_WAIT_HOURS = env.float("KHOITHIDUA_SIGNING_WAIT_HOURS", 0 if SAMPLE_MODE else 24)
SECRET_KEY = env.str("SECRET_KEY", "") or generated_secret("secret_key")
KEY_PASSPHRASE = env.str("KEY_PASSPHRASE", "") or generated_secret("key_passphrase")
# Printed in QR codes and mails; the address under which the public reaches this installation.
PUBLIC_ADDRESS = env.str("PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# The loopback always: whoever looks after the health of this machine asks there.
ALLOWED_HOSTS = [*words("ALLOWED_HOSTS", urlsplit(PUBLIC_ADDRESS).hostname or ""), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", PUBLIC_ADDRESS)

# --- Rooms, top to bottom -------------------------------------------------------------------------------------------
ROOMS = [
    "awards", "scoring", "pledges", "regulations", "drafting", "conferences", "ballots", "evidence", "signatures",
    "notices", "law", "units", "records",
]  # fmt: skip
INSTALLED_APPS = [
    "khoithidua",
    *ROOMS,
    "libraries.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "pgtrigger",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "khoithidua.logs.names_requests",
    "khoithidua.compression.CompressesPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "records.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "khoithidua.empty_installation.leads_to_setup",
    "django.contrib.messages.middleware.MessageMiddleware",
    "units.login_kept.ends_idle_logins",
    "units.login_required.LoginKeepsWhatWasTyped",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "units.scope.remembers_scope",
    "records.middleware.polite_refusals",
]
ROOT_URLCONF = "khoithidua.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_FOLDER / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khoithidua.context.page_frame",
            ],
            "builtins": [
                "libraries.web.templatetags.formats",
                "libraries.web.templatetags.components",
                "records.templatetags.page_tags",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Database, sessions, cache, tasks -------------------------------------------------------------------------------
DATABASES = {"default": database_settings(DATA_FOLDER)}
# Without one it is the embedded server, and every page of a real installation says so.
NAMED_DATABASE = bool(os.environ.get("DATABASE_URL"))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {"default": {"BACKEND": "records.task_queue.TellingBackend"}}

# --- Files: stored by SHA-256 ---------------------------------------------------------------------------------------
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_FOLDER / "files", "file_permissions_mode": 0o640},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
# The pictures of the user guide are those of the README.
STATICFILES_DIRS = [PROJECT_FOLDER / "static", ("pictures", PROJECT_FOLDER / "docs" / "pictures")]
WHITENOISE_USE_FINDERS = DEBUG
# A form may carry a long regulation; a file at most 20 MB (docs/security.md: Files handed in).
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o640
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
# Files from outside and signatures are the workers'; True only where there are none (tests): in the request itself.
WORK_IN_REQUEST = False

# --- Who is in: login, codes, lockout -------------------------------------------------------------------------------
AUTH_USER_MODEL = "units.User"
LOGIN_URL = "units:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "units:login"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# The city's single sign-on (OpenID Connect), where OIDC_CLIENT_ID names us there (docs/security.md: Single sign-on).
OIDC_RP_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_OP_AUTHORIZATION_ENDPOINT = env.str("OIDC_AUTHORIZATION_ENDPOINT", "")
OIDC_OP_TOKEN_ENDPOINT = env.str("OIDC_TOKEN_ENDPOINT", "")
OIDC_OP_USER_ENDPOINT = env.str("OIDC_USER_ENDPOINT", "")
OIDC_OP_JWKS_ENDPOINT = env.str("OIDC_JWKS_ENDPOINT", "")
OIDC_NAME_CLAIM = env.str("OIDC_NAME_CLAIM", "preferred_username")
# The only way in but for these names, which keep their passwords for an outage.
OIDC_ONLY = env.bool("OIDC_ONLY", False)
BREAK_GLASS_ACCOUNTS = words("OIDC_BREAK_GLASS", "")
OIDC_RP_SIGN_ALGO = "RS256"
OIDC_RP_SCOPES = "openid profile email"
OIDC_USE_PKCE = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10
OIDC_AUTHENTICATION_CALLBACK_URL = "units:sign_on_return"
OIDC_REDIRECT_FIELD_NAME = "next"
if OIDC_RP_CLIENT_ID:
    AUTHENTICATION_BACKENDS.append("units.single_sign_on.SingleSignOnBackend")
PASSWORD_HASHERS = [
    "libraries.web.in_turn.ScryptInTurn",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "email"]},
    },
]
OTP_TOTP_ISSUER = "Khoi Thi Dua"
OTP_TOTP_THROTTLE_FACTOR = 1
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# --- Headers --------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.SELF],
        "style-src": [csp.SELF],
        "img-src": [csp.SELF, "data:"],
        "font-src": [csp.SELF],
        "connect-src": [csp.SELF],
        "form-action": [csp.SELF],
        "frame-ancestors": [csp.NONE],
        "base-uri": [csp.NONE],
        "object-src": [csp.NONE],
    }
}
SESSION_COOKIE_NAME = "__Host-phien" if HTTPS else "phien"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
# A login that nobody uses ends after so long.
IDLE_HOURS = env.float("KHOITHIDUA_IDLE_HOURS", 12 if SAMPLE_MODE else 2)
# By this a browser is known again (docs/security.md: Guessing).
DEVICE_COOKIE_NAME = "__Host-thiet-bi" if HTTPS else "thiet-bi"
CSRF_FAILURE_VIEW = "khoithidua.views.form_expired"
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
# Opt-in: it binds every other host of the domain for a year.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and env.bool("KHOITHIDUA_HSTS_WHOLE_DOMAIN", False)
# That choice is the installation's: `check --deploy` does not ask for it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# The proxies whose X-Forwarded-For and -Proto are believed (khoithidua/wsgi.py); nobody else can say who is asking.
BEHIND_PROXY = env.bool("KHOITHIDUA_BEHIND_PROXY", False)
TRUSTED_PROXIES = words("KHOITHIDUA_TRUSTED_PROXIES", "127.0.0.1,::1") if BEHIND_PROXY else []
X_FRAME_OPTIONS = "DENY"

# --- Vietnamese -----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # years would print as 2.026
FORMAT_MODULE_PATH = ["khoithidua.formats"]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Mail -----------------------------------------------------------------------------------------------------------
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 465)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)  # STARTTLS, usually on port 587
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", not EMAIL_USE_TLS)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "khoithidua@localhost")
# Whom to tell of a weakness: /.well-known/security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", DEFAULT_FROM_EMAIL)
# Without a mail server the outbox keeps what would be sent; in sample mode the mailbox page shows it.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"

# --- Authority of time stamps (RFC 3161; "local": the installation's own, for samples), its certificates; anchors -----
TSA_URL = env.str("TSA_URL", "local" if SAMPLE_MODE else "")
TSA_CERTIFICATES = env.str("TSA_CERTIFICATES", "")
ANCHOR_FOLDER = env.str("ANCHOR_FOLDER", "")
# Certificates (PEM, DER) whose signatures in files from outside are trusted: VGCA, public authorities.
SIGNATURE_ROOTS = env.str("SIGNATURE_ROOTS", "")

# --- Device for the key of the seal (PKCS#11): its maker's library, the label of the token, the PIN of its user ------
PKCS11_LIBRARY = env.str("PKCS11_LIBRARY", "")
PKCS11_TOKEN = env.str("PKCS11_TOKEN", "khoithidua")
PKCS11_PIN = env.str("PKCS11_PIN", "")

# --- Scanner for malware: clamd's socket, or host:port; empty: none ---------------------------------------------------
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", "")

# --- Log ------------------------------------------------------------------------------------------------------------
# Who runs this installation, told of errors by mail.
OPERATOR_EMAIL = words("OPERATOR_EMAIL")
LOG_JSON = env.bool("LOG_JSON", not (DEBUG or SAMPLE_MODE))
LOGGING = logging_settings(as_json=LOG_JSON, level=env.str("LOG_LEVEL", "WARNING"), operator=OPERATOR_EMAIL)

refuse_what_is_wrong(globals())
