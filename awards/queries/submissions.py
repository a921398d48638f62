"""Submissions on their way: what one holds, and which one holds a dossier.

Lock order: its dossiers (by key), their quotas, the submission, the request to sign.
"""

from collections.abc import Iterable, Sequence

from awards.models import Nomination, Submission
from awards.queries.dossiers import locked_with_quotas
from awards.queries.recipient_rows import recipient_row
from libraries.web import clock

PREPARED = Submission.State.PREPARED


def held_in(nomination: Nomination) -> Submission | None:
    """The submission that was prepared with this dossier and is neither sent nor dropped."""
    rows = Submission.objects.select_related("emulation_year__bloc", "signing")
    return rows.filter(lines__nomination=nomination, state=PREPARED).first()


def held(nominations: Iterable[Nomination]) -> set[int]:
    """Which of these dossiers stand in a prepared submission."""
    lines = Nomination.objects.filter(
        pk__in=[row.pk for row in nominations], submission_lines__submission__state=PREPARED
    )
    return set(lines.values_list("pk", flat=True))


def dossiers_of(submission: Submission) -> list[Nomination]:
    """In the order of the list."""
    rows = Nomination.objects.filter(submission_lines__submission=submission).order_by("submission_lines__position")
    return list(rows.select_related("emulation_year__bloc", "kind", "unit", "ballot").prefetch_related("kind__terms"))


def listed_cells(submission: Submission) -> Sequence[Sequence[str]]:
    """What the list says of each: fixed while it is before its signers and once it is sent, of today before that."""
    if submission.state == PREPARED and submission.being_signed is None:
        return [recipient_row(row, clock.today()).cells for row in dossiers_of(submission)]
    return list(submission.lines.values_list("cells", flat=True))


def locked_submission(pk: int) -> Submission:
    locked_with_quotas(Nomination.objects.filter(submission_lines__submission=pk).values_list("pk", flat=True))
    rows = Submission.objects.select_related("emulation_year__bloc", "signing")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
