"""The worker that prints certificates: whatever is numbered and not printed yet.

The row is the truth and the task only a nudge: a certificate in state "Đang in" is work still to be done, whoever
comes first does it, and what a killed worker left half done was never committed
(docs/security.md: Certificates after a crash).
"""

import logging
from collections import Counter
from typing import Any

from django.db import DatabaseError, transaction
from django.urls import reverse

from awards import letters
from awards.actions import PRINT_FAILED, SEAL
from awards.documents.certificate import draw_backgrounds, prepared_certificate
from awards.models import Certificate
from awards.models.certificate import CertificateQuerySet
from awards.queries.certificates import lines_to_print
from libraries.certificate_art.page import CannotPrint
from libraries.web import clock
from notices.outbox import notify
from records.issuing import NewDocument, Prepared, issue_prepared
from records.jobs import is_running, job_step
from records.models import Job
from records.printed_heads import heads_in_words
from records.transitions import Finished, finish, finish_many

logger = logging.getLogger(__name__)
State = Certificate.State
# Locked together and kept in one transaction: half a second of drawing, before anything else is locked.
AT_ONCE = 50
Sheet = tuple[Certificate, NewDocument, Prepared]
NOT_PRINTED = "Chưa in được bằng này. Bấm “In lại”; nếu vẫn lỗi, báo quản trị kỹ thuật (mã lỗi: {})."


def print_waiting() -> int:
    """Print whatever is numbered and not printed; returns how many were. Safe to run twice, and by several at once."""
    draw_backgrounds(_waiting())
    printed = 0
    while (done := _print_some()) is not None:
        printed += done
    return printed


def _waiting() -> CertificateQuerySet:
    return Certificate.objects.filter(state=State.NUMBERED, print_error="")


def _print_some(most: int = AT_ONCE) -> int | None:
    """Print those that nobody else is printing, at most so many; how many were, None when there was nothing to do."""
    batch: list[Certificate] = []
    failed: list[tuple[int, Exception]] = []
    sheets: list[Sheet] = []
    try:
        with transaction.atomic():
            batch = _next_waiting(most)
            if not batch:
                return None
            sheets = _drawn(batch, failed)
            _keep(sheets)
    except Exception as fault:
        if not batch:
            raise
        if len(batch) > 1:
            # Something of one of them, or of the moment: each by itself tells which.
            return sum(_print_some(1) or 0 for _ in batch)
        logger.exception("certificate %s was not printed", batch[0].pk)
        sheets, failed = [], [(batch[0].pk, fault)]
    for pk, problem in failed:
        _note_failure(pk, problem)
    return len(sheets)


def _drawn(batch: list[Certificate], failed: list[tuple[int, Exception]]) -> list[Sheet]:
    """Each drawn and sealed; one that cannot be printed must not hold up the others."""
    heads = heads_in_words({certificate.chain for certificate in batch})
    sheets = []
    for certificate in batch:
        try:
            sheets.append((certificate, *prepared_certificate(certificate, heads[certificate.chain])))
        except DatabaseError:
            raise  # the transaction is lost with it
        except Exception as problem:
            logger.exception("certificate %s was not printed", certificate.pk)
            failed.append((certificate.pk, problem))
    return sheets


def _next_waiting(most: int) -> list[Certificate]:
    """Locked; sheets that share a template follow each other."""
    rows = _waiting().select_related("kind", "template", "job", "issued_by").order_by("kind_id", "year", "number")
    batch = list(rows.select_for_update(of=("self",), skip_locked=True)[:most])
    # Apart from the query above: planning a dozen joins at once took longer than printing.
    lines = {line.pk: line for line in lines_to_print(certificate.line_id for certificate in batch)}
    for certificate in batch:
        certificate.line = lines[certificate.line_id]
    return batch


def _keep(sheets: list[Sheet]) -> None:
    """The files, the rows, the audit, the jobs: as many statements as for one."""
    people = [certificate.issued_by for certificate, _, _ in sheets]
    documents = issue_prepared([(new, made) for _, new, made in sheets], by=people)
    now = clock.now()
    finish_many(
        SEAL,
        [
            Finished(
                certificate, certificate.issued_by, {"code": document.code}, {"document": document, "sealed_at": now}
            )
            for (certificate, _, _), document in zip(sheets, documents, strict=True)
        ],
    )
    jobs = {certificate.job.pk: certificate.job for certificate, _, _ in sheets if certificate.job}
    done = Counter(certificate.job_id for certificate, _, _ in sheets)
    for pk in sorted(jobs):
        _report(jobs[pk], done=done[pk])


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
