"""Opened for signing, withdrawn, and at last closed."""

import datetime
from typing import Any

from django.db import transaction

from libraries.printing.pdf import page_count
from libraries.web import clock
from libraries.web.formats import local_date
from notices.outbox import notify
from pledges import letters
from pledges.actions import CLOSE_PLEDGE, OPEN_SIGNING, WITHDRAW_OPENING
from pledges.documents import agreement
from pledges.models import AgreementContent, Pledge
from pledges.queries import party_units
from pledges.signing import PLEDGE_PAPER
from pledges.worklist import page
from records.issuing import Prepared, issue, prepare
from records.transitions import NotAllowedNow, begin, check_action, finish
from signatures.models import SigningRequest
from signatures.workflow import Place, open_request, withdraw
from units import audience
from units.models import Unit, User

SEALED_FIELDS = ("opened_at", "opened_by", "content", "sealed_version", "signing")


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
        content = agreement.content_of(pledge, place=place, day=day)
        signing = _put_before_units(pledge, by, content, prepared, sign_by)
        return finish(
            OPEN_SIGNING,
            pledge,
            by=by,
            data={"content_sha256": signing.content_sha256, "required_units": len(content["parties"])},
            place=place,
            conference=conference,
            opened_at=signing.opened_at,
            opened_by=by,
            content=content,
            sealed_version=pledge.text.settled_version,
            signing=signing,
        )


def _refuse_opening(pledge: Pledge, sign_by: datetime.datetime, conference: Any) -> None:
    if sign_by <= clock.now():
        raise NotAllowedNow("Hạn ký đã qua. Nhập thời điểm sau thời điểm hiện tại.")
    if conference is not None and conference.emulation_year_id != pledge.emulation_year_id:
        raise NotAllowedNow("Hội nghị được chọn không thuộc năm thi đua này.")


def _put_before_units(
    pledge: Pledge, by: User, content: AgreementContent, prepared: Prepared, sign_by: datetime.datetime
) -> SigningRequest:
    files = issue(agreement.agreement_document(pledge, content), prepared, by=by)
    units = Unit.objects.in_bulk([party["unit"] for party in content["parties"]])
    box = (agreement.BOX_WIDTH, agreement.BOX_HEIGHT)
    return open_request(
        PLEDGE_PAPER,
        pledge.emulation_year,
        files.pdf,
        files.content,
        by=by,
        title=pledge.title,
        content_sha256=agreement.sha256_of_content(content),
        page_count=page_count(files.content),
        sign_by=sign_by,
        places=[
            Place(agreement.field_name(party["unit"]), party["name"], box, unit=units[party["unit"]])
            for party in content["parties"]
        ],
        for_the_bloc=True,
    )


@transaction.atomic
def withdraw_opening(pledge: Pledge, *, by: User, reason: str) -> Pledge:
    """Withdraw what is open for signing (thu hồi bản đang ký), while nobody has signed.

    Its code says so from then on, links end, leaders are told why.
    """
    pledge = begin(WITHDRAW_OPENING, pledge, by=by)
    withdraw(pledge.sealed_signing, by=by, reason=reason)
    return finish(WITHDRAW_OPENING, pledge, by=by, reason=reason, **dict.fromkeys(SEALED_FIELDS))


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
