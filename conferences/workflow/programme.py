"""The programme: when and where, what is on the agenda, who is invited."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ballots.subjects import Subject
from conferences.actions import (
    ADD_AGENDA_ITEM,
    EDIT,
    FORGET_USUAL_AGENDA,
    INVITE_GUEST,
    KEEP_USUAL_AGENDA,
    MOVE_AGENDA_ITEM,
    PLAN,
    REMOVE_AGENDA_ITEM,
    REMOVE_GUEST,
    TAKE_USUAL_AGENDA,
)
from conferences.models import AgendaItem, Conference, Guest, UsualItem
from conferences.queries import invitation_of
from conferences.starting_data import usual_agenda_of
from records.ordering import exchanged, number
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import Bloc, EmulationYear, User


@transaction.atomic
def plan(
    year: EmulationYear, *, by: User, kind: str, title: str, starts_at: datetime.datetime, place: str, **values: Any
) -> Conference:
    """Plan a conference (dự kiến). `values`: host, and of chair and secretary the account, the name and the post."""
    conference = Conference.objects.create(
        emulation_year=year,
        kind=kind,
        title=title,
        starts_at=starts_at,
        place=place,
        is_sample=year.is_sample,
        **values,
    )
    return finish(PLAN, conference, by=by)


@transaction.atomic
def edit(conference: Conference, *, by: User, revision: int, **values: Any) -> Conference:
    """Change when, where and who. `revision` is what the editor had read; EditConflict when it is not the newest."""
    conference = begin(EDIT, conference, by=by)
    revision = next_revision(conference, revision)
    if invitation_of(conference) is not None and any(
        name in values and values[name] != getattr(conference, name) for name in ("starts_at", "place")
    ):
        raise NotAllowedNow("Giấy mời đã phát hành. Dùng “Thay đổi lịch hội nghị” để các đơn vị, đại biểu được báo.")
    before = {name: getattr(conference, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    return finish(EDIT, conference, by=by, data={"fields": changed}, revision=revision, **values)


@transaction.atomic
def add_agenda_item(
    conference: Conference,
    *,
    by: User,
    kind: str,
    title: str,
    speaker: str = "",
    on_behalf_of: str = "",
    subject: Subject | None = None,
) -> AgendaItem:
    """Add an item to the programme (nội dung), as the last one. `subject`: what it is about, by kind and key."""
    conference = begin(ADD_AGENDA_ITEM, conference, by=by)
    last = conference.agenda.aggregate(last=Max("position"))["last"] or 0
    finish(ADD_AGENDA_ITEM, conference, by=by, data={"title": title})
    return AgendaItem.objects.create(
        conference=conference,
        position=last + 1,
        kind=kind,
        title=title,
        speaker=speaker,
        on_behalf_of=on_behalf_of,
        subject_kind=subject.kind if subject else "",
        subject_key=subject.key if subject else None,
        is_sample=conference.is_sample,
    )


@transaction.atomic
def take_usual_agenda(conference: Conference, *, by: User) -> Conference:
    """Begin with the usual programme of this kind of conference; NotAllowedNow where there is a programme already."""
    conference = begin(TAKE_USUAL_AGENDA, conference, by=by)
    usual = usual_agenda_of(conference)
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=conference, position=place, kind=kind, title=title, is_sample=conference.is_sample)
        for place, (kind, title) in enumerate(usual, 1)
    )
    return finish(TAKE_USUAL_AGENDA, conference, by=by, data={"items": len(usual)})


@transaction.atomic
def keep_usual_agenda(conference: Conference, *, by: User) -> list[UsualItem]:
    """From now on conferences of this kind begin with this programme in this bloc (lưu làm chương trình thường dùng).

    Locks the conference and the bloc's rows, so that of two programmes kept at once one holds whole.
    """
    conference = begin(KEEP_USUAL_AGENDA, conference, by=by)
    Bloc.objects.select_for_update().get(pk=conference.bloc.pk)
    UsualItem.objects.filter(bloc=conference.bloc, conference_kind=conference.kind).delete()
    rows = UsualItem.objects.bulk_create(
        UsualItem(
            bloc=conference.bloc,
            conference_kind=conference.kind,
            position=place,
            kind=item.kind,
            title=item.title,
            is_sample=conference.is_sample,
        )
        for place, item in enumerate(conference.agenda.all(), 1)
    )
    finish(KEEP_USUAL_AGENDA, conference, by=by, data={"kind": conference.kind, "items": [row.title for row in rows]})
    return rows


@transaction.atomic
def forget_usual_agenda(conference: Conference, *, by: User) -> None:
    """Conferences of this kind begin again with what the product knows."""
    conference = begin(FORGET_USUAL_AGENDA, conference, by=by)
    UsualItem.objects.filter(bloc=conference.bloc, conference_kind=conference.kind).delete()
    finish(FORGET_USUAL_AGENDA, conference, by=by, data={"kind": conference.kind})


@transaction.atomic
def move_agenda_item(item: AgendaItem, *, by: User, up: bool) -> None:
    """Let an item change places with its neighbour; the first one stays first."""
    conference = begin(MOVE_AGENDA_ITEM, item.conference, by=by)
    finish(MOVE_AGENDA_ITEM, conference, by=by, data={"title": item.title, "up": up})
    if (moved := exchanged(list(conference.agenda.all()), item.pk, up=up)) is not None:
        number(moved)


@transaction.atomic
def remove_agenda_item(item: AgendaItem, *, by: User) -> None:
    """Take an item off the programme, while nothing was voted, said or handed over at it."""
    conference = begin(REMOVE_AGENDA_ITEM, item.conference, by=by)
    if item.held.exists():
        raise NotAllowedNow(f"Nội dung “{item.title}” đã có biểu quyết nên không xóa được.")
    if item.contributions.exists():
        raise NotAllowedNow(
            f"Nội dung “{item.title}” đã có ý kiến, tham luận hoặc trao thưởng. Xóa các mục này trước khi xóa nội dung."
        )
    finish(REMOVE_AGENDA_ITEM, conference, by=by, data={"title": item.title, "note": item.note})
    AgendaItem.objects.filter(pk=item.pk).delete()
    number(list(conference.agenda.all()))


@transaction.atomic
def invite_guest(
    conference: Conference, *, by: User, name: str, post: str = "", organisation: str = "", email: str = ""
) -> Guest:
    """Invite a guest (đại biểu mời). `email`: where the invitation goes to, with the calendar file."""
    conference = begin(INVITE_GUEST, conference, by=by)
    finish(INVITE_GUEST, conference, by=by, data={"name": name})
    return Guest.objects.create(
        conference=conference,
        name=name,
        post=post,
        organisation=organisation,
        email=email,
        is_sample=conference.is_sample,
    )


@transaction.atomic
def remove_guest(guest: Guest, *, by: User) -> None:
    """Take a guest off the list."""
    conference = begin(REMOVE_GUEST, guest.conference, by=by)
    finish(REMOVE_GUEST, conference, by=by, data={"name": guest.name})
    Guest.objects.filter(pk=guest.pk).delete()
