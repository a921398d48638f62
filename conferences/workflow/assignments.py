"""What follows from an instruction or a conclusion: given to units, reported with evidence, confirmed or sent back."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from conferences import letters
from conferences.actions import (
    ASSIGN,
    CONFIRM_ASSIGNMENT,
    NAME_OWNER,
    REMOVE_ASSIGNMENT,
    REPORT_ASSIGNMENT,
    RETURN_ASSIGNMENT,
)
from conferences.documents import ASSIGNMENT_EVIDENCE
from conferences.models import Assignment, Contribution
from conferences.worklist import about_assignment, page
from libraries.web import clock
from libraries.web.downloads import PDF
from notices.outbox import end_requests, notify
from records.documents import store_document
from records.transitions import NotAllowedNow, begin, finish
from units import audience
from units.models import Unit, User

Kind = Contribution.Kind


@transaction.atomic
def assign(
    contribution: Contribution, *, by: User, units: Iterable[Unit], task: str, due_at: datetime.datetime
) -> list[Assignment]:
    """Give the task to these units (giao nhiệm vụ), with a day by which they report; the units' people are told.

    Locks the conference. Raises NotAllowedNow for an opinion, a paper or an award, for a day that is past, for a unit
    without a seat, and where every unit named has it already.
    """
    conference = begin(ASSIGN, contribution.item.conference, by=by)
    if contribution.kind not in {Kind.INSTRUCTION, Kind.CONCLUSION}:
        raise NotAllowedNow("Chỉ giao nhiệm vụ từ ý kiến chỉ đạo hoặc kết luận của hội nghị.")
    if due_at <= clock.now():
        raise NotAllowedNow("Thời hạn đã qua. Chọn thời hạn sau thời điểm hiện tại.")
    seated = set(conference.units().values_list("pk", flat=True))
    known = set(contribution.assignments.values_list("unit_id", flat=True))
    wanted = list(units)
    for unit in wanted:
        if unit.pk not in seated:
            raise NotAllowedNow(f"{unit} không có tên trong danh sách đơn vị của năm thi đua.")
    new = [
        Assignment(contribution=contribution, unit=unit, task=task, due_at=due_at, is_sample=conference.is_sample)
        for unit in wanted
        if unit.pk not in known
    ]
    if not new:
        raise NotAllowedNow("Các đơn vị đã chọn đều đã được giao nhiệm vụ này. Chọn đơn vị khác.")
    rows = Assignment.objects.bulk_create(new)
    data = {"task": task, "units": [row.unit.slug for row in rows], "due_at": due_at.isoformat()}
    finish(ASSIGN, conference, by=by, data=data)
    for row in rows:
        _ask(row)
    return rows


def _ask(row: Assignment) -> None:
    notify(
        audience.members([row.unit]),
        letters.assignment(task=row.task, due_at=row.due_at, conference=row.conference.title),
        url=page("assignment_detail", row),
        bloc=row.bloc,
        about=about_assignment(row),
    )


@transaction.atomic
def name_owner(row: Assignment, *, by: User, owner: User) -> Assignment:
    """Say who of the unit does it (phân công người phụ trách). NotAllowedNow for somebody who is not of the unit."""
    row = begin(NAME_OWNER, row, by=by)
    if not audience.members([row.unit]).filter(pk=owner.pk).exists():
        raise NotAllowedNow(f"{owner.full_name} không thuộc {row.unit}. Chọn cán bộ của đơn vị.")
    return finish(NAME_OWNER, row, by=by, data={"owner": owner.username}, owner=owner)


@transaction.atomic
def report_assignment(
    row: Assignment, *, by: User, report: str, file: bytes = b"", filename: str = "", mime: str = PDF
) -> Assignment:
    """The unit reports what it did (báo cáo kết quả), with a file as evidence where there is one.

    A report may be written again until it is confirmed; `file` has passed DocumentFileField.
    """
    row = begin(REPORT_ASSIGNMENT, row, by=by)
    if not report.strip():
        raise NotAllowedNow("Nhập kết quả thực hiện.")
    kept = row.evidence
    if file:
        kept = store_document(
            file,
            chain=row.chain,
            kind=ASSIGNMENT_EVIDENCE.slug,
            title=row.task,
            filename=filename,
            mime=mime,
            by=by,
            is_sample=row.is_sample,
        )
    end_requests(about_assignment(row))
    return finish(
        REPORT_ASSIGNMENT,
        row,
        by=by,
        data={"unit": row.unit.slug, "evidence": kept.head.sha256 if kept else ""},
        report=report,
        evidence=kept,
        reported_at=clock.now(),
        reported_by=by,
        returned_because="",
    )


@transaction.atomic
def return_assignment(row: Assignment, *, by: User, reason: str) -> Assignment:
    """The secretariat asks for more (đề nghị bổ sung): the report stays, the unit is asked again."""
    row = begin(RETURN_ASSIGNMENT, row, by=by)
    return finish(
        RETURN_ASSIGNMENT,
        row,
        by=by,
        reason=reason,
        notice=lambda one: notify(
            audience.members([one.unit]),
            letters.assignment_returned(task=one.task, reason=reason),
            url=page("assignment_detail", one),
            bloc=one.bloc,
            about=about_assignment(one),
        ),
        reported_at=None,
        reported_by=None,
        returned_because=reason,
    )


@transaction.atomic
def confirm_assignment(row: Assignment, *, by: User) -> Assignment:
    """The secretariat confirms that it is done (xác nhận hoàn thành)."""
    row = begin(CONFIRM_ASSIGNMENT, row, by=by)
    return finish(CONFIRM_ASSIGNMENT, row, by=by, done_at=clock.now(), done_by=by)


@transaction.atomic
def remove_assignment(row: Assignment, *, by: User) -> None:
    """Take back a task given by mistake, while nothing was reported."""
    row = begin(REMOVE_ASSIGNMENT, row, by=by)
    finish(REMOVE_ASSIGNMENT, row, by=by, data={"task": row.task, "unit": row.unit.slug})
    end_requests(about_assignment(row))
    Assignment.objects.filter(pk=row.pk).delete()
