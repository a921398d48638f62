"""After the appraisal: the unit accepts its points, or objects to a line; the line is looked at once more."""

from django.db import transaction

from libraries.web import clock
from notices.outbox import end_requests, notify
from records.transitions import NotAllowedNow, begin, finish
from scoring import letters
from scoring.actions import ACCEPT_APPRAISAL, DECIDE_OBJECTION, OBJECT_TO_MARK, REPLY_TO_OBJECTION
from scoring.models import Criterion, Mark, Objection, ScoreSheet
from scoring.workflow.marking import Written, tell_unit
from scoring.worklist import about_sheet, page
from units import audience
from units.models import User

State = Objection.State


@transaction.atomic
def accept_appraisal(sheet: ScoreSheet, *, by: User) -> ScoreSheet:
    """The unit agrees to its points (nhất trí kết quả thẩm định): it will not object any more."""
    sheet = begin(ACCEPT_APPRAISAL, sheet, by=by)
    end_requests(about_sheet(sheet))
    data = {"unit": sheet.unit.slug}
    return finish(ACCEPT_APPRAISAL, sheet, by=by, data=data, accepted_at=clock.now(), accepted_by=by)


@transaction.atomic
def object_to_mark(sheet: ScoreSheet, *, by: User, criterion: Criterion, reason: str) -> Objection:
    """Object to the points of one criterion (kiến nghị), once each; checker and secretariat are told."""
    sheet = begin(OBJECT_TO_MARK, sheet, by=by)
    end_requests(about_sheet(sheet))
    if sheet.objections.filter(criterion=criterion).exists():
        raise NotAllowedNow("Tiêu chí này đã có kiến nghị của đơn vị.")
    objection = Objection.objects.create(
        sheet=sheet,
        criterion=criterion,
        reason=reason,
        lodged_at=clock.now(),
        lodged_by=by,
        is_sample=sheet.is_sample,
    )
    told = letters.objected(unit=sheet.unit.name, criterion=criterion.title, reason=reason)

    def ask(row: ScoreSheet) -> None:
        if row.checker is not None:
            tell_unit(row, told, row.checker)
        notify(
            audience.secretariat(row.bloc), told, url=page("sheet_detail", row), bloc=row.bloc, about=about_sheet(row)
        )

    finish(OBJECT_TO_MARK, sheet, by=by, data={"unit": sheet.unit.slug, "criterion": criterion.title}, notice=ask)
    return objection


@transaction.atomic
def reply_to_objection(objection: Objection, *, by: User, reply: str) -> Objection:
    """What the unit that checked says of it (ý kiến của đơn vị chấm chéo)."""
    sheet = begin(REPLY_TO_OBJECTION, objection.sheet, by=by)
    objection = _open(objection)
    if objection.replied_at is not None:
        raise NotAllowedNow("Đơn vị chấm chéo đã có ý kiến về kiến nghị này.")
    stamps = {"reply": reply, "replied_at": clock.now(), "replied_by": by}
    _write(objection, stamps)
    finish(REPLY_TO_OBJECTION, sheet, by=by, data={"unit": sheet.unit.slug, "criterion": objection.criterion.title})
    return objection


@transaction.atomic
def decide_objection(objection: Objection, *, by: User, decision: str, mark: Written | None) -> Objection:
    """Close it (kết luận): `mark` is what holds from now on, None leaves the points as they are."""
    sheet = begin(DECIDE_OBJECTION, objection.sheet, by=by)
    end_requests(about_sheet(sheet))
    objection = _open(objection)
    now = clock.now()
    if mark is not None:
        if mark.criterion != objection.criterion:
            raise NotAllowedNow("Chỉ sửa điểm của tiêu chí được kiến nghị.")
        Mark.objects.update_or_create(
            sheet=sheet,
            criterion=objection.criterion,
            stage=Mark.Stage.APPRAISAL,
            defaults={
                "found": mark.found,
                "target": mark.target,
                "applies": mark.applies,
                "note": decision[:500],
                "written_at": now,
                "written_by": by,
                "is_sample": sheet.is_sample,
            },
        )
    state = State.KEPT if mark is None else State.CHANGED
    _write(objection, {"state": state, "decision": decision, "decided_at": now, "decided_by": by})
    data = {"unit": sheet.unit.slug, "criterion": objection.criterion.title, "outcome": state.value}
    told = letters.objection_decided(
        unit=sheet.unit.name, criterion=objection.criterion.title, outcome=state.label, decision=decision
    )
    finish(
        DECIDE_OBJECTION, sheet, by=by, reason=decision, data=data, notice=lambda row: tell_unit(row, told, row.unit)
    )
    return objection


def _open(objection: Objection) -> Objection:
    """As it is now; the sheet is locked."""
    fresh = Objection.objects.select_related("criterion").get(pk=objection.pk)
    if fresh.state != State.OPEN:
        raise NotAllowedNow("Kiến nghị này đã có kết luận.")
    return fresh


def _write(objection: Objection, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(objection, name, value)
    objection.save(update_fields=list(values))
