"""Opened for signing, withdrawn, extended, reminded of, and at last closed."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from libraries.pades.verification import check_signatures
from libraries.web import clock
from libraries.web.formats import local_date, short_datetime
from notices.models import Notice
from notices.outbox import end_requests, notify, take_back
from pledges import letters
from pledges.actions import CLOSE_PLEDGE, EXTEND, OPEN_SIGNING, REMIND, TAKE_BACK_REMINDER, WITHDRAW_OPENING
from pledges.documents import agreement
from pledges.models import AgreementContent, Pledge
from pledges.queries import party_units, unsigned_units
from pledges.workflow.links import invite
from pledges.worklist import about_collecting, about_declines, about_signing, page
from records.documents import revoke_document
from records.issuing import Prepared, issue, prepare
from records.transitions import NotAllowedNow, begin, check_action, finish
from units import audience
from units.models import Unit, User

HOLD_SECONDS = 10
SEALED_FIELDS = (
    "opened_at",
    "opened_by",
    "content",
    "content_sha256",
    "sealed_version",
    "document",
    "page_count",
    "required_units",
)


def open_signing(
    pledge: Pledge,
    *,
    by: User,
    sign_by: datetime.datetime,
    place: str = "",
    conference: Any = None,
    day: datetime.date | None = None,
) -> Pledge:
    """Open for signing (bắt đầu ký): the content is sealed, printed with one empty field a unit and kept under a code.

    Leaders get their links. `day`: the date on the document, by default the conference's or today. Printed before the
    lock. NotAllowedNow says what is missing.
    """
    day = day or (local_date(conference.starts_at) if conference else clock.today())
    pledge = Pledge.objects.select_related("emulation_year__bloc", "text", "conference").get(pk=pledge.pk)
    check_action(OPEN_SIGNING, pledge, by=by)
    _refuse_opening(pledge, sign_by, conference)
    pledge.conference = conference  # its guests witness
    content = agreement.content_of(pledge, place=place, day=day)
    prepared = prepare(agreement.agreement_document(pledge, content))
    with transaction.atomic():
        pledge = begin(OPEN_SIGNING, pledge, by=by)
        _refuse_opening(pledge, sign_by, conference)
        pledge.conference = conference
        sealed = _seal(pledge, by, agreement.content_of(pledge, place=place, day=day), prepared)
        return finish(
            OPEN_SIGNING,
            pledge,
            by=by,
            data={name: sealed[name] for name in ("content_sha256", "required_units")},
            notice=_invite_all,
            sign_by=sign_by,
            place=place,
            conference=conference,
            **sealed,
        )


def _refuse_opening(pledge: Pledge, sign_by: datetime.datetime, conference: Any) -> None:
    if sign_by <= clock.now():
        raise NotAllowedNow("Hạn ký đã qua. Nhập thời điểm sau thời điểm hiện tại.")
    if conference is not None and conference.emulation_year_id != pledge.emulation_year_id:
        raise NotAllowedNow("Hội nghị được chọn không thuộc năm thi đua này.")


def _invite_all(pledge: Pledge) -> None:
    for unit in party_units(pledge):
        letter = letters.invitation(agreement=pledge.title, unit=unit.name, sign_by=pledge.sealed.sign_by)
        for user in audience.speakers([unit]):
            invite(pledge, unit, user, letter)


def _seal(pledge: Pledge, by: User, content: AgreementContent, prepared: Prepared) -> dict[str, Any]:
    files = issue(agreement.agreement_document(pledge, content), prepared, by=by)
    # A document without people's signatures is genuine with its seal alone.
    check_signatures(files.content, [])
    return {
        "opened_at": clock.now(),
        "opened_by": by,
        "content": content,
        "content_sha256": agreement.sha256_of_content(content),
        "sealed_version": pledge.text.settled_version,
        "document": files.pdf,
        "page_count": agreement.page_count(files.content),
        "required_units": len(content["parties"]),
    }


@transaction.atomic
def withdraw_opening(pledge: Pledge, *, by: User, reason: str) -> Pledge:
    """Withdraw what is open for signing (thu hồi bản đang ký), while nobody has signed.

    Its code says so from then on, links end, leaders are told why.
    """
    pledge = begin(WITHDRAW_OPENING, pledge, by=by)
    document, units = pledge.sealed_document, party_units(pledge)
    finish(
        WITHDRAW_OPENING,
        pledge,
        by=by,
        reason=reason,
        notice=lambda row: notify(
            audience.speakers(units),
            letters.withdrawn(agreement=row.title, reason=reason.strip()),
            url=page("pledge_detail", row),
            bloc=row.bloc,
        ),
        sign_by=None,
        **dict.fromkeys(SEALED_FIELDS),
    )
    revoke_document(document, by=by, reason=reason)
    pledge.links.filter(revoked_at=None).update(revoked_at=clock.now())
    for about in (about_signing(pledge), about_collecting(pledge), about_declines(pledge)):
        end_requests(about)
    return pledge


@transaction.atomic
def extend(pledge: Pledge, *, by: User, sign_by: datetime.datetime) -> Pledge:
    """Extend the deadline (gia hạn ký), to a later moment only; links live as long. Who has not signed is told."""
    pledge = begin(EXTEND, pledge, by=by)
    was = pledge.sealed.sign_by
    if sign_by <= was:
        raise NotAllowedNow(f"Hạn mới phải sau hạn cũ ({short_datetime(was)}).")
    if sign_by <= clock.now():
        raise NotAllowedNow("Hạn mới đã qua. Nhập thời điểm sau thời điểm hiện tại.")
    pledge.links.filter(revoked_at=None).update(expires_at=sign_by)
    end_requests(about_signing(pledge))  # those asked anew below read the new deadline
    return finish(
        EXTEND,
        pledge,
        by=by,
        data={"was": was.isoformat()},
        notice=lambda row: notify(
            audience.speakers(unsigned_units(row)),
            letters.extended(agreement=row.title, was=was, sign_by=sign_by),
            url=page("sign_read", row),
            bloc=row.bloc,
            about=about_signing(row),
        ),
        sign_by=sign_by,
    )


@transaction.atomic
def remind(pledge: Pledge, *, by: User) -> tuple[list[Unit], list[Notice]]:
    """Remind the units that have not signed (nhắc ký), once a day each.

    Mails wait ten seconds for `take_back_reminder`. Returns the units and their notices; each carries a fresh link.
    """
    pledge = begin(REMIND, pledge, by=by)
    units = unsigned_units(pledge)
    notices: list[Notice] = []
    finish(
        REMIND,
        pledge,
        by=by,
        data={"units": [unit.slug for unit in units]},
        notice=lambda row: notices.extend(_remind_each(row, units)),
    )
    return units, notices


def _remind_each(pledge: Pledge, units: list[Unit]) -> list[Notice]:
    stem, today = f"pledges-remind-{pledge.document_id}", f"-{clock.today():%Y%m%d}"
    earlier = Notice.objects.filter(key__startswith=f"{stem}-").exclude(key__endswith=today)
    count = Counter((user, key.rpartition("-")[0]) for user, key in earlier.values_list("user", "key"))
    notices = []
    for unit in units:
        for user in audience.speakers([unit]):
            key = f"{stem}-{unit.pk}"
            letter = letters.reminder(
                agreement=pledge.title,
                unit=unit.name,
                sign_by=pledge.sealed.sign_by,
                times=count[user.pk, key] + 1,
            )
            notices += invite(pledge, unit, user, letter, hold_seconds=HOLD_SECONDS, key=key + today)
    return notices


@transaction.atomic
def take_back_reminder(pledge: Pledge, *, by: User, notices: Iterable[Notice]) -> int:
    """Undo a reminder (hoàn tác), within ten seconds. Returns how many notices were taken back."""
    count = take_back(notices)
    if not count:
        raise NotAllowedNow("Thư nhắc đã được gửi đi nên không hoàn tác được.")
    finish(TAKE_BACK_REMINDER, pledge, by=by, data={"notices": count})
    return count


@transaction.atomic
def close_pledge(pledge: Pledge, *, by: User, reason: str = "") -> Pledge:
    """Close the pledge (kết thúc giao ước). After 31/12 of its year no reason is asked; before, one is due."""
    pledge = begin(CLOSE_PLEDGE, pledge, by=by)
    if not reason.strip() and clock.today().year <= pledge.emulation_year.year:
        raise NotAllowedNow(f"Năm {pledge.emulation_year.year} chưa kết thúc. Nêu lý do kết thúc giao ước sớm.")
    return finish(
        CLOSE_PLEDGE,
        pledge,
        by=by,
        reason=reason,
        notice=lambda row: notify(
            audience.everybody(row.bloc, party_units(row)),
            letters.closed(agreement=row.title, reason=reason.strip()),
            url=page("pledge_detail", row),
            bloc=row.bloc,
        ),
        closed_at=clock.now(),
        closed_by=by,
        closing_reason=reason.strip()[:500],
    )
