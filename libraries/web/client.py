"""Where a request comes from: the one place that reads a visitor's network address.

Behind a proxy REMOTE_ADDR is the visitor already (khoithidua/wsgi.py believes the proxies that the settings name).
"""

import ipaddress

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """ "203.0.113.7", or "" when the server gave none that is one."""
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return ""


def is_on_this_machine(request: HttpRequest) -> bool:
    """Asked on the loopback and by no proxy for somebody else, whether that proxy is believed or not."""
    address = address_of(request)
    return bool(address) and ipaddress.ip_address(address).is_loopback and "HTTP_X_FORWARDED_FOR" not in request.META
