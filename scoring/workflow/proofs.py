"""What a unit shows for the criteria of its sheet."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from evidence.models import Evidence
from evidence.workflow import add_evidence
from libraries.web import clock
from records.transitions import NotAllowedNow, begin, finish
from scoring.actions import ADD_PROOFS, REMOVE_PROOF
from scoring.models import Criterion, Proof, ScoreSheet
from units.models import User


@transaction.atomic
def add_proofs(
    sheet: ScoreSheet,
    *,
    by: User,
    criterion: Criterion,
    kept: Iterable[Evidence] = (),
    new: Mapping[str, Any] | None = None,
) -> ScoreSheet:
    """Show evidence for one criterion (thêm minh chứng): some of what the unit holds, and a new file.

    new: what evidence.workflow.add_evidence takes. What is shown already stays once.
    """
    sheet = begin(ADD_PROOFS, sheet, by=by)
    rows = list(kept)
    if new is not None:
        rows.append(add_evidence(sheet.unit, by=by, **new))
    if any(row.unit_id != sheet.unit_id for row in rows) or criterion.criteria_set_id != sheet.criteria_set_id:
        raise NotAllowedNow("Chọn minh chứng của đơn vị cho tiêu chí của phiếu này.")
    known = set(sheet.proofs.filter(criterion=criterion).values_list("evidence", flat=True))
    added = [row for row in rows if row.pk not in known]
    Proof.objects.bulk_create(
        Proof(
            sheet=sheet,
            criterion=criterion,
            evidence=row,
            added_at=clock.now(),
            added_by=by,
            is_sample=sheet.is_sample,
        )
        for row in added
    )
    data = {"unit": sheet.unit.slug, "criterion": criterion.title, "evidence": [row.sha256 for row in added]}
    return finish(ADD_PROOFS, sheet, by=by, data=data)


@transaction.atomic
def remove_proof(proof: Proof, *, by: User) -> ScoreSheet:
    """Take a piece of evidence off a criterion (gỡ minh chứng); the unit still holds it."""
    sheet = begin(REMOVE_PROOF, proof.sheet, by=by)
    data = {"unit": sheet.unit.slug, "criterion": proof.criterion.title, "evidence": [proof.evidence.sha256]}
    sheet = finish(REMOVE_PROOF, sheet, by=by, data=data)
    Proof.objects.filter(pk=proof.pk).delete()
    return sheet
