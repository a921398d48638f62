"""/khen-thuong/bang/: the certificates that were numbered, one of them, and what may still happen to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from awards import workflow
from awards.documents.certificate import overprint_of
from awards.documents.template import rulers_of
from awards.forms import HandOverForm, OverprintForm, ReplaceForm, RevokeForm
from awards.lists import CertificateList
from awards.models import Certificate
from awards.queries.certificates import MOST_FAILED, decision_to_issue, failed_prints, hand_over_choices
from awards.views.files import picture
from awards.views.proof import proved
from awards.views.visible import visible_certificate
from awards.worklist import certificates_to_issue
from libraries.web import listing
from libraries.web.downloads import file_name, file_response
from libraries.web.formats import spaced_code
from records.access import check_permission, has_permission, permitted
from records.documents import document_response, verification_url
from records.readable import page_picture
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.codes import Proof
from units.requests import LoggedInRequest


@require_safe
def certificate_list(request: LoggedInRequest) -> HttpResponse:
    """?loc=dang-in, hieu-luc, het; ?tim= words of recipient, award, number of the decision."""
    user = request.user
    failed = failed_prints(user).listed()[:MOST_FAILED]
    issues = user.roles().secretary_of or has_permission(user, "awards.record_decision")
    to_issue = decision_to_issue(user) if issues else None
    return listing.answer(
        request,
        CertificateList,
        Certificate.objects.visible_to(user),
        failed=[row for row in failed if has_permission(user, "awards.retry", row)],
        next=certificates_to_issue(to_issue) if to_issue else None,
        may=permitted(user, None, "awards.give_out"),
    )


@require_safe
def certificate_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    certificate, user = visible_certificate(request, pk), request.user
    code = certificate.document.code if certificate.document else ""
    overprints = has_permission(user, "awards.overprint", certificate)
    page = {
        "certificate": certificate,
        "line": certificate.line,
        "nomination": certificate.line.nomination,
        "code": spaced_code(code) if code else "",
        "address": verification_url(code) if code else "",
        "replaced": getattr(certificate, "replaces", None),
        "job_pk": certificate.job_id if certificate.issued_by_id == user.pk else None,
        "overprint": OverprintForm(initial=OverprintForm.start(certificate.template)) if overprints else None,
        "may": permitted(user, certificate, "awards.revoke", "awards.replace"),
    }
    return render(request, "awards/certificate_detail.html", page)


@require_safe
def certificate_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    certificate = visible_certificate(request, pk)
    if certificate.document is None:
        raise Http404
    return document_response(certificate.document)


@require_safe
def certificate_picture(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The sheet as it was sealed, 1000 pixels wide."""
    certificate = visible_certificate(request, pk)
    if certificate.document is None:
        raise Http404
    return picture(page_picture(certificate.document.head, 1, width=1000), "bang.jpg")


@require_safe
def overprint_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    """?offset_x=1,5&offset_y=-2&scale=1: only the words, for the pre-printed blank."""
    certificate = visible_certificate(request, pk)
    check_permission(request.user, "awards.overprint", certificate)
    offset, scale = _placed(request, certificate)
    name = file_name(f"in đè {certificate.kind.short_name} {certificate.unit.short_name}", ".pdf")
    return file_response(overprint_of(certificate, offset, scale), name)


@require_safe
def ruler_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The printer's test sheet of this certificate's template."""
    certificate = visible_certificate(request, pk)
    check_permission(request.user, "awards.overprint", certificate)
    offset, scale = _placed(request, certificate)
    return file_response(rulers_of(certificate.template, offset, scale), "to-in-thu.pdf")


def _placed(request: LoggedInRequest, certificate: Certificate) -> tuple[tuple[float, float], float]:
    """What was asked for, where it can be read; what the template keeps otherwise."""
    form = OverprintForm(request.GET)
    if form.is_valid():
        return form.placed()
    return certificate.template.offset_mm, float(certificate.template.overprint_scale)


# --- Acts that need the person again ---------------------------------------------------------------------------------


@sensitive_post_parameters("password", "code")
@idempotent_post
def certificate_revoke(request: LoggedInRequest, pk: int) -> HttpResponse:
    certificate = visible_certificate(request, pk)
    check_permission(request.user, "awards.revoke", certificate)
    form = RevokeForm(posted(request))

    def revoke(proof: Proof) -> Certificate:
        return workflow.revoke(certificate, by=request.user, proof=proof, reason=form.cleaned_data["reason"])

    if done := proved(request, form, revoke):
        messages.success(request, f"Đã thu hồi {done}. Trang kiểm tra đã nêu rõ lý do.")
        return redirect("awards:certificate_detail", pk=pk)
    page = {"certificate": certificate, "form": form}
    return render(request, "awards/certificate_revoke.html", page, status=status_of(form))


@sensitive_post_parameters("password", "code")
@idempotent_post
def certificate_replace(request: LoggedInRequest, pk: int) -> HttpResponse:
    certificate = visible_certificate(request, pk)
    check_permission(request.user, "awards.replace", certificate)
    words = {"recipient_name": certificate.recipient_name, "citation": certificate.citation}
    form = ReplaceForm(posted(request), initial=words)

    def replace(proof: Proof) -> Certificate:
        return workflow.replace(certificate, by=request.user, proof=proof, **form.words())

    if new := proved(request, form, replace):
        messages.success(request, f"Đã cấp bằng mới: số {new.full_number} thay số {certificate.full_number}.")
        return redirect("awards:certificate_detail", pk=new.pk)
    page = {"certificate": certificate, "form": form}
    return render(request, "awards/certificate_replace.html", page, status=status_of(form))


# --- Handing over, printing again ------------------------------------------------------------------------------------


@idempotent_post
def handover_edit(request: LoggedInRequest) -> HttpResponse:
    """Which certificates were handed over, at which conference."""
    check_permission(request.user, "awards.give_out")
    form = HandOverForm(posted(request), choices=hand_over_choices(request.user))

    def record(typed: dict[str, Any]) -> list[Certificate]:
        for certificate in typed["certificates"].with_rows():
            check_permission(request.user, "awards.hand_over", certificate)
        return workflow.hand_over(typed["certificates"], by=request.user, conference=typed["conference"])

    if rows := submit(form, record):
        messages.success(request, f"Đã xác nhận trao tặng {len(rows)} bằng tại {form.cleaned_data['conference']}.")
        return redirect("awards:certificate_list")
    return render(request, "awards/handover_edit.html", {"form": form}, status=status_of(form))


@post_action("awards:certificate_list")
def retry(request: LoggedInRequest) -> HttpResponse:
    """Print every failed one again that this user may see (in lại)."""
    check_permission(request.user, "awards.retry")
    job = workflow.retry(failed_prints(request.user).with_rows(), by=request.user)
    messages.success(request, f"Đang in lại {job.total} bằng.")
    return redirect("records:job_detail", pk=job.pk)
