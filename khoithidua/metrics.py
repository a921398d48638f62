"""The facts of khoithidua/condition.py as Prometheus reads them."""

import datetime
from collections.abc import Iterable

from django.db import DatabaseError
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from khoithidua import condition


def exposition() -> bytes:
    """Read anew at each call: every process answers the same."""
    registry = CollectorRegistry()
    registry.register(Condition())
    return generate_latest(registry)


class Condition(Collector):
    def collect(self) -> Iterable[Metric]:
        database = condition.database()
        yield gauge("database_up", "The database answers", not database.problem)
        yield from machine()
        if database.problem:
            return
        yield gauge("migrations_waiting", "Upgrade steps of the database not taken yet", database.waiting_migrations)
        yield gauge("clock_drift_seconds", "Between this machine and the database's", seconds(database.drift))
        try:
            yield from queues()
        except DatabaseError:
            return  # before the first migration there are no queues


def machine() -> Iterable[Metric]:
    disk, keys, backup = condition.disk(), condition.keys(), condition.backup()
    yield gauge("disk_free_bytes", "Of the data folder", disk.free)
    yield gauge("disk_total_bytes", "Of the data folder", disk.total)
    yield gauge("signing_keys_readable", "They open with this installation's passphrase", keys.readable)
    if keys.ends is not None:
        yield gauge("signing_keys_end_timestamp_seconds", "When the first of root and seal ends", keys.ends.timestamp())
    if backup.at is not None:
        yield gauge("backup_last_timestamp_seconds", "When the newest backup was made", backup.at.timestamp())
        yield gauge("backup_last_duration_seconds", "How long it took", backup.seconds)


def queues() -> Iterable[Metric]:
    work, mail = condition.work(), condition.mail()
    yield gauge("workers", "Workers that listen", len(work.workers))
    tasks = GaugeMetricFamily("khoithidua_tasks", "Background tasks; failed: of the last day", labels=["state"])
    for state, count in (("waiting", work.waiting), ("running", work.running), ("failed", work.failed)):
        tasks.add_metric([state], count)
    yield tasks
    yield gauge("task_waits_seconds", "How long the first task has been ready", seconds(work.waits_for))
    mails = GaugeMetricFamily("khoithidua_mails", "Mails that have not left", labels=["state"])
    for state, count in (("waiting", mail.waiting), ("failed", mail.failed)):
        mails.add_metric([state], count)
    yield mails
    yield gauge("mail_overdue_seconds", "How long the first mail has been due", seconds(mail.overdue_for))


def gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"khoithidua_{name}", about, value=float(value))


def seconds(span: datetime.timedelta) -> float:
    return round(span.total_seconds(), 3)
