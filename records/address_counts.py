"""How often a network address does something: counted in the database, for all processes together."""

import datetime
import ipaddress

from django.db import connection
from django.http import HttpRequest

from libraries.web import clock
from libraries.web.client import address_of
from records.models import AddressCount


def household_of(request: HttpRequest) -> str:
    """The visitor's address as it is counted; of IPv6 the network, of which one household has a whole /64."""
    try:
        address = ipaddress.ip_address(address_of(request))
    except ValueError:
        return "?"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def counted(subject: str, address: str) -> int:
    """How often `address` did `subject` in this minute."""
    row = AddressCount.objects.filter(subject=subject, address=address, minute=_minute()).first()
    return row.count if row else 0


def count(subject: str, address: str) -> int:
    """Once more; the new number. Several processes at once lose nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_addresscount (subject, address, minute, count) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (subject, address, minute)"
            " DO UPDATE SET count = records_addresscount.count + 1 RETURNING count",
            [subject, address, _minute()],
        )
        return int(cursor.fetchone()[0])


def forget_counts(now: datetime.datetime) -> int:
    """Those of minutes that are over."""
    return AddressCount.objects.filter(minute__lt=now - datetime.timedelta(minutes=10)).delete()[0]


def _minute() -> datetime.datetime:
    return clock.now().replace(second=0, microsecond=0)
