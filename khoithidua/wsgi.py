"""The application as granian serves it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from khoithidua.environment import SettingsRefused, exit_with, load_file

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khoithidua.settings")
try:
    load_file()
    application = get_wsgi_application()
except SettingsRefused as refused:
    exit_with(refused)
# REMOTE_ADDR is the visitor from here on: for the lock-out, the limits and the evidence of a signature.
if settings.TRUSTED_PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, settings.TRUSTED_PROXIES)
