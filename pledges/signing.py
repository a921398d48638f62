"""The pledge as a paper that is signed: what is read, and what follows when the last unit has signed."""

import datetime

from django.urls import reverse

from conferences.models import Attendance, Conference
from libraries.printing.paper import Paper
from notices.outbox import notify
from pledges import letters
from pledges.actions import ENTER_FORCE
from pledges.documents import agreement
from pledges.models import Pledge
from pledges.queries import locked_pledge, party_units
from pledges.worklist import page
from records.transitions import finish
from signatures.candidates import same_name
from signatures.kinds import PaperKind, register_paper
from signatures.models import Party, SigningRequest
from units import audience
from units.models import User


def _lock(request: SigningRequest) -> None:
    """The pledge, where it still is the one that is signed so: a withdrawn request belongs to none."""
    for pledge in Pledge.objects.filter(signing=request):
        locked_pledge(pledge.pk)


def _completed(request: SigningRequest, by: User, at: datetime.datetime) -> None:
    """The last unit puts the pledge into force."""
    data = {"signatures": request.signatures.count()}
    finish(ENTER_FORCE, locked_pledge(request.pledge.pk), by=by, data=data, notice=_tell_in_force, in_force_at=at)


def _tell_in_force(pledge: Pledge) -> None:
    notify(
        audience.everybody(pledge.bloc, party_units(pledge)),
        letters.in_force(agreement=pledge.title, units=pledge.required_units or 0, at=pledge.in_force_at),
        url=page("pledge_detail", pledge),
        bloc=pledge.bloc,
        key=f"pledges-in-force-{pledge.signing_id}",
    )


def _ended(request: SigningRequest, by: User, reason: str) -> None:
    """Withdrawn by the pledge's own act, which writes the pledge itself."""


def _paper(request: SigningRequest) -> Paper:
    return agreement.agreement_paper(request.pledge.sealed, sealed=True)


def _address(request: SigningRequest) -> str:
    pledge = Pledge.objects.filter(signing=request).first()
    return page("pledge_detail", pledge) if pledge else reverse("pledges:pledge_list")


def _bars(party: Party, user: User) -> str:
    """At the conference the delegate on the roll signs for the unit, as they vote for it; afterwards whoever speaks."""
    pledge = Pledge.objects.filter(signing=party.request).select_related("conference").first()
    conference = pledge.conference if pledge else None
    if conference is None or conference.state != Conference.State.OPEN:
        return ""
    here = conference.attendances.filter(unit=party.unit_id, status=Attendance.Status.PRESENT).first()
    if here is None or not here.representative_name or same_name(here.representative_name, user.full_name):
        return ""
    return (
        f"Đại biểu của {party.signs_for} có tên trong danh sách điểm danh là {here.representative_name}. Chỉ đại biểu "
        "này ký thay mặt đơn vị tại hội nghị. Nếu danh sách chưa đúng, đề nghị Tổ thư ký sửa điểm danh."
    )


PLEDGE_PAPER = register_paper(
    PaperKind(
        slug="pledge",
        reference="GƯ",
        button="Ký giao ước",
        lock=_lock,
        completed=_completed,
        ended=_ended,
        paper=_paper,
        address=_address,
        may_return=False,
        bars=_bars,
    )
)
