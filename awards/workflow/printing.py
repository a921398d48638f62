"""Certificates: numbered together, printed one by one, handed over, revoked, replaced.

The row is the truth and the task only a nudge: a certificate in state "Đang in" is work still to be done, whoever
comes first does it, and what a killed worker left half done was never committed (trust.md 3.2.2, performance.md 5).
Lock order: decisions, certificates, numbers, documents, chains of blocs (by name), job, chain of the city.
"""

import logging
from collections.abc import Iterable

from django.db import connection, transaction
from django.urls import reverse

from awards.documents.certificate import (
    default_template,
    draw_backgrounds,
    make_certificate,
    refuse_missing_letters,
)
from awards.models import CITY, Certificate, CertificateTemplate, Decision, DecisionLine
from awards.models.certificate import CertificateQuerySet
from awards.workflow.audience import bloc_side
from awards.workflow.judgement import NOT_PROVED
from awards.workflow.steps import HAND_OVER, REPLACE, REVOKE, SEAL
from conferences.models import Conference
from libraries.certificate_art.page import CannotPrint
from libraries.web import clock
from libraries.web.formats import padded
from notices.outbox import notify
from records import audit
from records.documents import replace_document, revoke_document
from records.jobs import is_running, job_step, start_job
from records.models import Job
from records.numbers import take_number
from records.transitions import NotAllowedNow, SomeoneWasFaster, not_in_state, take
from units.codes import Proof
from units.models import User

logger = logging.getLogger(__name__)
State = Certificate.State
NOT_PRINTED = "Chưa in được ({}). Kiểm tra mẫu bằng và chỗ trống trên đĩa rồi bấm Thử lại."


@transaction.atomic
def issue(lines: Iterable[DecisionLine], *, by: User, templates: dict[int, CertificateTemplate] | None = None) -> Job:
    """Phát hành: one number for each line, all in one transaction; printing follows in the background.

    templates: kind's key → template, the default one otherwise. Effects in order: locks the decisions; numbers in the
    series of each kind; rows in state "Đang in"; audit; the job; the nudge, committed together with the rows.
    NotAllowedNow when a line has a certificate already, or its kind has no template.
    """
    wanted = {line.pk for line in lines}
    if not wanted:
        raise NotAllowedNow("Chọn ít nhất một tập thể để phát hành bằng.")
    _lock_decisions(wanted)
    rows = list(
        _lines()
        .filter(pk__in=wanted)
        # By kind first: counters are locked in one order by everybody.
        .order_by("nomination__kind_id", "decision_id", "line_no")
    )
    had = Certificate.objects.filter(line__in=rows).select_related("line__nomination").first()
    if had:
        raise NotAllowedNow(
            f"Đã phát hành bằng cho {had.recipient_name}. Tải lại trang; muốn sửa bằng đã phát hành, dùng “Cấp lại”."
        )
    templates = templates or {}
    certificates = [_numbered(row, by, templates.get(row.nomination.kind_id)) for row in rows]
    for certificate in sorted(certificates, key=lambda row: (row.chain, row.pk)):
        data = {"number": certificate.full_number, "decision": certificate.line.decision.number}
        audit.record("awards.issue", certificate, by=by, to_state=certificate.state, data=data)
    return _start_printing(certificates, by)


def _lock_decisions(lines: set[int]) -> None:
    """Whoever issues for the same decision waits here."""
    list(Decision.objects.select_for_update().filter(lines__in=lines).order_by("pk").values_list("pk"))


def _numbered(
    line: DecisionLine,
    by: User,
    template: CertificateTemplate | None = None,
    recipient_name: str = "",
    citation: str = "",
) -> Certificate:
    nomination, year = line.nomination, clock.today().year
    template = template or default_template(nomination.kind)
    if template is None:
        raise NotAllowedNow(f"Chưa có mẫu bằng cho {nomination.kind}.")
    recipient_name = recipient_name or nomination.recipient_name
    citation = citation or nomination.citation
    refuse_missing_letters(line, template, recipient_name, citation)
    certificate = Certificate(
        line=line,
        kind=nomination.kind,
        number=take_number(chain=CITY, series=nomination.kind.series, year=year),
        year=year,
        recipient_name=recipient_name,
        citation=citation,
        template=template,
        issued_at=clock.now(),
        issued_by=by,
        is_sample=nomination.is_sample,
    )
    certificate.set_keys()
    certificate.save(force_insert=True)
    return certificate


def _start_printing(certificates: list[Certificate], by: User) -> Job:
    from awards.tasks import print_certificates  # the task's module imports this one

    numbers = sorted({row.line.decision.number for row in certificates})
    title = f"In {padded(len(certificates))} bằng theo Quyết định số {', '.join(numbers)}"
    job = start_job(CITY, title, len(certificates), by)
    Certificate.objects.filter(pk__in=[row.pk for row in certificates]).update(job=job, print_error="")
    # In this transaction: the queue stands in the same database, so rows and nudge are committed together.
    print_certificates.enqueue()
    return job


# --- Printing ----------------------------------------------------------------------------------------------------


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
        certificate.line = _lines().get(pk=certificate.line_id)
    return certificate


def _lines():
    return DecisionLine.objects.select_related(
        "decision", "nomination__kind", "nomination__unit", "nomination__emulation_year__bloc"
    )


def _print(certificate: Certificate) -> None:
    document = make_certificate(certificate, by=certificate.issued_by)
    take(SEAL, certificate, by=certificate.issued_by, data={"code": document.code},
         document=document, sealed_at=clock.now())  # fmt: skip
    if certificate.job:
        _report(certificate.job, done=1)


def _note_failure(pk: int, problem: Exception) -> None:
    """The row says why; it is left alone until somebody presses "Thử lại"."""
    with transaction.atomic():
        rows = Certificate.objects.select_related("job", "line__nomination__emulation_year__bloc", "kind")
        certificate = rows.select_for_update(of=("self",)).get(pk=pk)
        if not SEAL.open_for(certificate) or certificate.print_error:
            return
        sentence = str(problem) if isinstance(problem, CannotPrint) else NOT_PRINTED.format(type(problem).__name__)
        Certificate.objects.filter(pk=pk).update(print_error=sentence)
        audit.record("awards.print_failed", certificate, by=None, data={"error": repr(problem)[:300]})
        if certificate.job:
            _report(certificate.job, failed=1, error=sentence, row=str(certificate))


def _report(job: Job, **counts) -> None:
    job = job_step(job, **counts)
    if is_running(job):
        return
    words = f", {padded(job.failed)} bằng lỗi" if job.failed else ""
    notify(
        [job.created_by],
        title=f"Đã in {job.done}/{job.total} bằng{words}",
        body=job.title,
        url=reverse("records:job_detail", args=[job.pk]),
        mail=False,
        key=f"awards-job-{job.pk}",
    )


@transaction.atomic
def retry(certificates: Iterable[Certificate], *, by: User) -> Job:
    """Thử lại: those whose printing failed are queued again as a job of their own; their numbers stay."""
    wanted = [row.pk for row in certificates]
    rows = list(
        Certificate.objects.with_rows()
        .select_for_update(of=("self",))
        .filter(pk__in=wanted, state=State.NUMBERED)
        .exclude(print_error="")
        .order_by("pk")
    )
    if not rows:
        raise NotAllowedNow("Không còn bằng nào in lỗi. Tải lại trang để xem kết quả.")
    for row in sorted(rows, key=lambda row: (row.chain, row.pk)):
        audit.record("awards.retry", row, by=by)
    return _start_printing(rows, by)


# --- Afterwards --------------------------------------------------------------------------------------------------


def _locked_certificate(pk: int) -> Certificate:
    return Certificate.objects.with_rows().select_for_update(of=("self",)).get(pk=pk)


def _proved(proof: Proof) -> dict:
    if proof.password_at is None or proof.code_at is None:
        raise NotAllowedNow(NOT_PROVED)
    return proof.as_evidence()


@transaction.atomic
def hand_over(certificates: Iterable[Certificate], *, by: User, conference: Conference) -> list[Certificate]:
    """Ghi việc trao tặng at a conference of the bloc that has begun."""
    if conference.state == Conference.State.PLANNED:
        raise NotAllowedNow(f"“{conference}” chưa khai mạc. Ghi việc trao tặng khi hội nghị đã diễn ra.")
    wanted = [row.pk for row in certificates]
    if not wanted:
        raise NotAllowedNow("Chọn ít nhất một bằng đã trao.")
    rows = list(Certificate.objects.with_rows().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    for row in rows:
        if row.bloc.pk != conference.bloc.pk:
            raise NotAllowedNow(f"{row} không thuộc khối của hội nghị này.")
        if row.handed_over_at:
            raise NotAllowedNow(f"{row} đã trao tại {row.handed_over_conference}.")
        take(
            HAND_OVER,
            row,
            by=by,
            data={"conference": conference.title},
            handed_over_at=clock.now(),
            handed_over_by=by,
            handed_over_conference=conference,
        )
    return rows


@transaction.atomic
def revoke(certificate: Certificate, *, by: User, reason: str, proof: Proof) -> Certificate:
    """Thu hồi, with its reason (Luật 06/2022 Đ.93): the page of its code says so for ever."""
    evidence = _proved(proof)
    certificate = _locked_certificate(certificate.pk)
    take(REVOKE, certificate, by=by, reason=reason, data=evidence,
         revoked_at=clock.now(), revoked_by=by, end_reason=reason.strip())  # fmt: skip
    revoke_document(certificate.document, by=by, reason=reason)
    nomination = certificate.line.nomination
    notify(
        bloc_side(nomination),
        title=f"Thu hồi {certificate.kind.short_name} số {certificate.full_number}",
        body=f"Lý do: {reason.strip()}",
        url=reverse("awards:certificate_detail", args=[certificate.pk]),
        bloc=nomination.bloc,
    )
    return certificate


@transaction.atomic
def replace(
    certificate: Certificate, *, by: User, reason: str, proof: Proof, recipient_name: str = "", citation: str = ""
) -> Certificate:
    """Cấp lại with corrected words under a new number; returns the new certificate, valid at once.

    Printed within the transaction, so that at no moment there is none, or two, or one without its heir.
    """
    evidence = _proved(proof)
    old = _locked_certificate(certificate.pk)
    if not REPLACE.open_for(old):
        raise not_in_state(REPLACE, old)
    if not reason.strip():
        raise NotAllowedNow("Ghi lý do cấp lại.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS one_living_certificate_a_line DEFERRED")
    new = _numbered(
        old.line, by, old.template, recipient_name.strip() or old.recipient_name, citation.strip() or old.citation
    )
    audit.record("awards.issue", new, by=by, to_state=new.state, data={"number": new.full_number})
    document = make_certificate(new, by=by)
    take(SEAL, new, by=by, data={"code": document.code}, document=document, sealed_at=clock.now())
    take(REPLACE, old, by=by, reason=reason, data=evidence | {"number": new.full_number},
         replaced_at=clock.now(), replaced_by=by, replacement=new, end_reason=reason.strip())  # fmt: skip
    replace_document(old.document, new.document, by=by, reason=reason)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS one_living_certificate_a_line IMMEDIATE")
    nomination = old.line.nomination
    notify(
        bloc_side(nomination),
        title=f"Cấp lại {new.kind.short_name} – {nomination.unit.short_name}",
        body=f"Số {new.full_number} thay số {old.full_number}. Lý do: {reason.strip()}",
        url=reverse("awards:certificate_detail", args=[new.pk]),
        bloc=nomination.bloc,
    )
    return new


@transaction.atomic
def save_template(template: CertificateTemplate, *, by: User, version: int, **facts) -> CertificateTemplate:
    """Sửa mẫu bằng: name, width_mm, height_mm, overprint_x_mm, overprint_y_mm, overprint_scale."""
    template = CertificateTemplate.objects.select_for_update().get(pk=template.pk)
    if template.version != version:
        raise SomeoneWasFaster("Mẫu bằng vừa được người khác sửa. Tải lại trang rồi sửa tiếp.")
    before = {name: str(getattr(template, name)) for name in facts}
    for name, value in facts.items():
        setattr(template, name, value)
    template.version += 1
    template.save(update_fields=[*facts, "version"])
    audit.record(
        "awards.save_template", template, by=by, data={"before": before, "after": {k: str(v) for k, v in facts.items()}}
    )
    return template
