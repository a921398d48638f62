"""How this installation is: the facts that doctor, health, metrics and the operator's page share.

Each function looks at one thing and returns what it found, judged by nobody yet (khoithidua/doctor.py judges). None of
them changes anything.
"""

import datetime
import os
import shutil
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django.utils.dateparse import parse_datetime
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from khoithidua.backup import record_of_last
from khoithidua.postgresql_programs import server_version
from libraries.pades.keys import KeysUnreadable, installed_keys
from libraries.pades.timestamp import (
    NoTimestamp,
    ask_timestamp,
    check_timestamp,
    installed_authority,
    trusted_authorities,
)
from libraries.pades.token import TokenAway
from libraries.web import clock
from notices.delivery import can_send
from notices.models import OutgoingMail
from records.anchors import AnchorBroken, own_folder, read_anchors
from records.task_queue import live_workers
from signatures.archiving import due

FAILURES_OF = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Database:
    """`problem`: what the server said when it could not be reached; then nothing else is known.

    `owns_evidence`: the application's role could switch off what protects the tables that prove. `drift`: how far its
    clock is from this machine's.
    """

    problem: str = ""
    major: int = 0
    encoding: str = ""
    embedded: bool = False
    waiting_migrations: int = 0
    owns_evidence: bool = True
    drift: datetime.timedelta = datetime.timedelta(0)


@dataclass(frozen=True)
class Work:
    """`workers`: those that listen. `waiting`, `waits_for`: tasks that are ready, and for how long the first has been.

    `failed`: tasks that ended with an error within the last day.
    """

    workers: tuple[str, ...]
    waiting: int
    waits_for: datetime.timedelta
    running: int
    failed: int


@dataclass(frozen=True)
class Mail:
    """`overdue_for`: how long the mail that should have left first has been waiting for it."""

    can_send: bool
    waiting: int
    overdue_for: datetime.timedelta
    failed: int


@dataclass(frozen=True)
class Disk:
    folder: Path
    free: int
    total: int


@dataclass(frozen=True)
class Keys:
    """`ends`: when the first of root and seal ends; None while there are none yet."""

    readable: bool
    ends: datetime.datetime | None


@dataclass(frozen=True)
class Anchors:
    """Of the audit log: how many there are, when the newest was made, whether it carries an authority's time stamp.

    `problem`: the sentence about a file that is no anchor of this installation.
    """

    count: int
    at: datetime.datetime | None = None
    stamped: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Backup:
    """The newest one; `at` None: there is none."""

    at: datetime.datetime | None
    archive: str
    seconds: float


def database() -> Database:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_encoding'), clock_timestamp(), coalesce((SELECT pg_has_role(relowner,"
                " 'MEMBER') FROM pg_class WHERE oid = to_regclass('records_auditevent')), true)"
            )
            encoding, its_now, owns = cursor.fetchone()
        waiting, major = _migrations_that_wait(), server_version() // 10000
    except DatabaseError as problem:
        connection.close()
        return Database(problem=(str(problem).strip().splitlines() or ["?"])[0])
    return Database(
        major=major, encoding=encoding, embedded=not os.environ.get("DATABASE_URL"), waiting_migrations=waiting,
        owns_evidence=owns, drift=abs(its_now - datetime.datetime.now(datetime.UTC)),
    )  # fmt: skip


def _migrations_that_wait() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def work() -> Work:
    """Raises DatabaseError."""
    counts = DBTaskResult.objects.aggregate(
        running=Count("pk", Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", Q(status=TaskResultStatus.FAILED, finished_at__gte=clock.now() - FAILURES_OF)),
    )
    ready = DBTaskResult.objects.ready().aggregate(waiting=Count("pk"), first=Min("enqueued_at"))
    return Work(
        workers=tuple(live_workers()), waiting=ready["waiting"], waits_for=_since(ready["first"]),
        running=counts["running"], failed=counts["failed"],
    )  # fmt: skip


def mail() -> Mail:
    """Raises DatabaseError."""
    counts = OutgoingMail.objects.aggregate(
        waiting=Count("pk", Q(state="queued")), failed=Count("pk", Q(state="failed")),
    )  # fmt: skip
    first = OutgoingMail.objects.due(clock.now()).order_by().aggregate(first=Min("next_attempt_at"))["first"]
    return Mail(can_send=can_send(), overdue_for=_since(first), **counts)


def _since(moment: datetime.datetime | None) -> datetime.timedelta:
    nothing = datetime.timedelta(0)
    return max(clock.now() - moment, nothing) if moment is not None else nothing


def disk() -> Disk:
    """Of the data folder, or of where it will be. Raises OSError."""
    folder = settings.DATA_FOLDER
    usage = shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists()))
    return Disk(folder=settings.DATA_FOLDER, free=usage.free, total=usage.total)


def keys() -> Keys:
    if not (settings.DATA_FOLDER / "keys" / "root.p12").exists():
        return Keys(readable=True, ends=None)
    try:
        held = installed_keys()
        ends = min(one.certificate.not_valid_after_utc for one in (held.root, held.seal))
        held.seal.key.sign(b"doctor", PKCS1v15(), SHA256())  # a device answers only when it is asked to sign
    except (KeysUnreadable, TokenAway):
        return Keys(readable=False, ends=None)
    return Keys(readable=True, ends=ends)


def backup() -> Backup:
    record = record_of_last()
    return Backup(
        at=parse_datetime(record.get("at", "")), archive=record.get("archive", ""), seconds=record.get("seconds", 0.0)
    )


def certificate_ends(host: str, port: int) -> datetime.datetime:
    """Until when the TLS certificate of this address holds, trusted or not. Raises OSError, ValueError."""
    unchecked = ssl.create_default_context()
    # Only its dates are read; whether browsers trust it they say themselves.
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((host, port), timeout=3) as line,
        unchecked.wrap_socket(line, server_hostname=host) as tls,
    ):
        given = tls.getpeercert(binary_form=True)
    return x509.load_der_x509_certificate(given or b"").not_valid_after_utc


@dataclass(frozen=True)
class Timestamps:
    """What the authority answers now, and how many signed files have waited for it for more than a day."""

    authority: str = ""
    problem: str = ""
    overdue: int = 0


def timestamps() -> Timestamps:
    now, question = clock.now(), b"a sample, to see whether it answers"
    authority = installed_authority(now)
    if authority is None:
        return Timestamps()
    try:
        said = check_timestamp(ask_timestamp(question, authority), question, trusted_authorities())
    except (NoTimestamp, OSError) as problem:
        return Timestamps(problem=str(problem))
    yesterday = now - datetime.timedelta(days=1)
    overdue = due(yesterday).filter(created_at__lt=yesterday).count()
    return Timestamps(authority=said.called, overdue=overdue)


def anchors() -> Anchors:
    try:
        known = read_anchors(own_folder())
    except (AnchorBroken, KeysUnreadable, OSError) as broken:
        return Anchors(count=0, problem=str(broken))
    if not known:
        return Anchors(count=0)
    return Anchors(count=len(known), at=known[-1].at, stamped=bool(known[-1].stamp))
