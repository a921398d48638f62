"""Rounds of asking the units: opened, extended, reminded of, closed. Their response tables: drafting/signing.py."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from drafting import letters
from drafting.actions import CLOSE_CONSULTATION, EXTEND, OPEN_CONSULTATION, REMIND, TAKE_BACK_REMINDER
from drafting.models import Consultation, PassedCheck, Text
from drafting.queries import running_round, silent_units
from drafting.queries.round_status import reminder_key
from drafting.queries.text_check import before_consultation, findings_of
from drafting.workflow.checking import pass_check
from drafting.workflow.versions import newest_version
from drafting.worklist import about_collecting, about_commenting
from libraries.web import clock
from libraries.web.formats import short_datetime
from libraries.web.letters import Letter
from notices.models import Notice
from notices.outbox import end_requests, notify, take_back
from notices.reminders import HOLD_SECONDS
from records.transitions import NotAllowedNow, begin, finish
from units import audience
from units.models import Unit, User


@transaction.atomic
def open_consultation(
    text: Text, *, by: User, closes_at: datetime.datetime, note: str = "", reason: str = ""
) -> Consultation:
    """Gửi lấy ý kiến on the newest version; a round whose time is over is closed first; every unit is told.

    reason: why the text goes out with what its check found; NotAllowedNow where that is due and empty.
    """
    text = begin(OPEN_CONSULTATION, text, by=by)
    pass_check(text, PassedCheck.Gate.CONSULTATION, before_consultation(findings_of(text)), by=by, reason=reason)
    now = clock.now()
    if closes_at <= now:
        raise NotAllowedNow("Hạn góp ý đã qua. Nhập thời điểm sau thời điểm hiện tại.")
    if (running := running_round(text)) is not None:
        end_round(running, by=by, at=running.closes_at)
    version = newest_version(text, by=by)
    finish(
        OPEN_CONSULTATION, text, by=by, reason=reason, data={"version": version.no, "closes_at": closes_at.isoformat()}
    )
    consultation = Consultation.objects.create(
        text=text, on_version=version, note=note, closes_at=closes_at, opened_at=now, opened_by=by
    )
    letter = letters.consultation(title=text.title, version=str(version), closes_at=closes_at, note=note)
    _tell_units(consultation, letter, key="open")
    return consultation


@transaction.atomic
def extend(consultation: Consultation, *, by: User, closes_at: datetime.datetime) -> Consultation:
    """Gia hạn, before it closes and to a later moment only."""
    consultation = begin(EXTEND, consultation, by=by)
    was = consultation.closes_at
    if closes_at <= was:
        raise NotAllowedNow(f"Hạn mới phải sau hạn cũ ({short_datetime(was)}).")
    consultation.closes_at = closes_at
    consultation.save(update_fields=["closes_at"])
    end_requests(about_commenting(consultation))  # those asked anew below read the new deadline
    Notice.objects.filter(about=about_collecting(consultation)).update(until=closes_at)
    letter = letters.extended(title=consultation.text.title, was=was, closes_at=closes_at)
    finish(
        EXTEND,
        consultation.text,
        by=by,
        data={"was": was.isoformat(), "closes_at": closes_at.isoformat()},
        notice=lambda text: _tell_units(consultation, letter, key=f"extend-{closes_at:%Y%m%d%H%M}"),
    )
    end_asking(consultation)  # units that have sent something are told, not asked
    return consultation


@transaction.atomic
def close_consultation(consultation: Consultation, *, by: User, reason: str = "") -> Consultation:
    """Kết thúc lấy ý kiến: now, or at its closing moment if that has come. Drafts not sent stay unsent.

    Before that moment, while a unit has sent nothing, only with a reason, which every unit is told.
    """
    consultation = begin(CLOSE_CONSULTATION, consultation, by=by)
    now, reason = clock.now(), reason.strip()
    is_early = now < consultation.closes_at and bool(silent_units(consultation))
    if not is_early:
        return end_round(consultation, by=by, at=min(now, consultation.closes_at))
    if not reason:
        raise NotAllowedNow(
            f"Chưa đến hạn góp ý ({short_datetime(consultation.closes_at)}) và còn đơn vị chưa gửi ý kiến. "
            "Nhập lý do kết thúc trước hạn."
        )
    consultation.ended_early_because = reason
    ended = end_round(consultation, by=by, at=now)
    title, was = consultation.text.title, consultation.closes_at
    notify(
        audience.members(consultation.units()),
        letters.ended_early(title=title, was=was, reason=reason),
        url=page(consultation),
        bloc=consultation.text.bloc,
        key=f"drafting-ended-{consultation.pk}",
    )
    return ended


def end_round(consultation: Consultation, *, by: User, at: datetime.datetime) -> Consultation:
    """Also of a round whose time is over, when the next one opens or the text is settled."""
    silent = [unit.slug for unit in silent_units(consultation)]
    consultation.closed_at, consultation.closed_by = at, by
    consultation.save(update_fields=["closed_at", "closed_by", "ended_early_because"])
    end_requests(about_commenting(consultation))
    end_requests(about_collecting(consultation))
    # Whose silence counts as agreement is written down at the moment it begins to.
    data = {"closed_at": at.isoformat(), "silent": silent, "rule": letters.SILENCE}
    finish(CLOSE_CONSULTATION, consultation.text, by=by, reason=consultation.ended_early_because, data=data)
    return consultation


@dataclass(frozen=True)
class Reminder:
    """Whom a reminder went to: of the silent not those told earlier today, nor the unread, where nobody reads it."""

    silent: list[Unit]
    reminded: list[Unit]
    unread: list[Unit]
    notices: list[Notice]


@transaction.atomic
def remind(consultation: Consultation, *, by: User, unit: Unit | None = None) -> Reminder:
    """Nhắc the units that have sent nothing, or this one of them, at most once a day each.

    Mails wait ten seconds for `take_back_reminder`.
    """
    consultation = begin(REMIND, consultation, by=by)
    silent = [row for row in silent_units(consultation) if unit is None or row.pk == unit.pk]
    today = clock.today()
    keys = {row.pk: reminder_key(consultation, row, today) for row in silent}
    told = set(Notice.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    readers = {row: audience.members([row]) for row in silent if keys[row.pk] not in told}
    reminded = [row for row, people in readers.items() if people]
    notices: list[Notice] = []
    if reminded:
        finish(
            REMIND,
            consultation.text,
            by=by,
            data={"units": [row.slug for row in reminded]},
            notice=lambda text: notices.extend(_remind_each(consultation, {row: readers[row] for row in reminded})),
        )
    return Reminder(silent, reminded, [row for row, people in readers.items() if not people], notices)


def _remind_each(consultation: Consultation, readers: Mapping[Unit, Iterable[User]]) -> list[Notice]:
    bloc, today, sent = consultation.text.bloc, clock.today(), list[Notice]()
    for unit, people in readers.items():
        before = Notice.objects.filter(key__startswith=reminder_key(consultation, unit))
        sent += notify(
            people,
            letters.reminder(
                title=consultation.text.title,
                unit=unit.name,
                closes_at=consultation.closes_at,
                times=before.values("key").distinct().count() + 1,
            ),
            url=page(consultation),
            bloc=bloc,
            hold_seconds=HOLD_SECONDS,
            key=reminder_key(consultation, unit, today),
            about=about_commenting(consultation),
            until=consultation.closes_at,
        )
    return sent


@transaction.atomic
def take_back_reminder(consultation: Consultation, *, by: User, notices: Iterable[Notice]) -> int:
    """Undo a reminder (hoàn tác), within ten seconds. Returns how many notices were taken back."""
    consultation = begin(TAKE_BACK_REMINDER, consultation, by=by)
    count = take_back(notices)
    if not count:
        raise NotAllowedNow("Thư nhắc đã được gửi đi nên không hoàn tác được.")
    finish(TAKE_BACK_REMINDER, consultation.text, by=by, data={"notices": count})
    return count


def page(consultation: Consultation) -> str:
    return reverse("drafting:consultation_detail", args=[consultation.pk])


def _tell_units(consultation: Consultation, letter: Letter, *, key: str) -> None:
    text = consultation.text
    notify(
        audience.members(consultation.units()),
        letter,
        url=page(consultation),
        bloc=text.bloc,
        key=f"drafting-{key}-{consultation.pk}",
        about=about_commenting(consultation),
        until=consultation.closes_at,
    )


def end_asking(consultation: Consultation) -> None:
    """The people of units that have sent something are asked no longer; the secretariat when none is silent."""
    silent = silent_units(consultation)
    end_requests(about_commenting(consultation), still_asked=audience.members(silent))
    if not silent:
        end_requests(about_collecting(consultation))
