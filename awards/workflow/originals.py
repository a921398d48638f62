"""The decision as its signer signed it, received and compared by the city's office."""

from typing import Any

from django.db import transaction

from awards.actions import KEEP_ORIGINAL
from awards.documents import ORIGINAL
from awards.models import Decision, DecisionOriginal
from libraries.web import clock
from records.audit import CITY
from records.documents import store_document
from records.transitions import begin, finish
from units.models import User


@transaction.atomic
def keep_original(
    decision: Decision,
    *,
    by: User,
    content: bytes,
    filename: str,
    form: str,
    kept_at: str,
    signatures: dict[str, Any] | None = None,
) -> DecisionOriginal:
    """Keep the signed decision (bản gốc quyết định): its bytes unchanged, as the newest; `by` compared it.

    `content` has passed DocumentFileField. Audit names the form of the original and where it lies.
    signatures: of a file signed elsewhere, as they were judged (libraries/pades/outside.py).
    """
    signers = [row["name"] for row in (signatures or {}).get("rows", ())]
    decision = begin(KEEP_ORIGINAL, decision, by=by)
    document = store_document(
        content,
        chain=CITY,
        kind=ORIGINAL.slug,
        title=f"Quyết định số {decision.number}",
        filename=filename,
        number=decision.number,
        by=by,
        is_sample=decision.is_sample,
    )
    row = DecisionOriginal.objects.create(
        decision=decision,
        form=form,
        document=document,
        kept_at=kept_at.strip(),
        signatures=signatures,
        received_at=clock.now(),
        received_by=by,
        is_sample=decision.is_sample,
    )
    finish(
        KEEP_ORIGINAL,
        decision,
        by=by,
        data={"form": form, "kept_at": row.kept_at, "file": filename, "signed_by": signers},
    )
    return row
