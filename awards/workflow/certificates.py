"""Certificates: numbered together, printed in the background, handed over, revoked, replaced."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from awards import letters
from awards.actions import HAND_OVER, ISSUE, REPLACE, RETRY, REVOKE, SEAL
from awards.documents.certificate import make_certificate, refuse_missing_letters
from awards.models import Certificate, CertificateTemplate, Decision, DecisionLine
from awards.queries.audience import bloc_side
from awards.queries.certificates import default_template, lines_to_print
from awards.tasks import print_certificates
from awards.workflow.judgement import NOT_PROVED
from conferences.models import Conference
from law.queries import wording_on
from libraries.web import clock
from libraries.web.formats import vn_number
from notices.outbox import notify
from records.audit import CITY
from records.documents import replace_document, revoke_document
from records.jobs import start_job
from records.models import Job
from records.numbers import take_numbers
from records.transitions import Finished, NotAllowedNow, begin, finish, finish_many
from units.codes import Proof
from units.models import User

State = Certificate.State


@transaction.atomic
def issue(lines: Iterable[DecisionLine], *, by: User, templates: dict[int, CertificateTemplate] | None = None) -> Job:
    """Issue (cấp bằng): one number for each line, all in one transaction; printing follows in the background.

    templates: kind's key → template, the default one otherwise. Effects in order: locks the decisions; numbers in the
    series of each kind; rows in state "Đang in"; audit; the job; the nudge, committed together with the rows.
    NotAllowedNow when a line has a certificate already, or its kind has no template.
    """
    wanted = {line.pk for line in lines}
    if not wanted:
        raise NotAllowedNow("Chọn ít nhất một tập thể để cấp bằng.")
    _lock_decisions(wanted)
    rows = lines_to_print(wanted)  # by kind first: counters are locked in one order by everybody
    had = Certificate.objects.filter(line__in=rows).select_related("line__nomination").first()
    if had:
        raise NotAllowedNow(
            f"Đã cấp bằng cho {had.recipient_name}. "
            "Tải lại trang để xem; nếu bằng đã cấp có sai sót, dùng “Cấp đổi, cấp lại”."
        )
    templates = templates or {}
    certificates = [_certificate(row, by, templates.get(row.nomination.kind_id)) for row in rows]
    _number(certificates)
    finish_many(
        ISSUE,
        [
            Finished(row, by, {"number": row.full_number, "decision": row.line.decision.number})
            for row in sorted(certificates, key=lambda row: (row.chain, row.pk))
        ],
    )
    return _start_printing(certificates, by)


def _lock_decisions(lines: set[int]) -> None:
    """Whoever issues for the same decision waits here."""
    list(Decision.objects.select_for_update().filter(lines__in=lines).order_by("pk").values_list("pk"))


def _certificate(
    line: DecisionLine,
    by: User,
    template: CertificateTemplate | None = None,
    recipient_name: str = "",
    citation: str = "",
) -> Certificate:
    nomination, year = line.nomination, clock.today().year
    template = template or default_template(nomination.kind, line.decision.decided_on)
    if template is None:
        raise NotAllowedNow(f"Chưa có mẫu bằng cho {nomination.kind}.")
    recipient_name = recipient_name or nomination.recipient_name
    citation = citation or nomination.citation
    refuse_missing_letters(line, template, recipient_name, citation)
    certificate = Certificate(
        line=line,
        kind=nomination.kind,
        year=year,
        recipient_name=recipient_name,
        citation=citation,
        template=template,
        issued_at=clock.now(),
        issued_by=by,
        is_sample=nomination.is_sample,
    )
    certificate.set_keys()
    return certificate


def _number(certificates: list[Certificate]) -> None:
    """Numbers of each kind's series, one after the other, and the rows. They come by kind: counters have one order."""
    for kind, group in groupby(certificates, key=lambda row: row.kind):
        rows = list(group)
        numbers = take_numbers(chain=CITY, series=kind.series, year=rows[0].year, count=len(rows))
        for row, number in zip(rows, numbers, strict=True):
            row.number = number
    Certificate.objects.bulk_create(certificates)


def _start_printing(certificates: list[Certificate], by: User) -> Job:
    numbers = sorted({row.line.decision.number for row in certificates})
    title = f"In {vn_number(len(certificates))} bằng theo Quyết định số {', '.join(numbers)}"
    job = start_job(CITY, title, len(certificates), by)
    Certificate.objects.filter(pk__in=[row.pk for row in certificates]).update(job=job, print_error="")
    # In this transaction: the queue stands in the same database, so rows and nudge are committed together.
    print_certificates.enqueue()
    return job


@transaction.atomic
def retry(certificates: Iterable[Certificate], *, by: User) -> Job:
    """Print again (in lại): those that failed are queued as a job of their own; their numbers stay."""
    wanted = [row.pk for row in certificates]
    rows = list(
        Certificate.objects.with_rows()
        .select_for_update(of=("self",))
        .filter(pk__in=wanted, state=State.NUMBERED)
        .exclude(print_error="")
        .order_by("pk")
    )
    if not rows:
        raise NotAllowedNow("Không còn bằng nào bị lỗi khi in. Tải lại trang để xem kết quả.")
    for row in sorted(rows, key=lambda row: (row.chain, row.pk)):
        finish(RETRY, row, by=by)
    return _start_printing(rows, by)


def _proved(proof: Proof) -> dict[str, Any]:
    if proof.password_at is None or proof.code_at is None:
        raise NotAllowedNow(NOT_PROVED)
    return proof.as_evidence()


@transaction.atomic
def hand_over(certificates: Iterable[Certificate], *, by: User, conference: Conference) -> list[Certificate]:
    """Record the handing over (trao tặng) at a conference of the bloc that has begun."""
    if conference.state == Conference.State.PLANNED:
        raise NotAllowedNow(f"“{conference}” chưa khai mạc. Xác nhận trao tặng sau khi hội nghị khai mạc.")
    wanted = [row.pk for row in certificates]
    if not wanted:
        raise NotAllowedNow("Chọn ít nhất một bằng đã trao.")
    rows = list(Certificate.objects.with_rows().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    for row in rows:
        if row.bloc.pk != conference.bloc.pk:
            raise NotAllowedNow(f"{row} không thuộc khối của hội nghị này.")
        if row.handed_over_at:
            raise NotAllowedNow(f"{row} đã trao tại {row.handed_over_conference}.")
        finish(
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
    """Revoke (thu hồi) with a reason (Luật 06/2022 Đ.93): the page of its code says so for ever."""
    evidence = _proved(proof)
    certificate = begin(REVOKE, certificate, by=by)
    finish(
        REVOKE,
        certificate,
        by=by,
        reason=reason,
        data=evidence,
        notice=lambda row: notify(
            bloc_side(row.line.nomination),
            letters.revoked(
                kind=row.kind.short_name,
                number=row.full_number,
                recipient=row.recipient_name,
                reason=reason.strip(),
            ),
            url=reverse("awards:certificate_detail", args=[row.pk]),
            bloc=row.line.nomination.bloc,
        ),
        revoked_at=clock.now(),
        revoked_by=by,
        end_reason=reason.strip(),
    )
    revoke_document(certificate.printed, by=by, reason=reason)
    return certificate


@transaction.atomic
def replace(
    certificate: Certificate,
    *,
    by: User,
    replaced_as: str,
    reason: str,
    proof: Proof,
    recipient_name: str = "",
    citation: str = "",
) -> Certificate:
    """Replace with corrected words under a new number; returns the new certificate, valid at once.

    replaced_as: `exchange` for a spoilt one (cấp đổi), `reissue` for a lost one (cấp lại).

    Printed within the transaction, so that at no moment there is none, or two, or one without its heir.
    """
    evidence = _proved(proof)
    old = begin(REPLACE, certificate, by=by)
    how, reason = Certificate.Replacing(replaced_as).words_in(wording_on()), reason.strip()
    if not reason:
        raise NotAllowedNow("Nhập lý do cấp đổi, cấp lại.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS one_living_certificate_a_line DEFERRED")
    new = _certificate(
        old.line, by, old.template, recipient_name.strip() or old.recipient_name, citation.strip() or old.citation
    )
    _number([new])
    finish(ISSUE, new, by=by, data={"number": new.full_number})
    document = make_certificate(new, by=by)
    finish(SEAL, new, by=by, data={"code": document.code}, document=document, sealed_at=clock.now())
    finish(
        REPLACE,
        old,
        by=by,
        reason=reason,
        data=evidence | {"number": new.full_number, "replaced_as": replaced_as},
        notice=lambda row: notify(
            bloc_side(row.line.nomination),
            letters.replaced(
                kind=new.kind.short_name,
                unit=row.line.nomination.unit.short_name,
                act=how,
                old=row.full_number,
                new=new.full_number,
                reason=reason,
            ),
            url=reverse("awards:certificate_detail", args=[new.pk]),
            bloc=row.line.nomination.bloc,
        ),
        replaced_at=clock.now(),
        replaced_by=by,
        replaced_as=replaced_as,
        replacement=new,
        end_reason=reason,
    )
    replace_document(old.printed, document, by=by, reason=f"{how}: {reason}")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS one_living_certificate_a_line IMMEDIATE")
    return new
