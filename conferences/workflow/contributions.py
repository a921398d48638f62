"""Opinions, papers, instructions, conclusions and handed over awards, each recorded at its item of the programme."""

from typing import Any

from django.db import transaction

from conferences.actions import HAND_IN_PAPER, RECORD_CONTRIBUTION, REMOVE_CONTRIBUTION
from conferences.documents import PAPER
from conferences.models import AgendaItem, Conference, Contribution
from libraries.web.downloads import PDF
from records.documents import store_document
from records.models import Document
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import Unit, User

Kind = Contribution.Kind


@transaction.atomic
def record_contribution(
    item: AgendaItem,
    *,
    by: User,
    kind: str,
    file: bytes = b"",
    filename: str = "",
    mime: str = PDF,
    **values: Any,
) -> Contribution:
    """Record what was said or handed over at an item, as the last of it.

    `values`: unit, topic, title, person_name, person_post, on_behalf_of, receiver, text, outcome, answer, as the kind
    asks for them. `file` of a paper has passed DocumentFileField. Raises NotAllowedNow for a unit without a seat.
    """
    conference = begin(RECORD_CONTRIBUTION, item.conference, by=by)
    row = _written(conference, item, by, kind, file, filename, mime, values)
    finish(RECORD_CONTRIBUTION, conference, by=by, data=_told(row))
    return row


@transaction.atomic
def hand_in_paper(
    conference: Conference,
    *,
    by: User,
    unit: Unit,
    title: str,
    person_name: str,
    person_post: str = "",
    text: str = "",
    file: bytes = b"",
    filename: str = "",
    mime: str = PDF,
) -> Contribution:
    """A unit hands in its paper (gửi tham luận) before or during the conference; it joins the item of the papers."""
    conference = begin(HAND_IN_PAPER, conference, by=by)
    if unit.pk not in by.roles().member_of:
        raise NotAllowedNow(f"Chỉ cán bộ của {unit} gửi được tham luận của đơn vị này.")
    item = conference.agenda.filter(kind=AgendaItem.Kind.PAPERS).first()
    if item is None:
        raise NotAllowedNow("Chương trình chưa có nội dung tham luận. Đề nghị Tổ thư ký thêm nội dung này.")
    values = {"unit": unit, "title": title, "person_name": person_name, "person_post": person_post, "text": text}
    row = _written(conference, item, by, Kind.PAPER, file, filename, mime, values)
    finish(HAND_IN_PAPER, conference, by=by, data=_told(row))
    return row


@transaction.atomic
def edit_contribution(
    row: Contribution,
    *,
    by: User,
    revision: int | None,
    file: bytes = b"",
    filename: str = "",
    mime: str = PDF,
    **values: Any,
) -> Contribution:
    """Change what was recorded, until the minutes are issued. EditConflict when somebody was faster.

    A new file of a paper takes the place of the old one, which is kept among the documents.
    """
    conference = begin(RECORD_CONTRIBUTION, row.item.conference, by=by)
    row = Contribution.objects.select_for_update().get(pk=row.pk)
    row.revision = next_revision(row, revision)
    _check_unit(conference, values.get("unit"))
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name, value in values.items():
        setattr(row, name, value)
    if file:
        row.document = _kept(conference, row, by, file, filename, mime)
        changed.append("document")
    row.save()
    finish(RECORD_CONTRIBUTION, conference, by=by, data=_told(row) | {"changed": changed})
    return row


@transaction.atomic
def remove_contribution(row: Contribution, *, by: User) -> None:
    """Take a row back that was recorded by mistake; the audit keeps its words."""
    conference = begin(REMOVE_CONTRIBUTION, row.item.conference, by=by)
    if row.assignments.exists():
        raise NotAllowedNow("Đã giao nhiệm vụ từ mục này nên không xóa được. Rút các nhiệm vụ trước.")
    finish(REMOVE_CONTRIBUTION, conference, by=by, data=_told(row) | {"text": row.text})
    Contribution.objects.filter(pk=row.pk).delete()


def _written(
    conference: Conference,
    item: AgendaItem,
    by: User,
    kind: str,
    file: bytes,
    filename: str,
    mime: str,
    values: dict[str, Any],
) -> Contribution:
    _check_unit(conference, values.get("unit"))
    row = Contribution(item=item, kind=kind, is_sample=conference.is_sample, **values)
    if file:
        row.document = _kept(conference, row, by, file, filename, mime)
    row.save()
    return row


def _check_unit(conference: Conference, unit: Unit | None) -> None:
    if unit is not None and not conference.units().filter(pk=unit.pk).exists():
        raise NotAllowedNow(f"{unit} không có tên trong danh sách đơn vị của năm thi đua.")


def _kept(conference: Conference, row: Contribution, by: User, file: bytes, filename: str, mime: str) -> Document:
    return store_document(
        file,
        chain=conference.chain,
        kind=PAPER.slug,
        title=row.title,
        filename=filename,
        mime=mime,
        by=by,
        is_sample=conference.is_sample,
    )


def _told(row: Contribution) -> dict[str, Any]:
    """What the audit tells of a row."""
    return {
        "item": row.item.title,
        "kind": row.kind,
        "unit": row.unit.slug if row.unit else "",
        "title": row.title,
        "person": row.person_name,
    }
