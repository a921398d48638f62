"""A newer row of a part of a dossier: by whoever hands it in, or by the issue of a paper that people signed."""

from awards.models import DossierPart, Nomination
from awards.models.kinds import Part
from libraries.web import clock
from records.models import Document
from records.transitions import Action, finish
from units.models import User


def add_part(
    action: Action | None,
    nomination: Nomination,
    part: Part,
    document: Document,
    *,
    by: User,
    word: Document | None = None,
    report_revision: int | None = None,
) -> DossierPart:
    """A newer row of the part. `action` is written down here; None where the verb does it with its own."""
    row = DossierPart.objects.create(
        nomination=nomination,
        part=part,
        round=nomination.round,
        document=document,
        word=word,
        report_revision=report_revision,
        added_at=clock.now(),
        added_by=by,
        is_sample=nomination.is_sample,
    )
    if action is not None:
        finish(action, nomination, by=by, data={"part": part, "document": document.pk})
    return row
