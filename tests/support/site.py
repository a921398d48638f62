"""The site as people use it: who is logged in, what is done and undone, and what an act wrote."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from libraries.web import clock
from notices.models import Notice
from tests.support.persona import WALKERS
from units.models import User
from units.views.step_up import PROVED_AT, WITH_CODE

# What is written when a try is only counted: locks against guessing, the log of logins, whose browser this is.
COUNTERS = {
    "units_logintry", "django_session", "units_failedproof",
    "records_submissiontoken", "otp_totp_totpdevice", "otp_static_staticdevice",
}  # fmt: skip


def log_in(client: Client, user: User) -> Client:
    """Without the login page, whose own tests are in tests/units and tests/stories."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


class Browser(Client):
    """For matrices: keeps no templates and no cookies, so that every request is the first."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside never happened. Acts that insist on a transaction of their own take this for none."""
    cache.clear()
    around = transaction.atomic()
    around._from_testcase = True
    try:
        with around:
            try:
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        cache.clear()


class Site:
    """The world in a database of its own, and a browser for each persona."""

    def __init__(self):
        self._browsers = {"visitor": Client()}
        self._proved: dict[str, float] = {}
        self._before: dict[str, str] = {}

    def person(self, name: str) -> User | None:
        return None if name == "visitor" else User.objects.get(username=name)

    def browser(self, name: str) -> Client:
        """One that has just given its password, so that changes of the own account are open too."""
        client = self._browsers.get(name)
        if client is None:
            client = self._browsers[name] = log_in(Client(), self.person(name))
        now = clock.now().timestamp()
        if name != "visitor" and now - self._proved.get(name, 0) > 120:
            session = client.session
            session[PROVED_AT] = self._proved[name] = now
            session[WITH_CODE] = True
            session.save()
        return client

    @staticmethod
    def signing_links() -> list[str]:
        """Addresses sent to leaders that still open a pledge, newest first, one a person."""
        links: dict[int, str] = {}
        for notice in Notice.objects.filter(url__contains="/trinh-ky/ky/").order_by("-pk"):
            links.setdefault(notice.user_id, notice.url)
        return list(links.values())[:6]

    @staticmethod
    def next_number() -> int:
        """Rows that are written from now on bear this transaction number (xmin) or a higher one."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint & 4294967295")
            return cursor.fetchone()[0]

    def written(self, since: int) -> set[str]:
        """The tables with rows that were written since, or without rows that were there; asked inside `undone`.

        Counted is what a rolled-back part of the try wrote too: so each table is looked into.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, n_tup_del FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
            )
            touched = {table: deleted for table, deleted in cursor.fetchall() if table not in COUNTERS}
        return {
            table
            for table, deleted in touched.items()
            if self._has_rows_of(table, since) or (deleted and self._digest(table) != self._before.get(table))
        }

    @staticmethod
    def _has_rows_of(table: str, since: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}" WHERE xmin::text::bigint >= %s)', [since])
            return cursor.fetchone()[0]

    def remember(self) -> None:
        """The rows of every table as they stand outside any try, everybody logged in."""
        if self._before:
            return
        for name in WALKERS:
            self.browser(name)
        for table in connection.introspection.table_names():
            self._before[table] = self._digest(table)

    @staticmethod
    def _digest(table: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT md5(coalesce(string_agg(x, '' ORDER BY x), '')) "
                f'FROM (SELECT md5(t::text) x FROM "{table}" t) s'
            )
            return cursor.fetchone()[0]

    @staticmethod
    def not_nfc(tables: set[str], since: int) -> list[str]:
        """Tables among these in which text was written since that is not NFC."""
        found = []
        with connection.cursor() as cursor:
            for table in sorted(tables):
                cursor.execute(
                    f'SELECT EXISTS (SELECT FROM "{table}" t WHERE xmin::text::bigint >= %s '
                    "AND t::text IS NOT NFC NORMALIZED)",
                    [since],
                )
                if cursor.fetchone()[0]:
                    found.append(table)
        return found
