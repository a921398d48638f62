"""The worker that prints certificates: whatever is numbered and not printed yet.

The row is the truth and the task only a nudge: a certificate in state "Đang in" is work still to be done, whoever
comes first does it, and what a killed worker left half done was never committed
(docs/security.md: Certificates after a crash).
"""

import logging
from typing import Any

from django.db import transaction
from django.urls import reverse

from awards import letters
from awards.actions import PRINT_FAILED, SEAL
from awards.documents.certificate import draw_backgrounds, make_certificate
from awards.models import Certificate
from awards.models.certificate import CertificateQuerySet
from awards.queries.certificates import decision_lines
from libraries.certificate_art.page import CannotPrint
from libraries.web import clock
from notices.outbox import notify
from records.jobs import is_running, job_step
from records.models import Job
from records.transitions import finish

logger = logging.getLogger(__name__)
State = Certificate.State
NOT_PRINTED = "Chưa in được bằng này. Bấm “In lại”; nếu vẫn lỗi, báo quản trị kỹ thuật (mã lỗi: {})."


def print_waiting() -> int:
    """Print whatever is numbered and not printed; returns how many were. Safe to run twice, and by several at once."""
    draw_backgrounds(_waiting())
    printed = 0
    while True:
        pk = None
        try:
            with transaction.atomic():
                certificate = _next_waiting()
                if certificate is None:
                    return printed
                pk = certificate.pk
                _print(certificate)
            printed += 1
        except Exception as problem:  # one that cannot be printed must not hold up the others
            if pk is None:
                raise
            logger.exception("certificate %s was not printed", pk)
            _note_failure(pk, problem)


def _waiting() -> CertificateQuerySet:
    return Certificate.objects.filter(state=State.NUMBERED, print_error="")


def _next_waiting() -> Certificate | None:
    """One that nobody else is printing, locked; sheets that share a template follow each other."""
    rows = _waiting().select_related("kind", "template", "job", "issued_by")
    certificate = rows.select_for_update(of=("self",), skip_locked=True).order_by("kind_id", "year", "number").first()
    if certificate:
        # Apart from the query above: planning a dozen joins at once took longer than printing.
        certificate.line = decision_lines().get(pk=certificate.line_id)
    return certificate


def _print(certificate: Certificate) -> None:
    by = certificate.issued_by
    document = make_certificate(certificate, by=by)
    finish(SEAL, certificate, by=by, data={"code": document.code}, document=document, sealed_at=clock.now())
    if certificate.job:
        _report(certificate.job, done=1)


def _note_failure(pk: int, problem: Exception) -> None:
    """The row says why; it is left alone until somebody presses "In lại"."""
    with transaction.atomic():
        rows = Certificate.objects.select_related("job", "line__nomination__emulation_year__bloc", "kind")
        certificate = rows.select_for_update(of=("self",)).get(pk=pk)
        if not SEAL.allows(certificate) or certificate.print_error:
            return
        sentence = str(problem) if isinstance(problem, CannotPrint) else NOT_PRINTED.format(type(problem).__name__)
        finish(PRINT_FAILED, certificate, by=None, data={"error": repr(problem)[:300]}, print_error=sentence)
        if certificate.job:
            _report(certificate.job, failed=1, error=sentence, row=str(certificate))


def _report(job: Job, **counts: Any) -> None:
    job = job_step(job, **counts)
    if is_running(job):
        return
    notify(
        [job.created_by],
        letters.printed(job=job.title, done=job.done, total=job.total, failed=job.failed),
        url=reverse("records:job_detail", args=[job.pk]),
        key=f"awards-job-{job.pk}",
    )
