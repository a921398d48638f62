"""The rows that the pages of this room are about, if this user may see them; 404 otherwise."""

from django.shortcuts import get_object_or_404

from awards.models import Certificate, Decision, Nomination, Submission
from units.models import EmulationYear, User
from units.requests import LoggedInRequest
from units.scope import work_in


def visible_year(request: LoggedInRequest, pk: int) -> EmulationYear:
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    return work_in(request, get_object_or_404(years, pk=pk))


def visible_nomination(request: LoggedInRequest, pk: int) -> Nomination:
    rows = Nomination.objects.visible_to(request.user).with_rows()
    rows = rows.select_related(
        "ballot__held_at__agenda_item__conference", "report", "line__decision", "submitted_by", "submission"
    )
    return work_in(request, get_object_or_404(rows, pk=pk))


def visible_paper(user: User, nomination: Nomination) -> Submission | None:
    """The submission of a dossier, for whoever may open its page."""
    return Submission.objects.visible_to(user).filter(nominations=nomination).first()


def visible_submission(request: LoggedInRequest, pk: int) -> Submission:
    rows = Submission.objects.visible_to(request.user).select_related(
        "emulation_year__bloc", "prepared_by", "submitted_by", "signing"
    )
    return work_in(request, get_object_or_404(rows, pk=pk))


def visible_decision(request: LoggedInRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("document", "recorded_by")
    return get_object_or_404(rows, pk=pk)


def visible_certificate(request: LoggedInRequest, pk: int) -> Certificate:
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).with_rows(), pk=pk)
    work_in(request, certificate.line.nomination)
    return certificate
